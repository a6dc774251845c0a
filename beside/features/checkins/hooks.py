"""What others hand in for looking back: goals, exercises used, whatever moves over time.

A feature never imports a feature; whatever joins them (a journey, or ``config``) registers here at start-up:
``register_series("goals", lines)``, where ``lines(person, since, until)`` gives the person's own lines.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from beside.features.checkins.core.looking import Point
from beside.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: what it is called, its points, and the ends of its scale (None: as far as they reach).

    ``in_days``: its points are days on which something was done; there is nothing to measure on them.
    """

    title: str
    points: tuple[Point, ...]
    lowest: float | None = None
    highest: float | None = None
    in_days: bool = False


Lines = Callable[[Person, date, date], Iterable[Line]]
_series: Final[dict[str, Lines]] = {}


def register_series(name: str, lines: Lines) -> None:
    """Show what ``lines(person, since, until)`` gives on *Looking back*. Raises ``ValueError`` for a name twice."""
    if name in _series:
        raise ValueError(f"series {name} is registered twice")
    _series[name] = lines


def forget_series(name: str) -> None:
    """For tests: as if it had never been registered."""
    _series.pop(name, None)


def lines_of(person: Person, since: date, until: date) -> list[Line]:
    """Everything others hand in about this person's days."""
    return [line for lines in _series.values() for line in lines(person, since, until) if line.points]
