"""A sealed conversation: who may read more of it, and how colleagues work on a case together."""

from datetime import timedelta

import pytest
import time_machine

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, decided, jobs
from beside.foundation.safety.actions import Grounds
from beside.foundation.safety.models import Case, Decision, Opening
from beside.foundation.talk.models import Talk
from conftest import ClientOf

pytestmark = pytest.mark.django_db
GROUNDS = Grounds("You told somebody that nobody wants them here.", Decision.Source.REPORT, 1)
DECIDE = {"kind": "hide", "rule": "1", "facts": GROUNDS.facts, "source": "report"}


@pytest.fixture
def case(told_case: Case) -> Case:
    """The case that opened on Ada's report."""
    return told_case


def test_more_of_a_sealed_place_opens_only_by_two_and_is_told_afterwards(
    case: Case, place: Talk, ada: Person, ben: Person, mo: Person, sol: Person, kim: Person, client_of: ClientOf
) -> None:
    assert "Good evening" not in client_of(mo).get(f"/care/{case.ref}").content.decode()
    client_of(mo).post(f"/care/{case.ref}/openings", {"words": "Is it a threat?"})
    asked = Opening.objects.get()
    page = f"/care/{case.ref}/openings/{asked.ref}"
    for person in (mo, sol, kim):
        assert client_of(person).get(page).status_code == 404
    for wrong in (mo, kim, ada):
        with pytest.raises(Refused):
            actions.agree_to_open(asked, actor=wrong)
    client_of(sol).post(f"{page}/answer", {"answer": "yes"})
    for person in (mo, sol):
        assert "Good evening" in client_of(person).get(page).content.decode()
    assert client_of(kim).get(page).status_code == 404
    assert Entry.objects.filter(verb="opening.read").count() == 2
    assert not decided.openings_of("talk.message", place.ref)
    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        jobs.keep_decisions()
        assert client_of(mo).get(page).status_code == 404
        assert Notice.objects.filter(kind="safety.opened").count() == 2
        assert len(decided.openings_of("talk.message", place.ref)) == 1


@pytest.mark.parametrize("kind", list(Case.Kind))
def test_staff_see_nothing_around_the_one_text_whatever_the_case(
    case: Case, mo: Person, sol: Person, client_of: ClientOf, kind: Case.Kind
) -> None:
    Case.objects.filter(pk=case.pk).update(kind=kind)
    for person in (mo, sol):
        for page in (f"/care/{case.ref}", "/care", f"/care/{case.ref}/decide"):
            assert "Good evening" not in client_of(person).get(page).content.decode()


def test_colleagues_hand_over_and_say_what_they_think(
    case: Case, mo: Person, sol: Person, kim: Person, ada: Person, client_of: ClientOf
) -> None:
    asked = actions.ask_opinion(case, kim, actor=mo)
    with pytest.raises(Refused):
        actions.give_opinion(asked, "mine", actor=sol)
    assert client_of(kim).post(f"/care/{case.ref}/opinions/{asked.ref}", {"words": "Hide it"}).status_code == 302
    assert "Hide it" in client_of(mo).get(f"/care/{case.ref}").content.decode()
    assert client_of(mo).post(f"/care/{case.ref}/hand-over", {"to": ada.ref}).status_code == 409
    actions.take(case, actor=mo)
    assert client_of(mo).post(f"/care/{case.ref}/hand-over", {"to": kim.ref}).status_code == 302
    case.refresh_from_db()
    assert case.taken_by_id == kim.pk
