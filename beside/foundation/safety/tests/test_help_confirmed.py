"""What the operator says about helplines: kept beside the facts, shown at once, for operators alone."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from beside.core.refusal import Refused
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, helplines, reviewing, shown_lines
from beside.foundation.safety.models import LineSaid
from beside.interfaces.cli.checks import _helplines
from beside.interfaces.console import jobs
from conftest import ClientOf

pytestmark = pytest.mark.django_db
LINE = "Samaritans"
NOON = "2026-11-23T12:00:00+00:00"
TYPED = {"dial": "116 123", "tel": "116123", "hours": "24/7", "languages": "en", "cost": "free"}


@pytest.fixture(autouse=True)
def britain(db: None) -> None:
    """The organisation is in Britain."""
    accounts.organisation()
    Organisation.objects.update(country="GB")


def shown(name: str = LINE) -> helplines.Line | None:
    found = Client().get("/help/gb").context["help"].found
    return next((line for line in found.lines if line.name == name), None)


def test_confirming_shows_the_day_and_opens_the_way_to_go_live(ola: Person, client_of: ClientOf) -> None:
    assert list(_helplines())
    with time_machine.travel(NOON, tick=False):
        client_of(ola).post("/console/helplines/GB/line/confirm", {"line": LINE})
    line = shown()
    assert line is not None and str(line.confirmed) == "2026-11-23"
    assert Entry.objects.get(verb="helpline.confirmed").actor == ola.pk
    with time_machine.travel(NOON, tick=False) as clock:
        assert not list(_helplines())
        clock.shift(timedelta(days=184))
        assert len(list(_helplines())) == 1


def test_confirming_all_leaves_hidden_lines_out(ola: Person, client_of: ClientOf) -> None:
    actions.hide_line("GB", LINE, actor=ola)
    client_of(ola).post("/console/helplines/GB/confirm-all", {"note": "opened every page"})
    facts = shown_lines.facts("GB")
    assert {fact.name for fact in facts if fact.confirmed_at is None} == {LINE}


def test_a_change_is_kept_beside_the_fact_and_ends_the_confirmation(ola: Person, client_of: ClientOf) -> None:
    actions.confirm_line("GB", LINE, actor=ola)
    address = f"/console/helplines/GB/change?line={LINE}"
    assert client_of(ola).get(address).status_code == 200
    assert client_of(ola).post(address, TYPED | {"hours": "10:00-22:00 daily"}).status_code == 302
    line = shown()
    assert line is not None
    assert (line.hours, line.tel_href, line.confirmed) == ("10:00-22:00 daily", "tel:116123", None)
    fact = next(fact for fact in shown_lines.facts("GB") if fact.name == LINE)
    assert fact.shipped is not None and fact.shipped["hours"] == "24/7"
    client_of(ola).post("/console/helplines/GB/line/undo", {"line": LINE})
    again = shown()
    assert again is not None and again.hours == "24/7" and again.confirmed is not None


def test_an_odd_number_is_questioned_and_can_be_kept(ola: Person, client_of: ClientOf) -> None:
    typed = {"name": "Ours", "dial": "*7 77", "tel": "*777"}
    asked = client_of(ola).post("/console/helplines/GB/add", typed)
    assert asked.status_code == 422 and "sure" in asked.context["form"].errors
    assert client_of(ola).post("/console/helplines/GB/add", typed | {"sure": "on"}).status_code == 302
    line = shown("Ours")
    assert line is not None and (line.dial, line.tel_href) == ("*7 77", "tel:*777")


def test_hiding_and_showing_again(ola: Person, client_of: ClientOf) -> None:
    client_of(ola).post("/console/helplines/GB/line/hide", {"line": LINE})
    assert shown() is None
    client_of(ola).post("/console/helplines/GB/line/show", {"line": LINE})
    assert shown() is not None


def test_emergency_numbers_are_confirmed_and_never_hidden(ola: Person) -> None:
    actions.confirm_line("GB", "", actor=ola)
    assert shown_lines.facts("GB")[0].confirmed_at is not None
    with pytest.raises(Refused):
        actions.hide_line("GB", "", actor=ola)


def test_a_line_in_a_country_the_file_does_not_know(ola: Person) -> None:
    actions.add_line("ZZ", "Ours", {"dial": "1 23", "tel": "123"}, actor=ola)
    found = Client().get("/help/zz").context["help"].found
    assert (found.known, found.emergency, [line.tel_href for line in found.lines]) == (True, (), ["tel:123"])


def test_only_operators(ada: Person, mo: Person, sol: Person, client_of: ClientOf) -> None:
    for person in (ada, mo, sol):
        client = client_of(person)
        assert client.get("/console/helplines/").status_code == 404
        assert client.post("/console/helplines/GB/line/hide", {"line": LINE}).status_code == 404
        with pytest.raises(Refused):
            actions.confirm_line("GB", LINE, actor=person)
    assert not LineSaid.objects.exists()


def test_the_console_says_what_needs_a_look(ola: Person, client_of: ClientOf) -> None:
    assert b"/console/helplines/" in client_of(ola).get("/console/").content
    assert client_of(ola).get("/console/helplines/").context["code"] == "GB"
    assert client_of(ola).get("/console/helplines/?country=<b>").status_code == 404


def test_ones_own_stands_first_and_only_for_oneself(
    ada: Person, ben: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "_own_help", [])
    plan = reviewing.OwnFirst("My plan", "/mine/plan")
    reviewing.register_help_first(lambda person: plan if person.pk == ada.pk else None)
    page = client_of(ada).get("/help").content.decode().partition("<main")[2]
    assert page.index("/mine/plan") < page.index("tel:116123")
    assert b"/mine/plan" not in client_of(ben).get("/help").content
    assert b"/mine/plan" not in Client().get("/help").content


def test_another_process_shows_a_change_within_half_a_minute(ola: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row changes behind this process's back, as another process would change it."""
    clock = [1_000.0]
    monkeypatch.setattr(shown_lines, "monotonic", lambda: clock[0])
    monkeypatch.setattr(shown_lines, "_REMEMBERED_SECONDS", 30.0)
    actions.confirm_line("GB", LINE, actor=ola)
    shown_lines.forget()
    assert shown() is not None
    LineSaid.objects.update(hidden=True)
    clock[0] += 29
    assert shown() is not None
    clock[0] += 2
    assert shown() is None


def test_what_is_remembered_follows_the_hours(ola: Person) -> None:
    actions.add_line("GB", "Ours", {"dial": "1 23", "tel": "123", "hours": "10:00-22:00 daily"}, actor=ola)
    with time_machine.travel("2026-11-23T09:59:50+00:00", tick=False) as clock:
        before = Client().get("/help").content
        line = shown("Ours")
        assert line is not None and line.open_now is False
        clock.shift(timedelta(seconds=20))
        line = shown("Ours")
        assert line is not None and line.open_now is True
        assert Client().get("/help").content != before


def test_what_is_rendered_for_many_holds_nothing_of_anyone(ada: Person, ben: Person, client_of: ClientOf) -> None:
    parts = [client_of(one).get("/help").context["parts"] for one in (ada, ben)]
    assert parts[0] == parts[1] == Client().get("/help").context["parts"]
    everything = "".join(getattr(parts[0], name) for name in parts[0].__slots__)
    assert "csrf" not in everything and "Wren" not in everything and "<time" not in everything


def test_the_day_of_the_emergency_numbers_is_shown(ola: Person) -> None:
    assert Client().get("/help").context["help"].confirmed is None
    with time_machine.travel(NOON, tick=False):
        actions.confirm_line("GB", "", actor=ola)
    assert str(Client().get("/help").context["help"].confirmed) == "2026-11-23"


def test_emergency_numbers_of_a_country_the_file_does_not_know(ola: Person, mo: Person, client_of: ClientOf) -> None:
    address = "/console/helplines/ZZ/emergency"
    assert client_of(mo).post(address, {"called": "Zed", "numbers": "112"}).status_code == 404
    assert client_of(ola).get("/console/helplines/?country=zz").context["can_set"] is True
    asked = client_of(ola).post(address, {"called": "Zed", "numbers": "one one two"})
    assert asked.status_code == 422 and not LineSaid.objects.exists()
    assert client_of(ola).post(address, {"called": "Zed", "numbers": "112, 0118"}).status_code == 302
    found = Client().get("/help/zz").context["help"].found
    assert (found.country, [one.tel_href for one in found.emergency]) == ("Zed", ["tel:112", "tel:0118"])
    assert ("ZZ", "Zed") in client_of(ola).get("/console/helplines/").context["countries"]
    assert b'value="ZZ"' in Client().get("/help").content
    client_of(ola).post("/console/helplines/ZZ/line/confirm", {"line": ""})
    assert Client().get("/help/zz").context["help"].confirmed is not None
    with pytest.raises(Refused):
        actions.hide_line("ZZ", "", actor=ola)


def test_shipped_emergency_numbers_are_never_rewritten(ola: Person, client_of: ClientOf) -> None:
    assert client_of(ola).post("/console/helplines/GB/emergency", {"called": "X", "numbers": "1"}).status_code == 404
    with pytest.raises(Refused):
        actions.set_emergency("GB", "X", ["123"], actor=ola)


def test_a_line_by_whatsapp_alone(ola: Person, client_of: ClientOf) -> None:
    typed = {"name": "Ours", "whatsapp": "+44 7700 900123"}
    assert client_of(ola).post("/console/helplines/GB/add", typed).status_code == 302
    line = shown("Ours")
    assert line is not None
    assert (line.whatsapp, line.sms, line.tel_href) == ("+44 7700 900123", None, None)
    form = client_of(ola).get("/console/helplines/GB/change?line=Ours").context["form"]
    assert form.initial["whatsapp"] == "+44 7700 900123"
    both = client_of(ola).post("/console/helplines/GB/change?line=Ours", typed | {"text_to": "85258"})
    assert both.status_code == 422


def test_the_console_shows_the_order_in_which_people_see_the_lines(ola: Person, client_of: ClientOf) -> None:
    with time_machine.travel("2026-11-23T03:00:00+00:00", tick=False):
        seen = client_of(ola).get("/console/helplines/").context["shown"].found.lines
    states = [{True: 0, None: 1, False: 2}[line.open_now] for line in seen]
    assert states == sorted(states) and len(set(states)) > 1


def test_operators_are_reminded_once_in_each_half_year(ola: Person, mo: Person) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        actions.confirm_country("GB", actor=ola)
        actions.hide_line("GB", LINE, actor=ola)
        for _again in range(2):
            jobs.remind_of_helplines()
        assert not Notice.objects.exists()
        clock.shift(timedelta(days=184))
        for _again in range(2):
            jobs.remind_of_helplines()
        notice = Notice.objects.get()
        assert (notice.person, notice.href) == (ola, "/console/helplines/")
        assert LineSaid.objects.get(country="GB", name=LINE).reminded_at is None
        clock.shift(timedelta(days=184))
        jobs.remind_of_helplines()
        assert Notice.objects.count() == 2
        actions.confirm_country("GB", actor=ola)
        jobs.remind_of_helplines()
        assert Notice.objects.count() == 2
