"""Joining without an email, from the first page to being a member."""

from datetime import timedelta

import pytest
from django.test import Client

from beside.core.clock import now
from beside.foundation.accounts import actions, keys, queries
from beside.foundation.accounts.models import AgreedText, Consent, Invitation, Joining, Person
from beside.foundation.accounts.tests.steps import PASSWORD, agree, answer_year, by_name, keep_codes, let
from beside.foundation.audit.actions import BESIDE
from beside.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_the_whole_way(client: Client) -> None:
    let(Joining.OPEN)
    assert client.get("/join").status_code == 200
    assert client.get("/join/year").status_code == 200
    answer_year(client)
    assert client.get("/join/how").status_code == 200
    assert client.post("/join/how", {"how": "name"}).headers["Location"] == "/join/name"
    assert client.get("/join/name").status_code == 200
    by_name(client)
    person = Person.objects.get(admitted_at=None)
    assert keys.open_text(person.pk, keys.seal(person.pk, "a", "b"), "b") == "a"
    shown = client.get("/join/keep-codes")
    assert all(code in shown.content.decode() for code in shown.context["codes"])
    keep_codes(client)
    assert client.get("/join/agree").status_code == 200
    assert agree(client) == "/welcome"
    person.refresh_from_db()
    assert person.admitted_at is not None
    assert set(Consent.objects.values_list("text__kind", "text__version")) == {("house_rules", 1), ("privacy", 1)}
    assert {"person.joined", "consent.given", "person.admitted"} <= set(Entry.objects.values_list("verb", flat=True))


def test_steps_cannot_be_skipped(client: Client) -> None:
    let(Joining.CODE)
    assert client.get("/join/year").headers["Location"] == "/join/code"
    assert client.get("/join/name").headers["Location"] == "/join/code"
    client.post("/join/name", {"sign_in_name": "quiet-lantern-1", "password": PASSWORD})
    assert not Person.objects.exists()


def test_codes_are_shown_once(client: Client) -> None:
    let(Joining.OPEN)
    by_name(client)
    keep_codes(client)
    assert client.get("/join/keep-codes").headers["Location"] == "/join/next"


def test_someone_on_the_way_is_led_back(client: Client) -> None:
    let(Joining.OPEN)
    by_name(client)
    for path in ("/", "/today", "/settings", "/settings/tokens", "/console/"):
        assert client.get(path).headers["Location"] == "/join/next", path
    assert client.get("/join/next").headers["Location"] == "/join/keep-codes"
    for path in ("/settings/data", "/settings/erase", "/settings/agreed", "/accounts/logout/"):
        assert client.get(path).status_code in (200, 302), path
        assert client.get(path).headers.get("Location", "") != "/join/next", path


def test_too_young_and_going_back_does_not_help(client: Client) -> None:
    let(Joining.OPEN)
    answer_year(client, "2015")
    assert client.get("/join/not-yet").status_code == 200
    for path in ("/join/year", "/join/how", "/join/name"):
        assert client.get(path).headers["Location"] == "/join/not-yet"
    client.post("/join/year", {"year": "1980"})
    client.post("/join/name", {"sign_in_name": "quiet-lantern-1", "password": PASSWORD})
    client.post("/accounts/signup/", {"email": "ada@example.org"})
    assert not Person.objects.exists()
    assert "joining" not in client.session


@pytest.mark.parametrize(("year", "lets_in"), [(2007, True), (2008, False), (2009, False)])
def test_the_youngest_possible_age_counts(year: int, lets_in: bool, time_machine: object) -> None:
    time_machine.move_to("2026-11-03T12:00:00Z")  # type: ignore[attr-defined]
    assert queries.old_enough(year) is lets_in


@pytest.mark.parametrize("year", ["", "soon", "12", "1850", "3000", "1990.5"])
def test_a_year_that_is_none_is_asked_again(client: Client, year: str) -> None:
    let(Joining.OPEN)
    assert client.post("/join/year", {"year": year}).status_code == 422
    assert "not_yet" not in client.session


def test_a_code_lets_in_once(client: Client) -> None:
    let(Joining.CODE)
    _row, code = actions.make_invitation(actor=BESIDE)
    assert client.post("/join/code", {"code": code.upper().replace("-", " ")}).status_code == 302
    by_name(client)
    keep_codes(client)
    assert agree(client) == "/welcome"
    assert Invitation.objects.get().uses_left == 0
    other = Client()
    assert other.post("/join/code", {"code": code}).status_code == 422


def test_of_two_with_the_last_use_one_is_asked_again(client: Client) -> None:
    let(Joining.CODE)
    _row, code = actions.make_invitation(actor=BESIDE)
    clients = [client, Client()]
    for number, each in enumerate(clients):
        each.post("/join/code", {"code": code})
        by_name(each, f"quiet-lantern-{number}")
        keep_codes(each)
    assert [agree(each) for each in clients] == ["/welcome", "/join/next"]
    assert clients[1].get("/join/next").headers["Location"] == "/join/code"
    _row, fresh = actions.make_invitation(actor=BESIDE)
    clients[1].post("/join/code", {"code": fresh})
    assert Person.objects.filter(admitted_at=None).count() == 0


def test_unknown_ended_and_old_codes_get_the_same_answer(client: Client, time_machine: object) -> None:
    let(Joining.CODE)
    ended, ended_code = actions.make_invitation(actor=BESIDE)
    actions.end_invitation(ended, actor=BESIDE)
    _old, old_code = actions.make_invitation(actor=BESIDE, days=1)
    time_machine.move_to(now() + timedelta(seconds=2 * 86400))  # type: ignore[attr-defined]
    words = set()
    for code in ("2222-2222-2222", ended_code, old_code):
        answer = client.post("/join/code", {"code": code})
        assert answer.status_code == 422
        words.add(str(answer.context["form"].errors["code"]))
    assert len(words) == 1


def test_guessing_codes_is_limited(client: Client) -> None:
    let(Joining.CODE)
    _row, code = actions.make_invitation(actor=BESIDE)
    for _try in range(10):
        client.post("/join/code", {"code": "2222-2222-2222"})
    assert client.post("/join/code", {"code": code}).status_code == 422
    assert "joining" not in client.session


def test_names_are_unique_whatever_the_case_and_passwords_are_weighed(client: Client, ada: Person) -> None:
    let(Joining.OPEN)
    answer_year(client)
    for name, password in (("ADA", PASSWORD), ("a", PASSWORD), ("quiet-lantern-1", "password12"), ("x y z", PASSWORD)):
        assert client.post("/join/name", {"sign_in_name": name, "password": password}).status_code == 422
    assert Person.objects.count() == 1


def test_without_email_only_where_the_organisation_allows_it(client: Client) -> None:
    let(Joining.OPEN, without_email=False)
    answer_year(client)
    assert client.get("/join/how").headers["Location"] == "/accounts/signup/"
    client.post("/join/name", {"sign_in_name": "quiet-lantern-1", "password": PASSWORD})
    assert not Person.objects.exists()


def test_a_no_is_no(client: Client) -> None:
    let(Joining.OPEN)
    by_name(client)
    keep_codes(client)
    text = queries.current_texts()[0]
    assert client.post("/join/agree", {"text": text.pk}).status_code == 422
    assert client.post("/join/agree", {"agree": "on", "text": "0"}).status_code in (200, 422)
    assert not Consent.objects.exists()


def test_staff_say_yes(client: Client, ola: Person) -> None:
    let(Joining.APPROVAL)
    by_name(client)
    keep_codes(client)
    assert agree(client) == "/join/next"
    assert client.get("/join/waiting").status_code == 200
    client.post("/join/waiting", {"note": "A friend told me of you."})
    person = Person.objects.get(sign_in_name="quiet-lantern-1")
    assert b"friend" not in bytes(person.admission.note)
    assert client.get("/today").headers["Location"] == "/join/next"
    actions.admit(person, actor=ola)
    person.refresh_from_db()
    assert person.admitted_at is not None
    assert person.admission.decided_by == ola


def test_staff_say_no_and_only_staff_decide(client: Client, ola: Person, cy: Person) -> None:
    let(Joining.APPROVAL)
    by_name(client)
    keep_codes(client)
    agree(client)
    person = Person.objects.get(sign_in_name="quiet-lantern-1")
    with pytest.raises(actions.Refused):
        actions.admit(person, actor=cy)
    actions.refuse(person, actor=ola)
    assert client.get("/join/next").headers["Location"] == "/join/waiting"
    assert client.get("/join/waiting").context["admission"].accepted is False
    with pytest.raises(actions.Refused):
        actions.admit(person, actor=ola)


def test_a_new_version_is_asked_at_the_next_sign_in(client: Client, ada: Person, ola: Person) -> None:
    actions.publish_text(AgreedText.Kind.HOUSE_RULES, "## New\n\nBe kind.", actor=ola)
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert client.get("/settings").headers["Location"] == "/join/next"
    assert client.get("/join/next").headers["Location"] == "/join/agree"
    newest = AgreedText.objects.get(kind="house_rules", version=2)
    client.post("/join/agree", {"agree": "on", "text": newest.pk})
    assert client.get("/settings").status_code == 200
    assert Consent.objects.filter(person=ada, text=newest).exists()


def test_signed_out_people_have_no_next_step(client: Client) -> None:
    for path in ("/join/next", "/join/agree", "/join/waiting", "/join/keep-codes", "/join/come-in"):
        assert client.get(path).headers["Location"].startswith("/accounts/login/"), path
