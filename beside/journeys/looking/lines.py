"""The days on which somebody moved a goal, and used something that helps."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _

from beside.features.checkins import hooks, keeping
from beside.features.checkins.hooks import Doings
from beside.features.recovery import aiming
from beside.features.toolkit import queries as toolkit
from beside.foundation.accounts.models import Person

MOST: Final = 6


def register() -> None:
    """At start-up."""
    hooks.register_doings("goals", goals)
    hooks.register_doings("used", used)


def goals(person: Person, since: date, until: date) -> Doings:
    """The days on which the person tried a step of a goal, changed it, let it go or had it done."""
    return Doings(_("My goals"), _most(person, aiming.moves(person, *_moments(person, since, until))))


def used(person: Person, since: date, until: date) -> Doings:
    """The days on which a strategy was used."""
    return Doings(_("What I used"), _most(person, toolkit.uses(person, *_moments(person, since, until))))


def _moments(person: Person, since: date, until: date) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the last of the last, where the person lives."""
    zone = keeping.zone_of(person)
    begin = datetime.combine(since, time.min, tzinfo=zone)
    return begin, datetime.combine(until + timedelta(days=1), time.min, tzinfo=zone)


def _most(person: Person, found: Iterable[tuple[str, list[datetime]]]) -> tuple[tuple[str, tuple[date, ...]], ...]:
    """Those on the most days, by name; a day counts once."""
    zone = keeping.zone_of(person)
    rows = [(name, tuple(sorted({at.astimezone(zone).date() for at in moments}))) for name, moments in found]
    return tuple(sorted(rows, key=lambda row: (-len(row[1]), row[0]))[:MOST])
