"""People without an account: a notice is locked, reaches the desk, is answered by letter, and is forgotten in time."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from beside.core.clock import now
from beside.foundation.accounts import attempts
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.jobs import send_letters
from beside.foundation.safety import actions, jobs, outside
from beside.foundation.safety.models import Case, LegalSettings, OutsideNotice
from conftest import ClientOf

pytestmark = pytest.mark.django_db
WHERE, WHY, FROM = "The story of 3 March, third paragraph", "It names my sister", "jo@example.org"
GIVEN = {"where": WHERE, "why": WHY, "reason": "private", "name": "Jo", "email": FROM, "faith": "on"}


def _tell(**changes: str) -> OutsideNotice:
    answer = Client().post("/notice", GIVEN | changes)
    assert answer.status_code == 302
    return OutsideNotice.objects.latest("pk")


def test_a_notice_opens_a_case_and_gives_a_reference(mo: Person) -> None:
    client = Client()
    assert client.get("/notice").status_code == 200
    told = client.post("/notice", GIVEN, follow=True)
    made = OutsideNotice.objects.get()
    assert told.status_code == 200 and told.context["ref"] == made.ref
    assert (made.case.kind, made.case.about, made.case.urgency) == ("notice", None, Case.Urgency.TODAY)
    assert Client().get("/notice/told").status_code == 302
    assert _tell(reason="suicide").case.urgency == Case.Urgency.NOW


def test_what_is_told_is_locked(mo: Person) -> None:
    made = _tell()
    held = str(list(OutsideNotice.objects.values_list())) + str(list(Entry.objects.values_list()))
    assert not any(word in held for word in (WHERE, WHY, FROM, "Jo"))
    assert outside.opened(made, "where") == WHERE


def test_name_and_email_may_be_left_out_and_nothing_else(mo: Person) -> None:
    made = _tell(name="", email="")
    assert (bytes(made.name), bytes(made.email)) == (b"", b"")
    send_letters()
    assert mail.outbox == []
    for missing in ("where", "why", "reason", "faith"):
        answer = Client().post("/notice", {key: value for key, value in GIVEN.items() if key != missing})
        assert answer.status_code == 422
    answer = Client().post("/notice", GIVEN | {"email": "not an address"})
    assert answer.status_code == 422 and WHERE in answer.content.decode()
    assert OutsideNotice.objects.count() == 1


def test_many_from_one_address_are_asked_to_wait_and_lose_nothing(mo: Person) -> None:
    attempts.storage.cache_clear()
    for _turn in range(5):
        _tell()
    answer = Client().post("/notice", GIVEN)
    assert answer.status_code == 429 and WHERE in answer.content.decode()
    assert OutsideNotice.objects.count() == 5


def test_the_desk_reads_it_and_each_reading_is_an_entry(
    ada: Person, mo: Person, ola: Person, client_of: ClientOf
) -> None:
    made = _tell()
    for person in (ada, ola):
        assert client_of(person).get(f"/care/{made.case.ref}").status_code == 404
    looks = Entry.objects.filter(verb="case.read", detail__subject="outside")
    assert not looks.exists()
    page = client_of(mo).get(f"/care/{made.case.ref}").content.decode()
    assert WHERE in page and WHY in page and FROM not in page
    assert looks.get().actor == mo.pk
    assert client_of(mo).get("/care").status_code == 200


def test_the_outcome_comes_by_letter_once_and_says_how_to_object(mo: Person, client_of: ClientOf) -> None:
    LegalSettings.objects.create(pk=1, contact_email="law@example.org")
    made = _tell()
    send_letters()
    client = client_of(mo)
    client.post(f"/care/{made.case.ref}/take")
    client.post(f"/care/{made.case.ref}/close", {"outcome": "within_rules", "note": "Looked at the story"})
    send_letters()
    assert [letter.to for letter in mail.outbox] == [[FROM], [FROM]]
    assert "law@example.org" in str(mail.outbox[1].body) and made.ref in str(mail.outbox[1].body)
    assert not any(word in str(letter.body) for letter in mail.outbox for word in (WHERE, WHY))
    made.refresh_from_db()
    assert made.answered_at is not None


def test_it_is_emptied_half_a_year_after_it_was_decided(mo: Person) -> None:
    made = _tell()
    actions.take(made.case, actor=mo)
    actions.close(made.case, outcome="acted", note="Taken down", actor=mo)
    jobs.keep_records()
    made.refresh_from_db()
    assert made.emptied_at is None
    with time_machine.travel(now() + timedelta(days=184), tick=False):
        jobs.keep_records()
    made.refresh_from_db()
    assert [bytes(one) for one in (made.where, made.why, made.name, made.email)] == [b""] * 4
    assert OutsideNotice.objects.filter(emptied_at__isnull=False).exists()


def test_deciding_that_nothing_is_to_be_done_works_too(mo: Person) -> None:
    made = _tell()
    actions.find_nothing(made.case, actions.Grounds("The story is fine"), actor=mo)
    send_letters()
    assert len(mail.outbox) == 2


def test_the_contact_point_is_public(ada: Person, client_of: ClientOf) -> None:
    LegalSettings.objects.create(pk=1, contact_name="The board", contact_email="law@example.org")
    for client in (Client(), client_of(ada)):
        page = client.get("/contact").content.decode()
        assert "law@example.org" in page and "The board" in page
