"""What these tests share."""

from collections.abc import Iterator

import pytest

from beside.foundation.accounts.models import Person
from beside.foundation.profiles import actions, limiting
from beside.foundation.profiles.actions import Said
from beside.foundation.profiles.models import Experience, LivedExperience, SeenBy, Stance
from beside.foundation.talk.models import Kind, Seat, Talk


@pytest.fixture(autouse=True)
def _counts_begin_anew() -> Iterator[None]:
    """What one test did often does not refuse another."""
    limiting.forget_all()
    yield
    limiting.forget_all()


@pytest.fixture
def the_list(db: None) -> None:
    """The starting list, loaded."""
    actions.load_experiences()


def say(
    person: Person, key: str, seen_by: str = SeenBy.MATCHES, words: str = "", stance: str = Stance.LIVING
) -> LivedExperience:
    """Let ``person`` say something of themselves."""
    return actions.say_lived(Experience.objects.get(key=key), Said(stance, 2, seen_by, words), actor=person)


def match(*people: Person) -> Talk:
    """Seat people in a one-to-one talk."""
    talk = Talk.objects.create(kind=Kind.DIRECT)
    for person in people:
        Seat.objects.create(talk=talk, person=person)
    return talk
