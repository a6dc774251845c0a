"""The care desk: who sees what, one hand on each case, every reading on record."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, queries
from beside.foundation.safety.models import Case, Report
from beside.foundation.safety.tests.conftest import KIND, WORDS, Noted
from conftest import ClientOf

pytestmark = pytest.mark.django_db
Texts = dict[str, tuple[Person, set[int]]]
CLOSING = {"outcome": "reached", "note": "We spoke on the phone"}


@pytest.fixture
def case(ada: Person, texts: Texts, noted: Noted) -> Case:
    """A concern about one text of Ada's."""
    texts["one"] = (ada, {ada.pk})
    actions.notice_concern(ada, KIND, "one", noted())
    return Case.objects.get()


def test_the_desk_is_for_moderators_and_safety_leads(
    case: Case, ada: Person, ben: Person, mo: Person, sol: Person, ola: Person, client_of: ClientOf
) -> None:
    pages = ("/care", "/care/closed", f"/care/{case.ref}")
    for page in pages:
        for person in (mo, sol):
            assert client_of(person).get(page).status_code == 200
        for person in (ada, ben, ola):
            assert client_of(person).get(page).status_code == 404
        assert Client().get(page).status_code == 302


@pytest.mark.parametrize("verb", ["take", "hand-back", "close"])
def test_only_staff_change_a_case(case: Case, ben: Person, ola: Person, client_of: ClientOf, verb: str) -> None:
    for person in (ben, ola):
        assert client_of(person).post(f"/care/{case.ref}/{verb}", CLOSING).status_code == 404
    case.refresh_from_db()
    assert (case.taken_at, case.closed_at) == (None, None)


def test_staff_see_the_one_message_and_its_reading_is_on_record(case: Case, mo: Person, client_of: ClientOf) -> None:
    page = client_of(mo).get(f"/care/{case.ref}")
    assert page.context["excerpt"].text == WORDS
    read = Entry.objects.get(verb="case.read")
    assert (read.actor, read.about) == (mo.pk, str(case.pk))


def test_a_text_that_is_gone_is_said_to_be_gone(case: Case, mo: Person, texts: Texts, client_of: ClientOf) -> None:
    texts.clear()
    page = client_of(mo).get(f"/care/{case.ref}")
    assert page.status_code == 200
    assert page.context["excerpt"] is None


def test_after_closing_the_message_is_not_opened_again(case: Case, mo: Person, client_of: ClientOf) -> None:
    client_of(mo).post(f"/care/{case.ref}/close", CLOSING)
    assert client_of(mo).get(f"/care/{case.ref}").context["excerpt"] is None
    assert not Entry.objects.filter(verb="case.read").exists()


def test_a_case_about_staff_is_hidden_from_them(
    mo: Person, sol: Person, texts: Texts, noted: Noted, client_of: ClientOf
) -> None:
    actions.notice_concern(mo, KIND, "one", noted())
    case = Case.objects.get()
    assert client_of(mo).get("/care").context["rows"] == []
    for page in (client_of(mo).get(f"/care/{case.ref}"), client_of(mo).post(f"/care/{case.ref}/close", CLOSING)):
        assert page.status_code == 404
    assert len(client_of(sol).get("/care").context["rows"]) == 1


def test_only_the_safety_lead_sees_who_told(
    ada: Person, ben: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    client_of(ada).post(f"/report?person={ben.ref}", {"reason": "unkind", "words": "he mocked me"})
    page = f"/care/{Case.objects.get().ref}"
    seen_by_mo, seen_by_sol = client_of(mo).get(page), client_of(sol).get(page)
    assert seen_by_mo.context["told"][0].by == ""
    assert b"Wren" not in seen_by_mo.content
    assert seen_by_sol.context["told"][0].by == "Wren"
    assert seen_by_mo.context["told"][0].words == "he mocked me"
    assert Entry.objects.filter(verb="case.read").count() == 2


def test_taking_and_handing_back(case: Case, mo: Person, sol: Person, client_of: ClientOf) -> None:
    assert client_of(mo).post(f"/care/{case.ref}/take").status_code == 302
    assert Case.objects.get().taken_by == mo
    assert client_of(sol).post(f"/care/{case.ref}/take").status_code == 409
    assert client_of(mo).post(f"/care/{case.ref}/hand-back").status_code == 302
    assert Case.objects.get().taken_by is None
    verbs = set(Entry.objects.filter(kind="safety.case").values_list("verb", flat=True))
    assert {"case.taken", "case.handed_back"} <= verbs


def test_a_safety_lead_may_free_a_case_and_a_moderator_may_not(case: Case, mo: Person, sol: Person) -> None:
    actions.take(case, actor=sol)
    with pytest.raises(Refused) as refused:
        actions.hand_back(case, actor=mo)
    assert refused.value.code == "taken"
    actions.hand_back(case, actor=sol)
    actions.take(case, actor=mo)
    actions.hand_back(case, actor=sol)
    case.refresh_from_db()
    assert case.taken_by is None


def test_closing_keeps_who_when_and_why(case: Case, mo: Person, ada: Person, client_of: ClientOf) -> None:
    assert client_of(mo).post(f"/care/{case.ref}/close", CLOSING).status_code == 302
    case.refresh_from_db()
    assert (case.closed_by, case.outcome) == (mo, Case.Outcome.REACHED)
    assert queries.note_of(case) == CLOSING["note"]
    assert Entry.objects.get(verb="case.closed").detail == {"outcome": "reached"}
    told = Notice.objects.get(person=ada)
    assert (told.kind, told.data, told.href) == ("safety.after", {}, "/help/after")


def test_whoever_was_not_met_hears_nothing_of_a_closed_case(
    case: Case, mo: Person, ada: Person, client_of: ClientOf
) -> None:
    client_of(mo).post(f"/care/{case.ref}/close", {"outcome": "no_need", "note": "A song, quoted"})
    assert not Notice.objects.filter(person=ada).exists()


def test_of_two_at_once_the_second_is_told_and_keeps_their_note(
    case: Case, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    client_of(mo).post(f"/care/{case.ref}/close", CLOSING)
    late = client_of(sol).post(f"/care/{case.ref}/close", {"outcome": "not_so", "note": "a later note"})
    assert late.status_code == 409
    assert late.context["closed_by"] == "Maple"
    assert b"a later note" in late.content
    case.refresh_from_db()
    assert (case.closed_by, case.outcome) == (mo, Case.Outcome.REACHED)
    assert client_of(sol).post(f"/care/{case.ref}/take").status_code == 409
    assert client_of(sol).post(f"/care/{case.ref}/close", {"note": "no choice"}).status_code == 409


def test_a_case_in_other_hands_is_not_closed(case: Case, mo: Person, sol: Person, client_of: ClientOf) -> None:
    actions.take(case, actor=mo)
    assert client_of(sol).post(f"/care/{case.ref}/close", CLOSING).status_code == 409
    case.refresh_from_db()
    assert case.closed_at is None


@pytest.mark.parametrize("given", [{}, {"outcome": "acted", "note": "x"}, {"outcome": "reached"}, {"note": "x"}])
def test_closing_needs_an_outcome_that_fits_and_a_reason(
    case: Case, mo: Person, client_of: ClientOf, given: dict[str, str]
) -> None:
    assert client_of(mo).post(f"/care/{case.ref}/close", given).status_code == 422
    case.refresh_from_db()
    assert case.closed_at is None
    with pytest.raises(Refused):
        actions.close(case, outcome="acted", note="x", actor=mo)


def test_pages_of_cases_run_by_urgency_and_age_and_miss_none(ada: Person, mo: Person, client_of: ClientOf) -> None:
    start = now()
    for number in range(45):
        with time_machine.travel(start - timedelta(minutes=number), tick=False):
            kind = Case.Kind.CONCERN
            actions.open_case(kind, about=ada, urgency=Case.Urgency(number % 3), actor=BESIDE)
    seen: list[Case] = []
    after = ""
    while True:
        page = client_of(mo).get("/care", {"after": after}).context
        seen += [row["case"] for row in page["rows"]]
        after = page["later"]
        if not after:
            break
    assert len(seen) == len({case.pk for case in seen}) == 45
    assert seen == sorted(seen, key=lambda case: (-case.urgency, case.opened_at))


def test_closed_cases_page_the_same_way(ada: Person, mo: Person, client_of: ClientOf) -> None:
    for _number in range(21):
        made = actions.open_case(Case.Kind.CONCERN, about=ada, urgency=Case.Urgency.TODAY, actor=BESIDE)
        actions.close(made, outcome=Case.Outcome.NO_NEED, note="fine", actor=mo)
    first = client_of(mo).get("/care/closed").context
    second = client_of(mo).get("/care/closed", {"after": first["later"]}).context
    assert (len(first["rows"]), len(second["rows"]), second["later"]) == (20, 1, "")
    assert client_of(mo).get("/care/closed", {"after": "nothing"}).status_code == 404


def test_a_report_has_no_number_in_its_addresses(ada: Person, ben: Person, client_of: ClientOf) -> None:
    client_of(ada).post(f"/report?person={ben.ref}", {"reason": "unkind"})
    made = Report.objects.select_related("case").get()
    assert made.ref != made.case.ref
    assert len(made.ref) == len(made.case.ref) == 16
