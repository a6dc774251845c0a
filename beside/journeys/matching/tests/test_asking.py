"""Asking to talk, through its pages."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.safety.actions import block
from beside.foundation.safety.models import Case, Concern
from beside.journeys.matching import actions, limiting, queries
from beside.journeys.matching.models import Offer, Request
from beside.journeys.matching.tests.conftest import Ask, BeHere, Lives

ClientOf = Callable[[Person], Client]
PLAIN = {"severity": "1", "when": "now"}
pytestmark = pytest.mark.usefixtures("clock")


def test_asking_for_now_shows_who_might_fit_and_why(
    ada: Person, ben: Person, client_of: ClientOf, lives: Lives, be_here: BeHere
) -> None:
    lives(ada, "panic")
    lives(ben, "panic")
    be_here(ben)
    answer = client_of(ada).post("/talk/ask", PLAIN | {"about": ["panic"], "how": ["be_heard"], "words": "The bus."})
    assert answer.status_code == 302 and answer.url == "/talk/ask/who"  # type: ignore[attr-defined]
    request = Request.objects.get(person=ada)
    assert (request.severity, request.how, queries.words_of(request)) == (1, ["be_heard"], "The bus.")
    assert list(request.about.values_list("experience__key", flat=True)) == ["panic"]
    page = client_of(ada).get("/talk/ask/who")
    assert [one.name for one in page.context["people"]] == ["Heron"]
    assert page.context["people"][0].why == ["you both live with panic", "you both write in English"][:1]


def test_words_are_not_readable_in_the_database(ada: Person, client_of: ClientOf) -> None:
    client_of(ada).post("/talk/ask", PLAIN | {"words": "an unmistakable sentence"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM matching_request")
        kept = bytes(cursor.fetchone()[0])
    assert kept and b"unmistakable" not in kept
    assert "unmistakable" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_nobody_signed_out_or_unfinished_may_ask(
    client: Client, make_person: Callable[..., Person], client_of: ClientOf
) -> None:
    for path in ("/talk/ask", "/talk/ask/who", "/talk/waiting", "/talk/breathe"):
        assert client.get(path).status_code == 302
    waiting = make_person("eve", "Moss", admitted=False)
    client_of(waiting).post("/talk/ask", PLAIN)
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": "4"},
        {"severity": ""},
        {"about": ["no-such-thing"]},
        {"how": ["advice"]},
        {"words": "x" * 501},
        {"when": "later"},
        {"when": "later", "day": "2026-03-04", "hour": "12:05"},
        {"when": "later", "day": "2026-03-30", "hour": "12:00"},
        {"when": "later", "day": "not a day", "hour": "12:00"},
    ],
)
def test_what_cannot_be_used_is_told_and_kept_on_the_page(
    ada: Person, client_of: ClientOf, wrong: dict[str, object], lives: Lives
) -> None:
    page = client_of(ada).post("/talk/ask", {**PLAIN, "words": "kept", **wrong})
    assert page.status_code == 200 and page.context["form"].errors
    assert not Request.objects.exists()
    assert b"kept" in page.content or "words" in wrong


def test_searching_the_list_keeps_everything_typed_and_asks_nothing(
    ada: Person, client_of: ClientOf, lives: Lives
) -> None:
    sent = PLAIN | {"find": "1", "q": "voices", "about": ["panic"], "how": ["ideas"], "words": "kept so far"}
    page = client_of(ada).post("/talk/ask", sent)
    form = page.context["form"]
    assert [key for key, _name in form.fields["about"].choices] == ["panic", "psychosis-voices"]
    assert form["about"].value() == ["panic"] and form["words"].value() == "kept so far"
    assert not form.errors and not Request.objects.exists()


def test_one_request_at_a_time(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    client.post("/talk/ask", PLAIN)
    assert client.post("/talk/ask", PLAIN).url == "/talk/waiting"  # type: ignore[attr-defined]
    assert client.get("/talk/ask").url == "/talk/waiting"  # type: ignore[attr-defined]
    assert Request.objects.count() == 1
    client.post("/talk/waiting/withdraw")
    assert Request.objects.get().withdrawn_at is not None
    client.post("/talk/ask", PLAIN)
    assert Request.objects.count() == 2


def test_asking_all_day_long_is_refused_kindly(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    for _again in range(6):
        client.post("/talk/ask", PLAIN)
        client.post("/talk/waiting/withdraw")
    page = client.post("/talk/ask", PLAIN)
    assert page.status_code == 200 and page.context["form"].non_field_errors()
    assert Request.objects.count() == 6


def test_nobody_takes_back_or_leaves_a_request_that_is_not_there(cy: Person, ada: Person, client_of: ClientOf) -> None:
    client_of(ada).post("/talk/ask", PLAIN)
    for path in ("withdraw", "leave-it-with-us", "appointment"):
        assert client_of(cy).post(f"/talk/waiting/{path}").status_code == 404
    with pytest.raises(Refused):
        actions.accept_call_back(Request.objects.get(), actor=cy)
    assert Request.objects.get().is_open


def test_choosing_somebody_asks_them_first(
    ada: Person, ben: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben)
    request = ask(ada, choosing=True)
    assert client_of(ada).post("/talk/ask/who", {"choice": ben.ref}).url == "/talk/waiting"  # type: ignore[attr-defined]
    offer = Offer.objects.get()
    assert (offer.peer, offer.request, offer.chosen_by_seeker) == (ben, request, True)
    request.refresh_from_db()
    assert request.in_order_at == now()


def test_somebody_who_was_not_shown_cannot_be_chosen(
    ada: Person, ben: Person, cy: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben)
    ask(ada, choosing=True)
    block(ben, actor=ada)
    for ref in (ben.ref, cy.ref, ada.ref):
        client_of(ada).post("/talk/ask/who", {"choice": ref})
    assert client_of(ada).post("/talk/ask/who", {"choice": "nobody"}).status_code == 404
    assert not Offer.objects.exists()


def test_new_accounts_may_choose_only_a_few_times_but_beside_still_asks(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    be_here(ben)
    for _again in range(2):
        request = ask(ada, choosing=True)
        actions.choose_peer(request, ben, actor=ada)
        actions.withdraw(request, actor=ada)
    request = ask(ada, choosing=True)
    with pytest.raises(Refused) as no:
        actions.choose_peer(request, ben, actor=ada)
    assert no.value.code == "too_often"
    actions.let_beside_ask(request, actor=ada)
    assert Offer.objects.filter(request=request, answer="").count() == 1


def test_what_sounds_in_danger_raises_a_concern_and_offers_help(ada: Person, client_of: ClientOf) -> None:
    client_of(ada).post("/talk/ask", PLAIN | {"words": "I am going to kill myself tonight, I have the pills here"})
    concern = Concern.objects.get()
    request = Request.objects.get()
    assert (concern.subject_kind, concern.subject_ref) == ("matching.request", request.ref)
    assert request.is_open and request.severity == 1  # the machine changes nothing
    assert client_of(ada).get("/talk/waiting").context["offer_help"]


def test_once_matched_the_waiting_page_leads_to_the_conversation(
    ada: Person, ben: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben)
    request = ask(ada)
    client_of(ben).post(f"/peer/asked/{Offer.objects.get().ref}/accept")
    request.refresh_from_db()
    assert request.conversation is not None
    assert client_of(ada).get("/talk/waiting").url == f"/talk/{request.conversation.ref}"  # type: ignore[attr-defined]


def test_when_nobody_is_there_the_page_says_so_and_says_when(
    ada: Person, ben: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    tomorrow = now() + timedelta(days=1)
    be_here(ben, hours=26, since=tomorrow)
    ask(ada)
    page = client_of(ada).get("/talk/waiting")
    assert page.context["nobody_here"] and page.context["next"].hours == [tomorrow]
    client_of(ada).post("/talk/waiting/appointment", {"at": tomorrow.isoformat()})
    assert Request.objects.get().wanted_at == tomorrow
    assert Offer.objects.get(peer=ben).for_at == tomorrow


@pytest.mark.parametrize(
    "at", ["", "soon", "2026-03-04T12:01:00+00:00", "2027-01-01T00:00:00+00:00", "2026-99-99T00:00"]
)
def test_an_hour_that_cannot_be_changes_nothing(ada: Person, client_of: ClientOf, ask: Ask, at: str) -> None:
    ask(ada)
    assert client_of(ada).post("/talk/waiting/appointment", {"at": at}).status_code == 302
    assert Request.objects.get().wanted_at is None


def test_no_estimate_is_made_up(ada: Person, client_of: ClientOf, ask: Ask) -> None:
    ask(ada)
    assert client_of(ada).get("/talk/waiting").context["estimate"] is None


def test_an_estimate_comes_from_recent_waits(
    ada: Person, ben: Person, cy: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben)
    for minutes in (1, 2, 3, 4, 30):
        Request.objects.create(
            person=cy, opened_at=now() - timedelta(minutes=minutes), matched_at=now(), in_order_at=now()
        )
    ask(ada)
    assert client_of(ada).get("/talk/waiting").context["estimate"]["usual"] == "three minutes"


def test_turning_to_very_many_people_opens_one_case_and_takes_nothing_away(ada: Person, mo: Person) -> None:
    for _time in range(8):
        with suppress(Refused):
            limiting.check_choice(ada)
    assert not Case.objects.exists()
    for _time in range(3):
        with suppress(Refused):
            limiting.check_choice(ada)
    case = Case.objects.get()
    assert (case.kind, case.about) == (Case.Kind.CONTACTS, ada)
