"""Hiding by itself: only while nobody is on call, only after several people, and always looked at by a person."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, jobs
from beside.foundation.safety.actions import Grounds, Hours, Subject
from beside.foundation.safety.models import AutomaticMeasure, Case, Decision, HiddenText, Page, Report
from beside.foundation.safety.tests.conftest import KIND, WORDS
from conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 23, 23, tzinfo=UTC)
Texts = dict[str, tuple[Person, set[int]]]


@pytest.fixture
def three(make_person: MakePerson) -> list[Person]:
    return [make_person(f"teller{number}", f"Teller {number}") for number in range(3)]


@pytest.fixture
def text(texts: Texts, cy: Person, three: list[Person]) -> str:
    """A text of Cy's."""
    texts["one"] = (cy, {person.pk for person in three})
    return "one"


@pytest.fixture
def roster(mo: Person, sol: Person) -> None:
    """Mo is on call from nine to five on Tuesdays."""
    with time_machine.travel(NIGHT, tick=False):
        actions.set_duty(Hours(date(2026, 11, 24), time(9), time(17), mo), actor=sol)


def tell(by: Person, ref: str, about: Person) -> Report:
    return actions.report(Subject(about, KIND, ref), reason="unkind", words="", excerpt=None, actor=by)


@time_machine.travel(NIGHT, tick=False)
def test_three_people_hide_it_and_its_author_is_told_with_a_statement(
    text: str,
    hidden: set[str],
    cy: Person,
    ada: Person,
    three: list[Person],
    roster: None,
    client_of: ClientOf,
) -> None:
    for person in three[:2]:
        tell(person, text, cy)
    assert not HiddenText.objects.exists()
    tell(three[2], text, cy)
    measure = AutomaticMeasure.objects.select_related("case").get()
    assert (measure.author, measure.reports, measure.seen_at) == (cy, 3, None)
    assert hidden == {"one"}
    assert (measure.case.kind, measure.case.urgency) == (Case.Kind.HELD, Case.Urgency.NOW)
    assert Notice.objects.get(person=cy).href == f"/held/{measure.ref}"
    statement = client_of(cy).get(f"/held/{measure.ref}")
    assert statement.context["excerpt"].text == WORDS
    assert b"Teller" not in statement.content
    for person in (ada, three[0]):
        assert client_of(person).get(f"/held/{measure.ref}").status_code == 404
    assert Entry.objects.get(verb="measure.automatic").actor is None


@time_machine.travel(NIGHT, tick=False)
def test_one_person_three_times_is_one_person(text: str, cy: Person, three: list[Person], roster: None) -> None:
    for _again in range(3):
        tell(three[0], text, cy)
    assert not HiddenText.objects.exists()


def test_while_somebody_is_on_call_nothing_is_hidden(text: str, cy: Person, three: list[Person], roster: None) -> None:
    with time_machine.travel(NIGHT + timedelta(hours=12), tick=False):
        for person in three:
            tell(person, text, cy)
    assert not HiddenText.objects.exists()


@time_machine.travel(NIGHT, tick=False)
def test_without_any_hours_nothing_is_hidden(text: str, cy: Person, mo: Person, three: list[Person]) -> None:
    for person in three:
        tell(person, text, cy)
    assert not HiddenText.objects.exists()


@time_machine.travel(NIGHT, tick=False)
def test_with_nobody_on_the_desk_nothing_is_hidden(text: str, cy: Person, three: list[Person]) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"staffed_from": time(9), "staffed_until": time(17)})
    for person in three:
        tell(person, text, cy)
    assert not HiddenText.objects.exists()


@time_machine.travel(NIGHT, tick=False)
def test_what_a_person_left_standing_is_not_hidden_again(
    text: str, cy: Person, mo: Person, three: list[Person], ben: Person, roster: None
) -> None:
    made = tell(ben, text, cy)
    actions.close(made.case, outcome=Case.Outcome.WITHIN_RULES, note="fine", actor=mo)
    for person in three:
        tell(person, text, cy)
    assert not HiddenText.objects.exists()


def test_the_next_on_call_is_called_when_their_hours_begin(
    text: str, cy: Person, mo: Person, three: list[Person], roster: None
) -> None:
    with time_machine.travel(NIGHT, tick=False):
        for person in three:
            tell(person, text, cy)
        jobs.call_on()
        page = Page.objects.get()
        assert (page.rung, page.next_at) == (Page.Rung.WAITING, datetime(2026, 11, 24, 9, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, 1, tzinfo=UTC), tick=False):
        jobs.call_on()
    page.refresh_from_db()
    assert page.rung == Page.Rung.FIRST
    assert [row.person for row in page.told.all()] == [mo]


@pytest.mark.parametrize(("outcome", "stays"), [("acted", True), ("within_rules", False), ("not_so", False)])
def test_a_person_decides_and_the_author_hears_of_it(
    text: str,
    hidden: set[str],
    cy: Person,
    mo: Person,
    three: list[Person],
    roster: None,
    client_of: ClientOf,
    outcome: str,
    stays: bool,
) -> None:
    with time_machine.travel(NIGHT, tick=False):
        for person in three:
            tell(person, text, cy)
    case = Case.objects.get(kind=Case.Kind.HELD)
    page = client_of(mo).get(f"/care/{case.ref}")
    assert page.context["excerpt"].text == WORDS
    assert client_of(cy).post(f"/care/{case.ref}/close", {"outcome": outcome, "note": "x"}).status_code == 404
    if stays:
        actions.hide(case, Grounds("Unkind words.", Decision.Source.REPORT, 1), actor=mo)
    else:
        assert client_of(mo).post(f"/care/{case.ref}/close", {"outcome": outcome, "note": "x"}).status_code == 302
    measure = AutomaticMeasure.objects.get()
    assert (measure.kept_hidden, measure.seen_by) == (stays, mo)
    assert hidden == ({"one"} if stays else set())
    assert Notice.objects.filter(person=cy, kind="safety.held_looked_at").count() == 1
    assert client_of(cy).get(f"/held/{measure.ref}").status_code == 200


@time_machine.travel(NIGHT, tick=False)
def test_reports_that_did_not_see_each_other_are_found_a_moment_later(
    text: str, cy: Person, three: list[Person], roster: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as at_once:
        at_once.setattr("beside.foundation.safety.actions.holding.after_report", lambda *given, **more: None)
        for person in three:
            tell(person, text, cy)
    assert not HiddenText.objects.exists()
    with time_machine.travel(NIGHT + timedelta(seconds=10), tick=False):
        jobs.call_on()
        jobs.call_on()
    assert AutomaticMeasure.objects.get().reports == 3
