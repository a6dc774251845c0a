"""What tests of the meeting share: a list to choose from, peers who are there, and people who ask."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from beside.core.clock import now
from beside.foundation.accounts.models import Person, Role
from beside.foundation.profiles.listing import load_experiences
from beside.foundation.profiles.models import Experience, LivedExperience
from beside.foundation.safety import limiting
from beside.journeys.matching import actions, peering
from beside.journeys.matching.models import Availability, Request

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
Ask = Callable[..., Request]
BeHere = Callable[..., Availability]
Lives = Callable[..., LivedExperience]


@pytest.fixture(autouse=True)
def _counted_anew() -> Iterator[None]:
    limiting.forget()
    yield
    limiting.forget()


@pytest.fixture
def clock(db: None) -> Iterator[time_machine.Traveller]:
    """Noon on a Wednesday; ``clock.shift(minutes(3))`` goes on."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lives(db: None) -> Lives:
    """``lives(ada, "panic")``: says of a person what they live with, shown to matches unless said otherwise."""
    load_experiences()

    def say(person: Person, key: str, stance: str = "living", *, seen_by: str = "matches") -> LivedExperience:
        entry = Experience.objects.get(key=key)
        return LivedExperience.objects.create(person=person, experience=entry, stance=stance, seen_by=seen_by)

    return say


@pytest.fixture
def be_here(clock: time_machine.Traveller) -> BeHere:
    """``be_here(ben, capacity=2)``: for an hour from now."""

    def say(peer: Person, *, hours: float = 1, **more: object) -> Availability:
        here = peering.Here(until=now() + timedelta(hours=hours), **more)  # type: ignore[arg-type]
        return peering.be_here(here, actor=peer)

    return say


@pytest.fixture
def ask(clock: time_machine.Traveller) -> Ask:
    """``ask(ada, severity=2)``: asks, and lets Beside ask in order unless ``choosing``."""

    def say(person: Person, *, choosing: bool = False, **more: object) -> Request:
        request = actions.ask(actions.Wanted(**more), actor=person)  # type: ignore[arg-type]
        if not choosing:
            actions.let_beside_ask(request, actor=person)
        request.refresh_from_db()
        return request

    return say


@pytest.fixture
def dee(make_person: Callable[..., Person]) -> Person:
    """Another peer supporter."""
    return make_person("dee", "Linnet", Role.PEER_SUPPORTER)
