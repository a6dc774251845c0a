"""Every deed of the desk, for each role: who may, and that nothing is left behind where somebody may not."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.safety import actions, roster
from beside.foundation.safety.actions import Hours
from beside.foundation.safety.models import Case, Debrief, Duty, FollowUp, Place

pytestmark = pytest.mark.django_db
Deed = Callable[[Person, Person], object]


def _stretch() -> roster.Stretch:
    duty = Duty.objects.get()
    found = roster.one(duty, duty.from_day)
    assert found is not None
    return found


def _hours(first: Person) -> Hours:
    return Hours(roster.local_day(now()) + timedelta(days=2), time(9), time(17), first)


# Each deed by the actor, beside somebody on the desk; and whether a moderator may.
DEEDS: dict[str, tuple[Deed, bool]] = {
    "set_duty": (lambda actor, mo: actions.set_duty(_hours(mo), actor=actor), False),
    "end_duty": (lambda actor, mo: actions.end_duty(Duty.objects.get(), actor=actor), False),
    "set_care": (lambda actor, mo: actions.set_care({"pass_on_minutes": 3}, actor=actor), False),
    "talked": (lambda actor, mo: actions.talked(Debrief.objects.get(), actor=actor), False),
    "put_another": (lambda actor, mo: actions.take_on(_stretch(), Place.FIRST, mo, actor=actor), False),
    "take_on": (lambda actor, mo: actions.take_on(_stretch(), Place.FIRST, actor, actor=actor), True),
    "follow_up_done": (lambda actor, mo: actions.follow_up_done(FollowUp.objects.get(), actor=actor), True),
    "not_reached": (lambda actor, mo: actions.not_reached(FollowUp.objects.get(), actor=actor), True),
    "hand_on": (lambda actor, mo: actions.hand_on(FollowUp.objects.get(), mo, actor=actor), True),
    "set_cover": (lambda actor, mo: actions.set_cover(False, actor=actor), True),
    "begin_break": (lambda actor, mo: actions.begin_break(actor=actor), True),
    "write_debrief": (lambda actor, mo: actions.write_debrief("x", wants_to_talk=False, actor=actor), True),
}


@pytest.fixture
def _something_of_each(cy: Person, mo: Person, sol: Person) -> None:
    duty = actions.set_duty(Hours(roster.local_day(now()) + timedelta(days=1), time(9), time(17), sol), actor=sol)
    found = roster.one(duty, duty.from_day)
    assert found is not None
    actions.cannot(found, actor=sol)
    actions.close(actions.ask_for_help(actor=cy), outcome=Case.Outcome.REACHED, note="x", actor=sol)
    FollowUp.objects.update(due_on=roster.local_day(now()))
    actions.write_debrief("", wants_to_talk=True, actor=sol)


@pytest.mark.usefixtures("_something_of_each")
@pytest.mark.parametrize("name", DEEDS)
def test_who_may(
    name: str, ada: Person, ben: Person, mo: Person, sol: Person, ola: Person, make_person: Callable[..., Person]
) -> None:
    deed, moderators_may = DEEDS[name]
    other = make_person("other", "Alder", "moderator")
    nobody = [ada, ben, ola] if moderators_may else [ada, ben, ola, other]
    for person in nobody:
        before = Entry.objects.count()
        with pytest.raises(Refused):
            deed(person, mo)
        assert Entry.objects.count() == before
    before = Entry.objects.count()
    deed(other if moderators_may else sol, mo)
    assert Entry.objects.count() > before


@pytest.mark.usefixtures("_something_of_each")
def test_only_those_whose_hours_they_are_give_them_up(mo: Person, ada: Person, sol: Person) -> None:
    for person in (mo, ada):
        with pytest.raises(Refused):
            actions.cannot(_stretch(), actor=person)
        with pytest.raises(Refused):
            actions.ask_to_swap(_stretch(), sol, actor=person)
