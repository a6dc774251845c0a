"""Days on somebody's own clock."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

ARRIVES: Final = time(9)
"""When a letter for a day comes."""
FARTHEST: Final = timedelta(days=3660)
AWAY: Final = timedelta(days=14)
"""After so long somebody is greeted when they come back."""


def today(at: datetime, zone: tzinfo) -> date:
    """The day it is there."""
    return at.astimezone(zone).date()


def has_come(on_day: date, at: datetime, zone: tzinfo) -> bool:
    """Whether a letter for ``on_day`` is due at ``at`` where its writer lives."""
    return at.astimezone(zone) >= datetime.combine(on_day, ARRIVES, tzinfo=zone)


def may_wait_for(on_day: date, at: datetime, zone: tzinfo) -> bool:
    """Whether a letter can be written for this day: from tomorrow to ten years ahead."""
    here = today(at, zone)
    return here < on_day <= here + FARTHEST


def comes_back(last: date, here: date) -> bool:
    """Whether somebody who was last seen on ``last`` comes back after a while. A clock set back means nothing."""
    return here - last >= AWAY
