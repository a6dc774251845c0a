"""What others hand in for looking back: on which days somebody moved a goal, or used something that helps.

A feature never imports a feature; whatever joins them (a journey) registers here at start-up:
``register_doings("goals", goals)``, where ``goals(person, since, until)`` gives what the person did in those days.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from beside.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Doings:
    """One card: its title, and for each thing its name and the days on which it was done, each once, in order."""

    title: str
    rows: tuple[tuple[str, tuple[date, ...]], ...]


Give = Callable[[Person, date, date], Doings]
_given: Final[dict[str, Give]] = {}


def register_doings(name: str, give: Give) -> None:
    """Show what ``give(person, since, until)`` says on *Looking back*. Raises ``ValueError`` for a name twice."""
    if name in _given:
        raise ValueError(f"doings {name} are registered twice")
    _given[name] = give


def forget_doings(name: str) -> None:
    """For tests: as if they had never been registered."""
    _given.pop(name, None)


def doings_of(person: Person, since: date, until: date) -> dict[str, Doings]:
    """Everything the person did in these days, by the name it was registered under."""
    found = {name: give(person, since, until) for name, give in _given.items()}
    return {name: one for name, one in found.items() if one.rows}
