"""When a series meets: days by the group's own calendar, moments by its own clock through every clock change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from dateutil import rrule

_MOST: Final = 400  # days of one series that are ever laid out at once
_LOOKED_AT: Final = 2 * _MOST
_LAST: Final = 5
"""The fifth Tuesday is not in every month; whoever begins on one means the last."""


@dataclass(frozen=True, slots=True)
class Series:
    """A rhythm (``once``, ``weekly``, ``fortnightly``, ``monthly``) from a first day on, at a time of a clock."""

    rhythm: str
    first_day: date
    clock_time: time
    minutes: int
    zone: ZoneInfo
    times: int | None = None

    def days(self, until: date, pauses: Sequence[tuple[date, date]] = ()) -> list[date]:
        """The days it meets on up to and with ``until``, at most 400, without those in a pause (first, last).

        A course has all its sessions: what a pause takes comes after it.
        """
        if self.rhythm == "once":
            found = [self.first_day]
        else:
            found = [
                day.date() for day in rrule.rrule(dtstart=datetime.combine(self.first_day, time()), **self._every())
            ]
        met = [day for day in found if not any(first <= day <= last for first, last in pauses)]
        return [day for day in met[: self.times or _MOST] if day <= until]

    def _every(self) -> dict[str, Any]:
        if self.rhythm == "monthly":
            week = (self.first_day.day - 1) // 7 + 1
            weekday = rrule.weekday(self.first_day.weekday(), -1 if week == _LAST else week)
            return {"freq": rrule.MONTHLY, "byweekday": weekday, "count": _LOOKED_AT}
        return {"freq": rrule.WEEKLY, "interval": 2 if self.rhythm == "fortnightly" else 1, "count": _LOOKED_AT}

    def begins(self, day: date) -> datetime:
        """The moment of a day's session, in UTC.

        A clock time that a spring night leaves out is the same stretch after the change; one that an autumn night has
        twice is the first of the two (zoneinfo's ``fold=0``, PEP 495).
        """
        return datetime.combine(day, self.clock_time, self.zone).astimezone(UTC)

    def ends(self, day: date) -> datetime:
        """When it is over: so many minutes later, whatever the clocks do meanwhile."""
        return self.begins(day) + timedelta(minutes=self.minutes)
