"""The days on which somebody moved a goal, and used something that helps."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _

from beside.features.checkins import hooks, keeping
from beside.features.checkins.core.looking import Point
from beside.features.checkins.hooks import Line
from beside.features.recovery import aiming
from beside.features.toolkit import queries as toolkit
from beside.foundation.accounts.models import Person

MOST: Final = 6


def register() -> None:
    """At start-up."""
    hooks.register_series("goals", goals)
    hooks.register_series("used", used)


def goals(person: Person, since: date, until: date) -> Iterator[Line]:
    """One line a goal: the days on which the person tried a step of it, changed it, let it go or had it done."""
    moved = aiming.moves(person, *_moments(person, since, until))
    for title, days in _most(person, moved):
        yield Line(_("Goal: %(title)s") % {"title": title}, days, in_days=True)


def used(person: Person, since: date, until: date) -> Iterator[Line]:
    """One line a strategy: the days on which it was used."""
    for name, days in _most(person, toolkit.uses(person, *_moments(person, since, until))):
        yield Line(_("Used: %(name)s") % {"name": name}, days, in_days=True)


def _moments(person: Person, since: date, until: date) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the last of the last, where the person lives."""
    zone = keeping.zone_of(person)
    begin = datetime.combine(since, time.min, tzinfo=zone)
    return begin, datetime.combine(until + timedelta(days=1), time.min, tzinfo=zone)


def _most(person: Person, found: Iterable[tuple[str, list[datetime]]]) -> list[tuple[str, tuple[Point, ...]]]:
    """Those on the most days, by name; a day counts once."""
    zone = keeping.zone_of(person)
    rows = [(name, sorted({at.astimezone(zone).date() for at in moments})) for name, moments in found]
    rows.sort(key=lambda row: (-len(row[1]), row[0]))
    return [(name, tuple(Point(day, 1.0) for day in days)) for name, days in rows[:MOST]]
