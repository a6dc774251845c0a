"""Help, now: public, honest about what is known and who is here."""

from datetime import time, timedelta

import pytest
import time_machine
from django.test import Client

from beside.core.clock import now
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, helplines, queries, reviewing
from beside.foundation.safety.models import Case
from beside.foundation.safety.reviewing import Home, People
from conftest import ClientOf

pytestmark = pytest.mark.django_db
NOON = "2026-11-23T12:00:00+00:00"


def organisation(**changes: object) -> None:
    accounts.organisation()
    Organisation.objects.update(**changes)


def test_anyone_sees_the_emergency_number_first() -> None:
    organisation(country="IE")
    page = Client().get("/help").content.decode().partition("<main")[2]
    assert 0 < page.index('href="tel:112"') < page.index("tel:116123")


def test_every_known_country_has_a_page_with_its_own_numbers() -> None:
    for code, _name in helplines.countries():
        answer = Client().get("/help", {"country": code})
        found = answer.context["help"].found
        assert answer.status_code == 200
        for number in found.emergency[:1]:
            assert number.tel_href.encode() in answer.content


@pytest.mark.parametrize("chosen", ["", "ZZ", "_meta", "<script>", "IEE" * 50])
def test_no_country_or_an_unknown_one_gets_no_number(chosen: str) -> None:
    answer = Client().get("/help", {"country": chosen})
    given = answer.context["help"]
    assert answer.status_code == 200
    assert given.found is None or not given.found.known or given.code == "IE"


def test_the_country_is_chosen_then_the_profiles_then_the_organisations(
    ada: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation(country="IE")
    client = client_of(ada)
    assert client.get("/help").context["help"].code == "IE"
    monkeypatch.setattr(reviewing, "_people", [People(lambda ids: {}, lambda person: Home("FR", None))])
    assert client.get("/help").context["help"].code == "FR"
    assert client.get("/help", {"country": "de"}).context["help"].code == "DE"
    assert Client().get("/help").context["help"].code == "IE"


def test_two_or_three_lines_first_and_none_twice() -> None:
    organisation(country="GB")
    given = Client().get("/help").context["help"]
    assert 1 <= len(given.first) <= 3
    assert len({id(line) for line in (*given.first, *given.others)}) == len(given.found.lines)


@pytest.mark.parametrize(
    ("since", "until", "here"),
    [
        (time(9), time(17), True),
        (time(13), time(17), False),
        (time(20), time(13), True),
        (time(20), time(2), False),
        (time(8), time(8), True),
        (None, None, None),
    ],
)
def test_staffed_hours_are_said_as_they_are(
    mo: Person, since: time | None, until: time | None, here: bool | None
) -> None:
    organisation(staffed_from=since, staffed_until=until)
    with time_machine.travel(NOON, tick=False):
        assert queries.staffing(now()).here is here


def test_nobody_on_the_desk_is_nobody_here(ada: Person) -> None:
    organisation(staffed_from=time(0), staffed_until=time(0))
    staffing = queries.staffing(now())
    assert (staffing.here, staffing.people) == (False, False)


def test_asking_for_help_rings_everyone_on_the_desk(ada: Person, mo: Person, sol: Person, client_of: ClientOf) -> None:
    organisation(country="IE")
    client = client_of(ada)
    assert client.get("/help/now").context["call"] is None
    assert client.post("/help/now").status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.urgency, case.about) == (Case.Kind.HELP, Case.Urgency.NOW, ada)
    assert {notice.person for notice in Notice.objects.all()} == {mo, sol}
    page = client.get("/help/now")
    assert page.context["call"] == case
    assert b"tel:116123" in page.content


def test_pressing_again_is_one_call_that_rings_again_later(ada: Person, mo: Person) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _again in range(3):
            actions.ask_for_help(actor=ada)
        assert (Case.objects.count(), Notice.objects.count()) == (1, 1)
        clock.shift(timedelta(minutes=11))
        actions.ask_for_help(actor=ada)
    assert (Case.objects.count(), Notice.objects.count()) == (1, 2)
    assert Entry.objects.filter(verb="help.asked_again").count() == 1


def test_after_a_closed_call_one_may_call_again(ada: Person, mo: Person) -> None:
    actions.close(actions.ask_for_help(actor=ada), outcome=Case.Outcome.REACHED, note="called", actor=mo)
    actions.ask_for_help(actor=ada)
    assert Case.objects.count() == 2


def test_someone_still_joining_may_call_for_help(cy: Person, mo: Person, client_of: ClientOf) -> None:
    Person.objects.filter(pk=cy.pk).update(admitted_at=None)
    assert client_of(cy).post("/help/now").status_code == 302
    assert Case.objects.get().about == cy


def test_signed_out_one_signs_in_first() -> None:
    assert Client().post("/help/now").status_code == 302
    assert not Case.objects.exists()


@pytest.mark.parametrize("page", ["/help", "/help/now"])
def test_pages_ask_nothing_of_other_hosts(ada: Person, client_of: ClientOf, page: str) -> None:
    organisation(country="IE")
    content = client_of(ada).get(page).content.decode()
    assert 'src="http' not in content
    assert "style=" not in content
