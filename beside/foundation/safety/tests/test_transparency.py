"""The transparency report: counted right, by the organisation's calendar, small numbers out, published once."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.safety import actions, periods, transparency
from beside.foundation.safety.actions import Grounds, Subject
from beside.foundation.safety.models import Appeal, Case, Decision, PublishedReport, Report
from beside.foundation.safety.transparency import Figures
from conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another
MARCH = datetime(2026, 3, 4, 12, tzinfo=UTC)
Q1 = periods.find("2026-Q1") or periods.recent()[0]


def _numbers(shown: Figures, key: str) -> dict[str, int | None]:
    return {cell.key: cell.count for one in shown.tables if one.key == key for cell in one.cells}


def _total(shown: Figures, key: str) -> int | None:
    return next(one.total for one in shown.tables if one.key == key)


@pytest.fixture
def reporters(make_person: MakePerson) -> list[Person]:
    """Twenty-two people who tell."""
    return [make_person(f"teller{one}", f"Teller {LETTERS[one]}") for one in range(22)]


@pytest.fixture
def quarter(reporters: list[Person], make_person: MakePerson, mo: Person, sol: Person) -> list[Case]:
    """Twenty-two reports in March, an hour apart; looked at after ten minutes, decided after two hours.

    Sixteen for pressing, six for being unkind. Fifteen limits by rule 1, seven times nothing to do. One limit is
    appealed against and taken back.
    """
    cases = []
    for turn, teller in enumerate(reporters):
        at = MARCH + timedelta(hours=turn)
        about = make_person(f"told{turn}", f"Told {LETTERS[turn]}")
        with time_machine.travel(at, tick=False):
            reason = Report.Reason.PRESSING if turn < 16 else Report.Reason.UNKIND
            case = actions.report(Subject(about), reason=reason, words="", excerpt=None, actor=teller).case
        with time_machine.travel(at + timedelta(minutes=10), tick=False):
            actions.take(case, actor=mo)
            actions.hand_back(case, actor=mo)
        with time_machine.travel(at + timedelta(hours=2), tick=False):
            grounds = Grounds("Pressed somebody.", Decision.Source.REPORT, 1)
            if turn < 15:
                actions.limit(case, grounds, "writing", 3, actor=mo)
            else:
                actions.find_nothing(case, grounds, actor=mo)
        cases.append(case)
    return cases


def test_it_counts_what_happened_in_the_period_and_nothing_else(quarter: list[Case]) -> None:
    shown = transparency.figures(Q1)
    assert _total(shown, "told") == 22
    assert _numbers(shown, "told") | {"pressing": 16, "unkind": 6, "sexual": 0} == _numbers(shown, "told")
    assert _numbers(shown, "restrictions")["limit"] == 15 and _numbers(shown, "restrictions")["hide"] == 0
    assert list(_numbers(shown, "rules").values()) == [15]
    assert _numbers(shown, "sources") == {"own": 0, "report": 15, "hint": 0}
    assert _numbers(shown, "others")["nothing"] == 7
    assert (shown.by_program, shown.decided_by_program) == (0, 0)
    april = transparency.figures(periods.find("2026-Q2") or Q1)
    assert {one.total for one in april.tables} == {0}


def test_times_come_from_the_log_and_need_enough_cases(quarter: list[Case]) -> None:
    times = {one.key: (one.middle, one.slowest) for one in transparency.figures(Q1).times}
    assert times["look"] == (10.0, 10.0)
    assert times["decision"] == (120.0, 120.0)
    assert times["appeal"] == times["call"] == (None, None)


def test_a_few_appeals_stay_hidden_total_and_all(quarter: list[Case], sol: Person) -> None:
    decision = Decision.objects.filter(kind="limit").earliest("pk")
    assert decision.about is not None
    with time_machine.travel(MARCH + timedelta(days=3), tick=False):
        made = actions.appeal(decision, "Look again, please", actor=decision.about)
        actions.reverse(made, "It was not so", actor=sol)
    shown = transparency.figures(Q1)
    assert Appeal.objects.get().upheld is False
    assert _total(shown, "appeals") is None and set(_numbers(shown, "appeals").values()) == {None}


def test_months_begin_at_midnight_where_the_organisation_is(
    ada: Person, ben: Person, mo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TIME_ZONE", "Pacific/Auckland")
    april = periods.find("2026-04")
    assert april is not None
    assert april.since == datetime(2026, 3, 31, 11, tzinfo=UTC)
    assert april.until == datetime(2026, 4, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "first", "after"),
    [
        ("2026", (2026, 1, 1), (2027, 1, 1)),
        ("2026-H2", (2026, 7, 1), (2027, 1, 1)),
        ("2026-Q4", (2026, 10, 1), (2027, 1, 1)),
        ("2026-12", (2026, 12, 1), (2027, 1, 1)),
        ("2024-02", (2024, 2, 1), (2024, 3, 1)),
    ],
)
def test_periods(key: str, first: tuple[int, int, int], after: tuple[int, int, int]) -> None:
    found = periods.find(key)
    assert found is not None and (found.first, found.after) == (date(*first), date(*after))


@pytest.mark.parametrize("key", ["", "2026-13", "2026-Q5", "2026-H3", "1999", "2026-1", "2026-01-01", "‮2026"])
def test_what_is_no_period(key: str, client_of: ClientOf, ola: Person) -> None:
    assert periods.find(key) is None
    if key:
        assert client_of(ola).get("/care/transparency", {"period": key}).status_code == 404


def test_the_page_and_the_csv_show_the_same(quarter: list[Case], sol: Person, ola: Person, client_of: ClientOf) -> None:
    for person in (sol, ola):
        client = client_of(person)
        assert client.get("/care/transparency").status_code == 200
        page = client.get("/care/transparency?period=2026-Q1")
        sheet = client.get("/care/transparency/csv?period=2026-Q1").content.decode()
        in_sheet = {(row["table"], row["row"]): row["number"] for row in csv.DictReader(io.StringIO(sheet))}
        for one in page.context["tables"]:
            for cell in one["cells"]:
                shown = "" if cell["count"] is None else str(cell["count"])
                assert in_sheet[one["title"], str(cell["label"])] == shown


@pytest.mark.parametrize("path", ["/care/transparency", "/care/transparency/csv"])
def test_to_all_others_it_is_not_there(path: str, ada: Person, ben: Person, mo: Person, client_of: ClientOf) -> None:
    for person in (ada, ben, mo):
        assert client_of(person).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_a_period_is_published_once_and_as_it_was(
    quarter: list[Case], ada: Person, mo: Person, sol: Person, ola: Person, client_of: ClientOf
) -> None:
    for person in (ada, mo, sol):
        assert client_of(person).post("/care/transparency/publish", {"period": "2026-Q1"}).status_code == 404
    with time_machine.travel(MARCH + timedelta(days=2), tick=False):
        client_of(ola).post("/care/transparency/publish", {"period": "2026-Q1"})
        assert not PublishedReport.objects.exists()
    assert Client().get("/transparency/2026-Q1").status_code == 404
    client = client_of(ola)
    client.post("/care/transparency/publish", {"period": "2026-Q1"})
    for overlaps in ("2026-Q1", "2026-03", "2026-H1", "2026"):
        client.post("/care/transparency/publish", {"period": overlaps})
    assert PublishedReport.objects.get().key == "2026-Q1"
    Report.objects.all().delete()
    stranger = Client()
    assert stranger.get("/transparency").status_code == 200
    page = stranger.get("/transparency/2026-Q1")
    assert next(one["total"] for one in page.context["tables"] if one["key"] == "told") == 22
    assert stranger.get("/transparency/2026-Q1/csv").status_code == 200
    assert Entry.objects.filter(verb="report.published", actor=ola.pk).count() == 1


def test_from_which_number_on_is_the_operators_choice(quarter: list[Case], ola: Person, mo: Person) -> None:
    actions.set_legal({"small_under": 7}, actor=ola)
    assert _numbers(transparency.figures(Q1), "told")["unkind"] is None
    with pytest.raises(Refused):
        actions.set_legal({"small_under": 3}, actor=mo)
