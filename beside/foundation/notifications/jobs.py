"""Sending the letters that wait."""

import logging
import smtplib
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q

from beside.core.clock import now
from beside.foundation.notifications.models import Letter

log = logging.getLogger(__name__)
_AT_ONCE: Final = 50
# Whoever took a letter and died gives it back after this long.
_TAKEN_FOR: Final = timedelta(minutes=5)
# Waits after each try that did not work; after the last, the letter is thrown away: codes and news grow stale.
_WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))


def send_letters() -> int:
    """Send what is due; tells how many were sent. Several may run at once: each letter is won by compare-and-swap.

    A crash between sending and deleting sends a letter twice rather than never.
    """
    due = Letter.objects.filter(_free(), not_before__lte=now()).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]
    taken = [letter for number in due if (letter := _take(number)) is not None]
    if not taken:
        return 0
    try:
        with get_connection() as connection:
            return _send(connection, taken)
    except (smtplib.SMTPException, OSError) as error:
        log.warning("letters wait: the mail server does not answer (%s)", type(error).__name__)
        for letter in taken:
            _later(letter)
        return 0


def _free() -> Q:
    return Q(taken_until=None) | Q(taken_until__lt=now())


def _take(number: int) -> Letter | None:
    won = Letter.objects.filter(_free(), pk=number).update(taken_until=now() + _TAKEN_FOR, tries=F("tries") + 1)
    return Letter.objects.get(pk=number) if won else None


def _send(connection: BaseEmailBackend, letters: Iterable[Letter]) -> int:
    sent = 0
    for letter in letters:
        message = EmailMessage(letter.subject, letter.body, to=[letter.to], connection=connection)
        # Says that nobody need answer, so that away-notes do not come back and tell of it.
        message.extra_headers["Auto-Submitted"] = "auto-generated"
        try:
            message.send()
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            log.warning("a letter was not taken (%s)", type(error).__name__)
            _later(letter)
        else:
            letter.delete()
            sent += 1
    return sent


def _later(letter: Letter) -> None:
    if not Letter.objects.filter(pk=letter.pk).exists():
        return
    if letter.tries > len(_WAITS):
        log.warning("a letter was given up after %d tries", letter.tries)
        letter.delete()
        return
    letter.not_before, letter.taken_until = now() + _WAITS[letter.tries - 1], None
    letter.save(update_fields=["not_before", "taken_until"])
