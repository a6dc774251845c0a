"""Care after a case, and for those on the desk: somebody asks the next day, and load is seen, not feelings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from beside.core.refusal import Refused
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person, RoleGrant
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, jobs, queries_oncall
from beside.foundation.safety.models import CareSettings, Case, Debrief, FollowUp, StaffBreak
from beside.foundation.safety.tests.conftest import KIND, WORDS, Noted
from conftest import ClientOf

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
CLOSING = {"outcome": "reached", "note": "We spoke"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as held:
        yield held


@pytest.fixture
def follow_up(clock: time_machine.Traveller, ada: Person, mo: Person) -> FollowUp:
    """Mo met Ada, who had called for help, and will ask her tomorrow."""
    actions.close(actions.ask_for_help(actor=ada), outcome=Case.Outcome.REACHED, note="We spoke", actor=mo)
    return FollowUp.objects.get()


def test_it_stands_on_tomorrows_list_and_the_person_is_told(
    follow_up: FollowUp, ada: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    assert (follow_up.person, follow_up.holder, follow_up.due_on) == (ada, mo, TOMORROW)
    assert Notice.objects.get(person=ada, kind="safety.after").href == "/help/after"
    assert client_of(ada).get("/help/after").context["one"] == follow_up
    assert [row["due"] for row in client_of(mo).get("/care/list").context["mine"]] == ["later"]
    assert client_of(sol).get("/care/list").context["mine"] == []
    for person in (ada,):
        assert client_of(person).get("/care/list").status_code == 404


@pytest.mark.parametrize(
    ("kind", "outcome", "follows"),
    [
        (Case.Kind.HELP, Case.Outcome.REACHED, True),
        (Case.Kind.HELP, Case.Outcome.UNCLEAR, True),
        (Case.Kind.HELP, Case.Outcome.NOT_SO, False),
        (Case.Kind.WORRIED, Case.Outcome.REACHED, True),
        (Case.Kind.WORRIED, Case.Outcome.UNCLEAR, False),
        (Case.Kind.CONCERN, Case.Outcome.NO_NEED, False),
        (Case.Kind.REPORT, Case.Outcome.TALKED, False),
    ],
)
def test_only_whoever_was_met_or_called_is_asked_after(
    ada: Person, mo: Person, kind: Case.Kind, outcome: Case.Outcome, follows: bool
) -> None:
    case = actions.open_case(kind, about=ada, urgency=Case.Urgency.NOW, actor=ada)
    actions.close(case, outcome=outcome, note="x", actor=mo)
    assert FollowUp.objects.exists() is follows
    assert Notice.objects.filter(person=ada, kind="safety.after").exists() is follows


def test_a_second_case_makes_no_second_question(follow_up: FollowUp, ada: Person, sol: Person) -> None:
    actions.close(actions.ask_for_help(actor=ada), outcome=Case.Outcome.REACHED, note="again", actor=sol)
    assert FollowUp.objects.get() == follow_up


def test_the_holder_is_reminded_and_the_lead_hears_of_what_is_late_each_once_a_day(
    follow_up: FollowUp, mo: Person, sol: Person, clock: time_machine.Traveller, client_of: ClientOf
) -> None:
    def told(person: Person, kind: str) -> int:
        return Notice.objects.filter(person=person, kind=kind).count()

    clock.move_to(NOON + timedelta(hours=15))
    jobs.remind()
    assert told(mo, "safety.follow_up") == 0  # in the night nobody is
    clock.move_to(NOON + timedelta(days=1))
    for _twice in range(2):
        jobs.remind()
    assert (told(mo, "safety.follow_up"), told(sol, "safety.follow_up_late")) == (1, 0)
    clock.move_to(NOON + timedelta(days=2))
    for _twice in range(2):
        jobs.remind()
    assert (told(mo, "safety.follow_up"), told(sol, "safety.follow_up_late")) == (1, 1)
    assert [row["one"] for row in client_of(sol).get("/care/list").context["late"]] == [follow_up]


def test_what_stands_with_somebody_who_left_the_desk_goes_to_the_lead(
    follow_up: FollowUp, mo: Person, sol: Person, clock: time_machine.Traveller, client_of: ClientOf
) -> None:
    RoleGrant.objects.filter(person=mo).update(ended_at=NOON)
    assert [row["one"] for row in client_of(sol).get("/care/list").context["late"]] == [follow_up]
    clock.move_to(NOON + timedelta(days=1))
    jobs.remind()
    assert Notice.objects.filter(person=sol, kind="safety.follow_up_late").count() == 1
    assert not Notice.objects.filter(person=mo, kind="safety.follow_up").exists()


def test_done_is_done_once(follow_up: FollowUp, mo: Person, client_of: ClientOf) -> None:
    address = f"/care/list/{follow_up.ref}"
    assert client_of(mo).get(address).status_code == 200
    assert client_of(mo).post(f"{address}/done").status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.outcome, follow_up.done_by) == ("done", mo)
    assert client_of(mo).post(f"{address}/done").status_code == 409
    assert client_of(mo).post(f"{address}/not-reached").status_code == 409
    assert Entry.objects.filter(verb="follow_up.ended").count() == 1


def test_not_reached_is_tried_again_tomorrow(
    follow_up: FollowUp, mo: Person, clock: time_machine.Traveller, client_of: ClientOf
) -> None:
    clock.move_to(NOON + timedelta(days=1))
    for _twice in range(2):
        assert client_of(mo).post(f"/care/list/{follow_up.ref}/not-reached").status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.due_on, follow_up.tries, follow_up.done_at) == (TOMORROW + timedelta(days=1), 1, None)


def test_handing_on_is_to_the_desk_and_never_to_oneself(
    follow_up: FollowUp, ben: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    address = f"/care/list/{follow_up.ref}/hand-on"
    assert client_of(mo).post(address, {"person": ben.ref}).status_code == 409
    assert client_of(mo).post(address, {"person": sol.ref}).status_code == 302
    follow_up.refresh_from_db()
    assert follow_up.holder == sol
    assert Notice.objects.filter(person=sol, kind="safety.follow_up").exists()
    assert client_of(mo).get(f"/care/list/{follow_up.ref}").status_code == 404


def test_only_its_holder_and_a_lead_reach_it(
    follow_up: FollowUp, ada: Person, ben: Person, sol: Person, client_of: ClientOf
) -> None:
    for person in (ada, ben):
        assert client_of(person).post(f"/care/list/{follow_up.ref}/done").status_code == 404
    assert client_of(sol).post(f"/care/list/{follow_up.ref}/done").status_code == 302


def test_the_person_may_rather_not_be_asked(follow_up: FollowUp, ada: Person, cy: Person, client_of: ClientOf) -> None:
    assert client_of(cy).post("/help/after").status_code == 404
    with pytest.raises(Refused):
        actions.rather_not(follow_up, actor=cy)
    assert client_of(ada).post("/help/after").status_code == 302
    follow_up.refresh_from_db()
    assert follow_up.outcome == "declined"
    assert client_of(ada).get("/help/after").context["one"] is None


# --- those on the desk ---
def test_heavy_texts_are_covered_until_one_says_otherwise(
    ada: Person, mo: Person, texts: dict[str, tuple[Person, set[int]]], noted: Noted, client_of: ClientOf
) -> None:
    texts["one"] = (ada, {ada.pk})
    actions.notice_concern(ada, KIND, "one", noted())
    page = f"/care/{Case.objects.get().ref}"
    covered = client_of(mo).get(page)
    assert covered.context["care"]["cover"] is True
    assert f'<details class="more"><summary>Show the words</summary><blockquote>{WORDS}' in covered.content.decode()
    assert client_of(ada).post("/care/ourselves/cover").status_code == 404
    client_of(mo).post("/care/ourselves/cover", {})
    assert "Show the words" not in client_of(mo).get(page).content.decode()
    client_of(mo).post("/care/ourselves/cover", {"cover": "on"})
    assert queries_oncall.covers_heavy(mo)


def test_enough_is_said_and_keeps_nothing_from_anybody(
    clock: time_machine.Traveller, ada: Person, mo: Person, client_of: ClientOf
) -> None:
    CareSettings.objects.create(pk=1, cases_per_shift=1)
    first = actions.open_case(Case.Kind.CONCERN, about=ada, urgency=Case.Urgency.TODAY, actor=ada)
    assert client_of(mo).get(f"/care/{first.ref}").context["care"]["enough"] is False
    actions.take(first, actor=mo)
    call = actions.ask_for_help(actor=ada)
    assert client_of(mo).get(f"/care/{call.ref}").context["care"]["enough"] is True
    assert client_of(mo).post(f"/care/{call.ref}/take").status_code == 302


def test_a_break_is_suggested_after_a_heavy_case_and_counted(
    follow_up: FollowUp, ada: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    assert client_of(mo).get(f"/care/{follow_up.case.ref}").context["care"]["suggested"] is True
    assert client_of(sol).get(f"/care/{follow_up.case.ref}").context["care"]["suggested"] is False
    assert client_of(ada).post("/care/ourselves/break").status_code == 404
    for _twice in range(2):
        client_of(mo).post("/care/ourselves/break")
    rest = StaffBreak.objects.get()
    assert (rest.person, rest.after, rest.until) == (mo, follow_up.case, NOON + timedelta(minutes=20))
    assert client_of(mo).get(f"/care/{follow_up.case.ref}").context["care"]["suggested"] is False
    client_of(mo).post("/care/ourselves/back")
    assert queries_oncall.break_of(mo) is None


def test_a_debrief_is_ones_own_and_the_lead_sees_only_the_wish(
    mo: Person, sol: Person, ada: Person, client_of: ClientOf
) -> None:
    assert client_of(ada).post("/care/ourselves", {"words": "x"}).status_code == 404
    assert client_of(mo).post("/care/ourselves", {"words": " "}).status_code == 422
    assert client_of(mo).post("/care/ourselves", {"words": "x" * 4001}).status_code == 422
    client_of(mo).post("/care/ourselves", {"words": "it follows me home", "talk": "on"})
    note = Debrief.objects.get()
    assert b"follows" not in bytes(note.sealed)
    assert client_of(mo).get("/care/ourselves").context["notes"][0]["words"] == "it follows me home"
    seen = client_of(sol).get("/care/load")
    assert [wish["name"] for wish in seen.context["wishes"]] == ["Maple"]
    assert b"follows" not in seen.content
    assert client_of(sol).post(f"/care/ourselves/notes/{note.ref}/delete").status_code == 404
    assert client_of(mo).post(f"/care/load/{note.ref}/talked").status_code == 404
    client_of(sol).post(f"/care/load/{note.ref}/talked")
    note.refresh_from_db()
    assert note.talked_with == sol
    client_of(mo).post(f"/care/ourselves/notes/{note.ref}/delete")
    assert not Debrief.objects.exists()


def test_a_wish_of_nobody_else_is_told_and_a_private_note_is_not(mo: Person, sol: Person) -> None:
    actions.write_debrief("only for me", wants_to_talk=False, actor=mo)
    assert not Notice.objects.filter(person=sol).exists()
    assert queries_oncall.wanting_to_talk(sol) == []


def test_load_counts_and_is_for_the_lead(
    follow_up: FollowUp, mo: Person, sol: Person, ola: Person, client_of: ClientOf
) -> None:
    for person in (mo, ola):
        assert client_of(person).get("/care/load").status_code == 404
    rows = {row["name"]: row["load"] for row in client_of(sol).get("/care/load").context["rows"]}
    assert (rows["Maple"].cases, rows["Maple"].heavy, rows["Maple"].calls) == (1, 1, 1)
    assert rows["Juniper"].cases == 0


def test_everything_of_it_exports_and_erases(follow_up: FollowUp, ada: Person, mo: Person, sol: Person) -> None:
    actions.write_debrief("it follows me home", wants_to_talk=False, actor=mo)
    actions.begin_break(actor=mo)
    held = {one.title: list(one.export(mo)) for one in personal.holdings()}
    assert held["What cases left with me"][0]["words"] == "it follows me home"
    assert len(held["My breaks from the care desk"]) == 1
    assert list(next(one for one in personal.holdings() if one.table is FollowUp).export(ada))
    for holding in reversed(personal.holdings()):
        holding.erase(mo)
    follow_up.refresh_from_db()
    assert follow_up.holder is None
    assert not Debrief.objects.exists()
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        jobs.remind()
    assert Notice.objects.filter(person=sol, kind="safety.follow_up_late").count() == 1
    for holding in reversed(personal.holdings()):
        holding.erase(ada)
    assert not FollowUp.objects.exists()
