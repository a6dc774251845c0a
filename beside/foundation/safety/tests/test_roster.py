"""Hours on call: by the clock in summer and winter, with swaps and gaps, and who may change them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Organisation, Person, RoleGrant
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, queries, roster
from beside.foundation.safety.actions import Hours
from beside.foundation.safety.models import CareSettings, Duty, DutyChange, Place, SwapAsk
from conftest import ClientOf

pytestmark = pytest.mark.django_db
# A Monday, at noon in Dublin's winter.
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _dublin(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Dublin"


def hours(first: Person, second: Person | None = None, *, day: date = MONDAY, lead: Person, **more: object) -> Duty:
    """Hours from nine to five, unless said otherwise."""
    given = {"since": time(9), "until": time(17), **more}
    return actions.set_duty(Hours(day, first=first, second=second, **given), actor=lead)  # type: ignore[arg-type]


def at(duty: Duty, day: date = MONDAY) -> roster.Stretch:
    found = roster.one(duty, day)
    assert found is not None
    return found


@time_machine.travel(NOON, tick=False)
def test_who_is_on_call_and_until_when(mo: Person, sol: Person) -> None:
    hours(mo, sol, lead=sol)
    on = roster.on_call(NOON)
    assert on.people == [mo, sol]
    assert on.until == NOON.replace(hour=17)
    after = roster.on_call(NOON.replace(hour=18))
    assert (after.people, after.next_at) == ([], NOON.replace(hour=9) + timedelta(days=7))
    assert roster.on_call(NOON, about=mo).people == [sol]


@time_machine.travel(NOON, tick=False)
def test_hours_that_follow_each_other_leave_no_gap(mo: Person, sol: Person) -> None:
    hours(mo, lead=sol)
    hours(sol, lead=sol, since=time(17), until=time(2))
    assert roster.on_call(NOON).until == datetime(2026, 11, 24, 2, tzinfo=UTC)
    assert roster.on_call(NOON.replace(hour=23)).people == [sol]
    assert roster.on_call(datetime(2026, 11, 24, 1, tzinfo=UTC)).people == [sol]


@pytest.mark.parametrize(
    ("sunday", "begins", "length"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 22, tzinfo=UTC), 9),  # into summer time: an hour is skipped
        (date(2026, 10, 24), datetime(2026, 10, 24, 21, tzinfo=UTC), 11),  # into winter time: an hour comes twice
    ],
)
def test_a_night_across_the_change_of_time_keeps_its_clock(
    mo: Person, sol: Person, sunday: date, begins: datetime, length: int
) -> None:
    with time_machine.travel(begins - timedelta(days=20), tick=False):
        duty = hours(mo, day=sunday - timedelta(days=14), lead=sol, since=time(22), until=time(8))
        night = at(duty, sunday)
        assert (night.begins, night.ends - night.begins) == (begins, timedelta(hours=length))
        usual = at(duty, sunday - timedelta(days=7))
        assert usual.ends - usual.begins == timedelta(hours=10)


def test_no_gap_opens_where_the_clock_jumps_or_an_hour_comes_twice(mo: Person, sol: Person) -> None:
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
            early = hours(mo, day=day, lead=sol, since=time(0), until=time(1, 30), once=True)
            late = hours(sol, day=day, lead=sol, since=time(1, 30), until=time(9), once=True)
            assert at(early, day).ends == at(late, day).begins


@time_machine.travel(NOON, tick=False)
def test_hours_that_ended_stay_in_the_past(mo: Person, sol: Person) -> None:
    duty = hours(mo, lead=sol)
    actions.end_duty(duty, actor=sol)
    assert roster.on_call(NOON).people == [mo]  # these run to their end
    assert roster.on_call(NOON + timedelta(days=7)).people == []
    with time_machine.travel(NOON + timedelta(days=7), tick=False):
        assert not roster.exists()
        assert at(duty).people == [mo]
    assert Entry.objects.filter(verb="duty.ended").count() == 1


@time_machine.travel(NOON, tick=False)
def test_whoever_left_the_desk_is_not_on_call(mo: Person, sol: Person) -> None:
    hours(mo, sol, lead=sol)
    RoleGrant.objects.filter(person=mo).update(ended_at=NOON)
    assert roster.on_call(NOON).people == [sol]


@time_machine.travel(NOON, tick=False)
def test_holes_are_hours_with_nobody_or_one_and_promised_hours_without_any(mo: Person, sol: Person) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"staffed_from": time(9), "staffed_until": time(22)})
    duty = hours(mo, sol, lead=sol)
    hours(mo, lead=sol, since=time(17), until=time(20))
    actions.cannot(at(duty, MONDAY + timedelta(days=7)), actor=mo)
    found = [(hole.begins, hole.ends, hole.nobody) for hole in roster.holes(NOON, timedelta(days=8))]
    today = NOON.replace(hour=0)
    assert (today.replace(hour=17), today.replace(hour=20), False) in found
    assert (today.replace(hour=20), today.replace(hour=22), True) in found
    assert (today + timedelta(days=1, hours=9), today + timedelta(days=1, hours=22), True) in found
    assert (today + timedelta(days=7, hours=9), today + timedelta(days=7, hours=17), False) in found
    assert (today.replace(hour=9), today.replace(hour=17), False) not in found


@time_machine.travel(NOON, tick=False)
def test_i_cannot_makes_a_gap_and_tells_the_lead(mo: Person, sol: Person, client_of: ClientOf) -> None:
    duty = hours(mo, lead=sol)
    address = f"/care/on-call/{duty.ref}/{MONDAY}"
    assert client_of(sol).post(f"{address}/cannot").status_code == 422  # not hers
    assert client_of(mo).post(f"{address}/cannot").status_code == 302
    assert roster.on_call(NOON).people == []
    assert roster.on_call(NOON + timedelta(days=7)).people == [mo]
    assert Notice.objects.get(kind="safety.hole").person == sol
    assert client_of(sol).post(f"{address}/take", {"place": "1"}).status_code == 302
    assert roster.on_call(NOON).people == [sol]


@time_machine.travel(NOON, tick=False)
def test_a_swap_counts_once_the_other_said_yes(mo: Person, sol: Person, client_of: ClientOf) -> None:
    duty = hours(mo, lead=sol)
    address = f"/care/on-call/{duty.ref}/{MONDAY}"
    assert client_of(mo).post(f"{address}/ask", {"person": sol.ref}).status_code == 302
    ask = SwapAsk.objects.get()
    assert roster.on_call(NOON).people == [mo]
    assert client_of(mo).post(f"{address}/ask", {"person": sol.ref}).status_code == 422  # one question at a time
    with pytest.raises(Refused):
        actions.answer_swap(ask, yes=True, actor=mo)
    client_of(sol).post(f"/care/on-call/swaps/{ask.ref}", {"answer": "perhaps"})
    ask.refresh_from_db()
    assert ask.answered_at is None
    assert client_of(sol).post(f"/care/on-call/swaps/{ask.ref}", {"answer": "yes"}).status_code == 302
    assert roster.on_call(NOON).people == [sol]
    with pytest.raises(Refused):
        actions.answer_swap(ask, yes=True, actor=sol)
    assert Notice.objects.get(person=mo, kind="safety.swapped").data == {"yes": True}


@time_machine.travel(NOON, tick=False)
def test_a_no_leaves_the_hours_where_they_were(mo: Person, sol: Person) -> None:
    duty = hours(mo, lead=sol)
    ask = actions.ask_to_swap(at(duty), sol, actor=mo)
    actions.answer_swap(ask, yes=False, actor=sol)
    assert roster.on_call(NOON).people == [mo]
    assert not DutyChange.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_a_yes_to_hours_that_changed_meanwhile_is_refused_and_can_be_given_no_more(mo: Person, sol: Person) -> None:
    duty = hours(mo, lead=sol)
    ask = actions.ask_to_swap(at(duty), sol, actor=mo)
    actions.cannot(at(duty), actor=mo)
    with pytest.raises(Refused) as refused:
        actions.answer_swap(ask, yes=True, actor=sol)
    assert refused.value.code == "changed"
    ask.refresh_from_db()
    assert ask.answered_at is None


@time_machine.travel(NOON, tick=False)
def test_only_a_lead_puts_others_on_the_roster(mo: Person, sol: Person, ben: Person, client_of: ClientOf) -> None:
    given = {"day": "2026-11-23", "since": "09:00", "until": "17:00", "first": mo.ref, "second": sol.ref}
    assert client_of(mo).post("/care/on-call/edit", given).status_code == 404
    assert client_of(sol).post("/care/on-call/edit", given).status_code == 302
    duty = Duty.objects.get()
    assert (duty.weekday, duty.first, duty.second, duty.until_day) == (0, mo, sol, None)
    for wrong in ({"first": ben.ref}, {"second": mo.ref}, {"day": "2026-11-01"}, {"since": "soon"}):
        assert client_of(sol).post("/care/on-call/edit", {**given, **wrong}).status_code == 422
    with pytest.raises(Refused):
        actions.take_on(at(duty), Place.FIRST, mo, actor=mo)
    with pytest.raises(Refused):
        hours(ben, lead=sol)
    with pytest.raises(Refused):
        actions.end_duty(duty, actor=mo)
    assert Duty.objects.count() == 1


@time_machine.travel(NOON, tick=False)
def test_pages_of_the_roster_are_for_the_desk(
    ada: Person, ben: Person, mo: Person, sol: Person, ola: Person, client_of: ClientOf
) -> None:
    duty = hours(mo, lead=sol)
    for path in ("/care/on-call", f"/care/on-call/{duty.ref}/{MONDAY}", "/care/alarms"):
        for person in (mo, sol):
            assert client_of(person).get(path).status_code == 200
        for person in (ada, ben, ola):
            assert client_of(person).get(path).status_code == 404
        assert Client().get(path).status_code == 302
    assert client_of(mo).get("/care/on-call/edit").status_code == 404
    assert client_of(sol).get("/care/on-call/edit").status_code == 200
    for wrong in (f"{duty.ref}/2026-11-24", f"{duty.ref}/never", f"nobody/{MONDAY}"):
        assert client_of(mo).get(f"/care/on-call/{wrong}").status_code == 404


def test_settings_are_the_leads(mo: Person, sol: Person, client_of: ClientOf) -> None:
    given = {"pass_on_minutes": "3", "hide_after_reports": "4", "cases_per_shift": "5", "break_minutes": "30"}
    assert client_of(mo).post("/care/on-call/settings", given).status_code == 404
    assert client_of(sol).post("/care/on-call/settings", {**given, "pass_on_minutes": "0"}).status_code == 422
    assert client_of(sol).post("/care/on-call/settings", given).status_code == 302
    assert CareSettings.objects.get().pass_on_minutes == 3


@time_machine.travel(NOON, tick=False)
def test_staffing_follows_the_roster_and_names_nobody(
    ada: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    hours(mo, sol, lead=sol)
    now, later = queries.staffing(NOON), queries.staffing(NOON.replace(hour=18))
    assert (now.here, now.until_at) == (True, NOON.replace(hour=17))
    assert (later.here, later.next_at) == (False, NOON.replace(hour=9) + timedelta(days=7))
    for path in ("/help", "/help/now"):
        page = client_of(ada).get(path)
        assert page.context["staffing"].here is True
        assert not any(name in page.content for name in (b"Maple", b"Juniper"))


@time_machine.travel(NOON, tick=False)
def test_without_a_roster_the_organisations_hours_stand(mo: Person) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"staffed_from": time(18), "staffed_until": time(22)})
    found = queries.staffing(NOON)
    assert (found.here, found.roster, found.next_at) == (False, False, NOON.replace(hour=18))
    assert roster.holes(NOON) == []


@time_machine.travel(NOON, tick=False)
def test_a_question_can_be_taken_back_by_the_one_who_asked(mo: Person, sol: Person, client_of: ClientOf) -> None:
    ask = actions.ask_to_swap(at(hours(mo, lead=sol)), sol, actor=mo)
    assert client_of(mo).get("/care/on-call").context["asked"][0]["ask"] == ask
    with pytest.raises(Refused):
        actions.take_back_swap(ask, actor=sol)
    assert client_of(mo).post(f"/care/on-call/swaps/{ask.ref}/back").status_code == 302
    with pytest.raises(Refused) as refused:
        actions.answer_swap(ask, yes=True, actor=sol)
    assert refused.value.code == "answered"
    assert roster.on_call(NOON).people == [mo]
