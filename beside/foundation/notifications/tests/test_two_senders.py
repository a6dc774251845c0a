"""Two senders at once, each with a line to the database of its own."""

import threading

import pytest
from django.core.mail import EmailMessage
from django.db import connection

from beside.foundation.notifications import actions, jobs
from beside.foundation.notifications.models import Letter


@pytest.mark.django_db(transaction=True)
def test_two_senders_send_each_letter_once(mailoutbox: list[EmailMessage]) -> None:
    for number in range(20):
        actions.keep_letter(f"one{number}@example.org", "Your code", "words")
    start, counts = threading.Barrier(2), list[int]()

    def send() -> None:
        try:
            start.wait()
            counts.append(jobs.send_letters())
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sum(counts) == len(mailoutbox) == len({letter.to[0] for letter in mailoutbox}) == 20
    assert not Letter.objects.exists()
