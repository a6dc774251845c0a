"""Telling the staff about a person or a text, and hearing what came of it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, queries
from beside.foundation.safety.models import Case, Report
from beside.foundation.safety.tests.conftest import KIND, WORDS
from conftest import ClientOf

pytestmark = pytest.mark.django_db
Texts = dict[str, tuple[Person, set[int]]]


def test_a_person_is_reported_in_words_that_only_staff_can_open(
    ada: Person, ben: Person, mo: Person, client_of: ClientOf
) -> None:
    given = {"reason": "pressing", "words": "He keeps asking for my number"}
    answer = client_of(ada).post(f"/report?person={ben.ref}", given)
    made = Report.objects.get()
    assert answer.headers["Location"] == f"/report/{made.ref}"
    assert (made.by, made.case.about, made.case.kind) == (ada, ben, Case.Kind.REPORT)
    assert made.case.urgency == Case.Urgency.TODAY
    assert queries.words_of(made) == "He keeps asking for my number"
    assert b"number" not in bytes(made.words)
    assert Notice.objects.get().person == mo


def test_the_log_does_not_say_who_told(ada: Person, ben: Person, client_of: ClientOf) -> None:
    client_of(ada).post(f"/report?person={ben.ref}", {"reason": "unkind"})
    assert {entry.actor for entry in Entry.objects.all()} == {None}


def test_a_text_is_reported_with_a_copy_as_it_stood(
    ada: Person, ben: Person, texts: Texts, client_of: ClientOf
) -> None:
    texts["one"] = (ben, {ada.pk, ben.pk})
    page = f"/report?text={KIND}:one"
    assert client_of(ada).get(page).context["excerpt"].text == WORDS
    client_of(ada).post(page, {"reason": "threat", "include": "on"})
    del texts["one"]
    made = Report.objects.get()
    assert (made.case.about, made.subject_kind, made.subject_ref) == (ben, KIND, "one")
    copy = queries.copy_of(made)
    assert copy is not None
    assert copy.text == WORDS


def test_the_reporter_may_leave_the_copy_out(ada: Person, ben: Person, texts: Texts, client_of: ClientOf) -> None:
    texts["one"] = (ben, {ada.pk})
    client_of(ada).post(f"/report?text={KIND}:one", {"reason": "threat"})
    assert queries.copy_of(Report.objects.get()) is None


@pytest.mark.parametrize("ref", ["one", "none", ""])
def test_nobody_reports_a_text_they_cannot_read(
    cy: Person, ben: Person, texts: Texts, client_of: ClientOf, ref: str
) -> None:
    texts["one"] = (ben, {ben.pk})
    assert client_of(cy).get(f"/report?text={KIND}:{ref}").status_code == 404
    assert client_of(cy).post(f"/report?text={KIND}:{ref}", {"reason": "threat"}).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("query", ["", "?text=unknown.kind:one", "?person=", "?person=2222222222222222"])
def test_nothing_that_is_not_there_can_be_reported(ada: Person, client_of: ClientOf, query: str) -> None:
    assert client_of(ada).get(f"/report{query}").status_code == 404


def test_nobody_reports_themselves(ada: Person, texts: Texts, client_of: ClientOf) -> None:
    texts["one"] = (ada, {ada.pk})
    assert client_of(ada).get(f"/report?person={ada.ref}").status_code == 404
    assert client_of(ada).get(f"/report?text={KIND}:one").status_code == 404


def test_whoever_was_pestered_and_then_blocked_can_still_tell(ada: Person, ben: Person, client_of: ClientOf) -> None:
    actions.block(ada, actor=ben)
    page = client_of(ada).get(f"/report?person={ben.ref}")
    assert page.status_code == 200
    assert page.context["name"] == ""
    assert client_of(ada).post(f"/report?person={ben.ref}", {"reason": "pressing"}).status_code == 302


def test_without_a_reason_nothing_is_sent_and_nothing_is_lost(ada: Person, ben: Person, client_of: ClientOf) -> None:
    answer = client_of(ada).post(f"/report?person={ben.ref}", {"words": "what I typed"})
    assert answer.status_code == 422
    assert b"what I typed" in answer.content
    assert not Case.objects.exists()


def test_the_same_again_joins_the_open_case_of_the_same_reporter(
    ada: Person, ben: Person, cy: Person, client_of: ClientOf
) -> None:
    for words in ("first", "second"):
        client_of(ada).post(f"/report?person={ben.ref}", {"reason": "unkind", "words": words})
    client_of(cy).post(f"/report?person={ben.ref}", {"reason": "unkind"})
    assert Case.objects.count() == 2
    assert [queries.words_of(one) for one in Report.objects.filter(by=ada)] == ["first", "second"]
    assert Report.objects.filter(by=ada).values("case").distinct().count() == 1


def test_very_many_reports_are_refused_and_keep_what_was_typed(ada: Person, ben: Person, client_of: ClientOf) -> None:
    given = {"reason": "unkind", "words": "still here"}
    for _again in range(10):
        assert client_of(ada).post(f"/report?person={ben.ref}", given).status_code == 302
    answer = client_of(ada).post(f"/report?person={ben.ref}", given)
    assert answer.status_code == 429
    assert b"still here" in answer.content
    assert Report.objects.count() == 10


def test_only_the_reporter_opens_their_report(ada: Person, ben: Person, cy: Person, client_of: ClientOf) -> None:
    client_of(ada).post(f"/report?person={ben.ref}", {"reason": "unkind"})
    page = f"/report/{Report.objects.get().ref}"
    assert client_of(ada).get(page).status_code == 200
    for other in (ben, cy):
        assert client_of(other).get(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_the_reporter_hears_and_the_reported_does_not(
    ada: Person, ben: Person, mo: Person, client_of: ClientOf
) -> None:
    for _again in range(2):
        client_of(ada).post(f"/report?person={ben.ref}", {"reason": "unkind"})
    case = Case.objects.get()
    actions.close(case, outcome=Case.Outcome.TALKED, note="private to staff", actor=mo)
    heard = Notice.objects.get(person=ada)
    page = client_of(ada).get(heard.href)
    assert page.status_code == 200
    assert b"private to staff" not in page.content
    assert not Notice.objects.filter(person=ben).exists()
    assert not Report.objects.filter(told_at=None).exists()


def test_a_worry_rings_the_staff_and_not_the_person(
    ada: Person, ben: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    page = f"/people/{ben.ref}/worried"
    assert client_of(ada).get(page).status_code == 200
    assert client_of(ada).post(page, {"words": "He said goodbye"}).status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.urgency, case.about) == (Case.Kind.WORRIED, Case.Urgency.NOW, ben)
    assert queries.words_of(case.reports.get()) == "He said goodbye"
    assert {notice.person for notice in Notice.objects.all()} == {mo, sol}
    assert client_of(ada).get(f"/people/{ada.ref}/worried").status_code == 404
    assert Client().post(page).status_code == 302
    assert Case.objects.count() == 1


def test_more_of_the_same_worry_reaches_whoever_has_the_case(ada: Person, ben: Person, mo: Person, sol: Person) -> None:
    with time_machine.travel("2026-11-23T12:00:00+00:00", tick=False) as clock:
        actions.say_worried(ben, words="one", actor=ada)
        actions.take(Case.objects.get(), actor=sol)
        clock.shift(timedelta(minutes=11))
        actions.say_worried(ben, words="two", actor=ada)
    assert Case.objects.count() == 1
    rung = Notice.objects.filter(kind="safety.case_now").values_list("person", flat=True)
    assert sorted(rung) == sorted([mo.pk, sol.pk, sol.pk])
    assert Notice.objects.get(person=ada).kind == "safety.seen"


def test_hostile_words_are_text_and_nothing_else(ada: Person, ben: Person, mo: Person, client_of: ClientOf) -> None:
    given = {"reason": "other", "words": "<script>alert(1)</script>"}
    client_of(ada).post(f"/report?person={ben.ref}", given)
    case = Case.objects.get()
    assert b"<script>alert" not in client_of(mo).get(f"/care/{case.ref}").content
    too_long = client_of(ada).post(f"/report?person={ben.ref}", {"reason": "other", "words": "x" * 2001})
    binary = client_of(ada).post(f"/report?person={ben.ref}", {"reason": "other", "words": "a\x00b"})
    assert (too_long.status_code, binary.status_code) == (422, 422)


def test_words_are_not_readable_in_the_tables(ada: Person, ben: Person, mo: Person, client_of: ClientOf) -> None:
    client_of(ada).post(f"/report?person={ben.ref}", {"reason": "other", "words": "a marigold secret"})
    actions.close(Case.objects.get(), outcome=Case.Outcome.UNCLEAR, note="a lavender note", actor=mo)
    with connection.cursor() as cursor:
        found = b""
        for table in ("safety_report", "safety_case", "audit_entry", "notifications_notice"):
            cursor.execute(f"SELECT * FROM {table}")
            found += repr(cursor.fetchall()).encode()
    assert b"marigold" not in found
    assert b"lavender" not in found
