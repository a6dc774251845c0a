"""Export and erasure: one's own in full, of others nothing, and nothing before a person decided."""

import json

import pytest

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.safety import actions, queries
from beside.foundation.safety.actions import Subject
from beside.foundation.safety.models import Block, Case, Concern, Report
from beside.foundation.safety.tests.conftest import KIND, Noted

pytestmark = pytest.mark.django_db
TABLES = (Block, Concern, Case, Report)


def held_on(person: Person) -> dict[str, list[dict[str, object]]]:
    return {
        holding.table.__name__: list(holding.export(person))
        for holding in personal.holdings()
        if holding.table in TABLES
    }


def erase(person: Person) -> None:
    for holding in personal.holdings():
        if holding.table in TABLES:
            holding.erase(person)


def told(by: Person, about: Person, words: str = "he mocked me") -> Report:
    return actions.report(Subject(about), reason="unkind", words=words, excerpt=None, actor=by)


def test_every_table_takes_part() -> None:
    assert {holding.table for holding in personal.holdings()} >= set(TABLES)


def test_the_export_holds_ones_own(ada: Person, ben: Person, noted: Noted) -> None:
    actions.block(ben, actor=ada)
    actions.notice_concern(ada, KIND, "one", noted())
    actions.ask_for_help(actor=ada)
    told(ada, ben)
    held = held_on(ada)
    assert {name: len(rows) for name, rows in held.items()} == {"Block": 1, "Concern": 1, "Case": 2, "Report": 1}
    assert held["Report"][0]["words"] == "he mocked me"
    assert json.dumps(held)


def test_nobody_learns_who_blocked_or_reported_them_nor_too_early(ada: Person, ben: Person, mo: Person) -> None:
    actions.block(ben, actor=ada)
    made = told(ada, ben)
    actions.say_worried(ben, words="he mocked me", actor=ada)
    assert held_on(ben) == {"Block": [], "Concern": [], "Case": [], "Report": []}
    actions.close(made.case, outcome=Case.Outcome.WITHIN_RULES, note="a staff note", actor=mo)
    after = json.dumps(held_on(ben))
    assert len(held_on(ben)["Case"]) == 1
    assert not any(word in after for word in ("Wren", "mocked", "staff note", "opened", made.at.isoformat()))


def test_erasure_leaves_no_trace_in_closed_matters(ada: Person, ben: Person, mo: Person) -> None:
    made = told(ada, ben)
    actions.close(made.case, outcome=Case.Outcome.TALKED, note="a staff note", actor=mo)
    erase(ben)
    made.refresh_from_db()
    case = Case.objects.get()
    assert (case.about, bytes(case.note), bytes(made.words)) == (None, b"", b"")
    assert made.by == ada


def test_erasing_oneself_does_not_undo_an_open_report(ada: Person, ben: Person, mo: Person) -> None:
    made = told(ada, ben)
    erase(ben)
    made = Report.objects.select_related("case").get(pk=made.pk)
    assert made.case.about is None
    assert queries.words_of(made) == "he mocked me"
    actions.close(made.case, outcome=Case.Outcome.TALKED, note="a staff note", actor=mo)
    made.refresh_from_db()
    assert bytes(made.words) == b""


def test_erasure_frees_blocks_concerns_and_cases_in_hand(ada: Person, ben: Person, mo: Person, noted: Noted) -> None:
    actions.block(ada, actor=ben)
    actions.notice_concern(ada, KIND, "one", noted())
    case = Case.objects.get()
    actions.take(case, actor=mo)
    erase(mo)
    erase(ada)
    case.refresh_from_db()
    assert (case.taken_by, case.about, case.concern) == (None, None, None)
    assert not Block.objects.exists()
    assert not Concern.objects.exists()
