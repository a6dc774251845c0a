"""Calls to the people on call: one after the other until somebody has it, each step once, and the caller told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, jobs, queries_oncall
from beside.foundation.safety.actions import Hours, Subject, paging
from beside.foundation.safety.models import Case, Page, PageTold
from beside.foundation.safety.tests.conftest import KIND, Noted
from conftest import ClientOf

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIVE = timedelta(minutes=5, seconds=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as held:
        yield held


@pytest.fixture
def shift(clock: time_machine.Traveller, mo: Person, sol: Person) -> None:
    """Mo first, Sol second, today."""
    actions.set_duty(Hours(date(2026, 11, 23), time(9), time(17), mo, sol), actor=sol)


def told() -> list[Person]:
    return [row.person for row in PageTold.objects.order_by("pk").select_related("person")]


def rung(person: Person) -> int:
    return Notice.objects.filter(person=person, kind="safety.case_now").count()


def test_a_call_for_help_goes_to_the_first_person(ada: Person, mo: Person, sol: Person, shift: None) -> None:
    actions.ask_for_help(actor=ada)
    page = Page.objects.get()
    assert (page.rung, page.next_at) == (Page.Rung.FIRST, NOON + timedelta(minutes=5))
    assert told() == [mo]
    assert (rung(mo), rung(sol)) == (1, 0)


def test_with_nobody_on_call_the_whole_desk_is_told_at_once(
    clock: time_machine.Traveller, ada: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    actions.set_duty(Hours(date(2026, 11, 23), time(20), time(22), mo), actor=sol)
    assert client_of(ada).post("/help/now").status_code == 302
    assert Page.objects.get().rung == Page.Rung.DESK
    assert told() == [mo, sol]
    assert client_of(ada).get("/help/now").context["staffing"].here is False


def test_worries_and_grave_concerns_call_and_others_wait_on_the_desk(
    ada: Person, ben: Person, mo: Person, sol: Person, shift: None, noted: Noted
) -> None:
    actions.notice_concern(ada, KIND, "one", noted())
    actions.report(Subject(ben), reason="unkind", words="x", excerpt=None, actor=ada)
    assert not Page.objects.exists()
    assert Notice.objects.filter(person=sol, kind="safety.case").count() == 2
    actions.notice_concern(ada, KIND, "two", noted(page=True))
    actions.say_worried(ben, words="he said goodbye", actor=ada)
    assert Page.objects.count() == 2
    assert told() == [mo, mo]


def test_a_call_about_the_first_person_goes_to_the_second(ada: Person, mo: Person, sol: Person, shift: None) -> None:
    actions.say_worried(mo, words="he seems far away", actor=ada)
    assert told() == [sol]
    assert not queries_oncall.alarms(mo)


def test_it_is_passed_on_until_somebody_has_it(
    ada: Person, mo: Person, sol: Person, shift: None, clock: time_machine.Traveller
) -> None:
    actions.ask_for_help(actor=ada)
    rungs = []
    for _step in range(4):
        clock.shift(FIVE)
        jobs.call_on()
        rungs.append(Page.objects.get().rung)
    assert rungs == [Page.Rung.SECOND, Page.Rung.DESK, Page.Rung.LEAD, Page.Rung.LEAD]
    assert told() == [mo, sol]
    assert (rung(mo), rung(sol)) == (2, 4)
    assert Notice.objects.filter(person=sol, kind="safety.case_now", seen_at=None).count() == 1
    actions.take(Case.objects.get(), actor=mo)
    clock.shift(FIVE)
    jobs.call_on()
    assert rung(sol) == 4


def test_passing_on_twice_at_once_is_passing_on_once(
    ada: Person, sol: Person, shift: None, clock: time_machine.Traveller
) -> None:
    actions.ask_for_help(actor=ada)
    clock.shift(FIVE)
    one, same = Page.objects.get(), Page.objects.get()
    assert actions.pass_on(one, actor=sol)
    assert not actions.pass_on(same, actor=sol)
    jobs.call_on()
    assert Page.objects.get().rung == Page.Rung.SECOND
    assert rung(sol) == 1
    assert Entry.objects.filter(verb="page.passed_on").count() == 1


def test_nothing_is_passed_on_before_its_time(
    ada: Person, mo: Person, shift: None, clock: time_machine.Traveller
) -> None:
    actions.ask_for_help(actor=ada)
    clock.shift(timedelta(minutes=4))
    jobs.call_on()
    assert Page.objects.get().rung == Page.Rung.FIRST


def test_a_shift_that_changed_meanwhile_is_called_as_it_is_now(
    ada: Person, mo: Person, sol: Person, clock: time_machine.Traveller
) -> None:
    actions.set_duty(Hours(date(2026, 11, 23), time(9), time(12, 3), mo), actor=sol)
    actions.set_duty(Hours(date(2026, 11, 23), time(12, 3), time(20), sol, mo), actor=sol)
    actions.ask_for_help(actor=ada)
    assert told() == [mo]
    clock.shift(FIVE)
    jobs.call_on()
    assert told() == [mo, sol]


def test_i_have_it_ends_the_alarm_and_tells_whoever_called(
    ada: Person, mo: Person, sol: Person, shift: None, client_of: ClientOf
) -> None:
    actions.ask_for_help(actor=ada)
    page, case = Page.objects.get(), Case.objects.get()
    strip = client_of(mo).get("/today").context["frame"]["alarms"]
    assert [call["answer_href"] for call in strip["calls"]] == [f"/care/alarms/{page.ref}/have-it"]
    assert not client_of(sol).get("/today").context["frame"]["alarms"]["calls"]
    assert "alarms" not in client_of(ada).get("/today").context["frame"]
    answer = client_of(mo).post(f"/care/alarms/{page.ref}/have-it")
    assert (answer.status_code, answer["Location"]) == (302, f"/care/{case.ref}")
    page.refresh_from_db()
    assert (page.seen_by, page.seen_at) == (mo, NOON)
    assert Case.objects.get().taken_by == mo
    assert not client_of(mo).get("/today").context["frame"]["alarms"]["calls"]
    assert Notice.objects.get(person=ada).kind == "safety.seen"
    seen = client_of(ada).get("/help/now")
    assert seen.context["call"].taken_at == NOON
    assert b"Maple" not in seen.content
    assert Entry.objects.get(verb="page.seen").actor == mo.pk


def test_of_two_who_press_at_once_one_has_it_and_the_other_is_told(
    ada: Person, mo: Person, sol: Person, shift: None, client_of: ClientOf
) -> None:
    actions.ask_for_help(actor=ada)
    page = Page.objects.get()
    assert client_of(mo).post(f"/care/alarms/{page.ref}/have-it").status_code == 302
    late = client_of(sol).post(f"/care/alarms/{page.ref}/have-it")
    assert (late.status_code, late.context["held_by"]) == (409, "Maple")
    assert client_of(mo).post(f"/care/alarms/{page.ref}/have-it").status_code == 302  # pressed twice
    page.refresh_from_db()
    assert page.seen_by == mo
    assert Notice.objects.filter(person=ada).count() == 1


def test_only_the_desk_answers_and_not_about_oneself(
    ada: Person, ben: Person, mo: Person, sol: Person, ola: Person, shift: None, client_of: ClientOf
) -> None:
    actions.say_worried(mo, words="he seems far away", actor=ada)
    page = Page.objects.get()
    for person in (ada, ben, ola, mo):
        assert client_of(person).post(f"/care/alarms/{page.ref}/have-it").status_code == 404
    assert client_of(sol).get(f"/care/alarms/{page.ref}/have-it").status_code == 405
    page.refresh_from_db()
    assert page.seen_at is None
    assert client_of(sol).post(f"/care/alarms/{page.ref}/have-it").status_code == 302
    assert Notice.objects.get(person=ada).kind == "safety.seen"
    assert not Notice.objects.filter(person=mo, kind="safety.seen").exists()


def test_a_case_handed_back_calls_anew(
    ada: Person, mo: Person, sol: Person, shift: None, clock: time_machine.Traveller
) -> None:
    actions.ask_for_help(actor=ada)
    actions.take(Case.objects.get(), actor=mo)
    jobs.call_on()
    assert Page.objects.count() == 1
    actions.hand_back(Case.objects.get(), actor=mo)
    jobs.call_on()
    jobs.call_on()
    assert Page.objects.filter(seen_at=None).count() == 1
    assert rung(mo) == 2
    actions.close(Case.objects.get(), outcome=Case.Outcome.NOT_SO, note="pressed by mistake", actor=mo)
    jobs.call_on()
    assert not Page.objects.filter(seen_at=None).exists()


def test_asking_once_more_calls_the_next(
    ada: Person, mo: Person, sol: Person, shift: None, clock: time_machine.Traveller
) -> None:
    actions.ask_for_help(actor=ada)
    actions.ask_for_help(actor=ada)
    assert told() == [mo]
    with time_machine.travel(NOON + timedelta(minutes=4), tick=False):
        Page.objects.update(next_at=NOON + timedelta(hours=1))  # so that time alone does not pass it on
    clock.shift(timedelta(minutes=11))
    actions.ask_for_help(actor=ada)
    assert told() == [mo, sol]


def test_a_break_sends_the_call_to_the_other_and_never_to_nobody(
    ada: Person, ben: Person, mo: Person, sol: Person, shift: None
) -> None:
    actions.begin_break(actor=mo)
    actions.ask_for_help(actor=ada)
    assert told() == [sol]
    actions.begin_break(actor=sol)
    actions.ask_for_help(actor=ben)
    assert told() == [sol, mo]


def test_a_case_taken_elsewhere_is_not_called_for(
    ada: Person, mo: Person, sol: Person, shift: None, clock: time_machine.Traveller
) -> None:
    actions.ask_for_help(actor=ada)
    Case.objects.update(taken_by=sol, taken_at=NOON)
    clock.shift(FIVE)
    jobs.call_on()
    page = Page.objects.get()
    assert (page.seen_by, page.rung) == (sol, Page.Rung.FIRST)
    with pytest.raises(Refused):
        actions.take(Case.objects.get(), actor=mo)


def test_a_call_that_breaks_holds_up_no_other(
    ada: Person,
    ben: Person,
    mo: Person,
    sol: Person,
    shift: None,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actions.ask_for_help(actor=ada)
    actions.ask_for_help(actor=ben)
    clock.shift(FIVE)
    first, second = Page.objects.order_by("pk")
    pass_on = paging.pass_on

    def breaks(waiting: Page, **more: Any) -> bool:
        if waiting.pk == first.pk:
            raise RuntimeError("broken")
        return pass_on(waiting, **more)

    monkeypatch.setattr(paging, "pass_on", breaks)
    with pytest.raises(RuntimeError):
        jobs.call_on()
    second.refresh_from_db()
    assert second.rung == Page.Rung.SECOND
