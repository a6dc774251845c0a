"""A group that Ada and Ben are in and Sol leads, as tests find it."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from beside.features.groups import joining, planning
from beside.features.groups.models import Group
from beside.foundation.accounts.models import Person

MakeGroup = Callable[..., Group]
GIVEN: dict[str, Any] = {
    "name": "Tuesday circle", "purpose": "For low days.", "format": "", "experience": None, "identity": "",
    "youngest": None, "oldest": None,
    "language": "en", "joining": "open", "least": 2, "size": 3, "agreements": ["What is said here stays."],
    "link": "", "rhythm": "weekly", "first_day": date(2027, 1, 5), "clock_time": time(19), "minutes": 75,
    "times": None, "time_zone": "Europe/London", "keep_days": 30,
}  # fmt: skip


@pytest.fixture
def make_group(ola: Person) -> MakeGroup:
    """``make_group(size=2)``: a group nobody is in yet."""

    def make(**given: Any) -> Group:
        return planning.make(GIVEN | given, actor=ola)

    return make


@pytest.fixture
def circle(make_group: MakeGroup, ada: Person, ben: Person, sol: Person, ola: Person) -> Group:
    """A weekly group with Ada and Ben in it, led by Sol; one seat is free."""
    group = make_group()
    planning.set_facilitator(group, sol, True, actor=ola)
    for person in (ada, ben):
        joining.join(group, actor=person)
    return group
