"""The promise that a post carries: by when a first and a second person has answered, counted in staffed hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

Hours = tuple[tuple[int, str, str], ...]
"""(weekday with 0 for Monday, "HH:MM", "HH:MM") in a space's own zone; none means always. "24:00" ends a day."""
_WEEK: Final = 7
_LOOK_AHEAD: Final = 60
"""Days that are looked through; hours that never come make a promise that falls due at once."""


def hours_of(rows: Sequence[Sequence[object]]) -> Hours:
    """Hours as they are kept in a row, as this module takes them. What is not understood is left out."""
    found = []
    for row in rows:
        day, start, end = (*row, "", "", "")[:3]
        if isinstance(day, int) and 0 <= day < _WEEK and _minute(str(start)) < _minute(str(end)):
            found.append((day, str(start), str(end)))
    return tuple(sorted(found))


def _minute(clock: str) -> int:
    hour, _colon, minute = clock.partition(":")
    return int(hour) * 60 + int(minute) if hour.isdigit() and minute.isdigit() else -1


def staffed(moment: datetime, hours: Hours, zone: ZoneInfo) -> bool:
    """Whether somebody is there at ``moment`` (aware)."""
    return not hours or any(start <= moment < end for start, end in _stretches(moment, hours, zone, 0))


def due(since: datetime, minutes: float, hours: Hours, zone: ZoneInfo) -> datetime:
    """When ``minutes`` of staffed time have passed after ``since`` (aware); real minutes across daylight saving."""
    left = timedelta(minutes=minutes)
    if not hours:
        return since + left
    for start, end in _stretches(since, hours, zone, _LOOK_AHEAD):
        begin = max(start, since)
        if end <= begin:
            continue
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return since


def _stretches(since: datetime, hours: Hours, zone: ZoneInfo, days: int) -> list[tuple[datetime, datetime]]:
    first = since.astimezone(zone).date()
    return [
        stretch
        for ahead in range(-1, days + 1)
        for stretch in _of_day((first + timedelta(days=ahead)).toordinal(), hours, zone)
    ]


@lru_cache(maxsize=4096)
def _of_day(day: int, hours: Hours, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
    date = datetime.fromordinal(day).date()
    found = []
    for weekday, start, end in hours:
        if weekday == date.weekday():
            found.append((_at(date.toordinal(), start, zone), _at(date.toordinal(), end, zone)))
    return tuple(found)


def _at(day: int, clock: str, zone: ZoneInfo) -> datetime:
    minute = _minute(clock)
    date = datetime.fromordinal(day + minute // 1440).date()
    utc = ZoneInfo("UTC")
    return datetime.combine(date, time(minute % 1440 // 60, minute % 60), zone).astimezone(utc)


@dataclass(frozen=True, slots=True)
class Promise:
    """By when a first and a second person has answered."""

    first: datetime
    second: datetime


def promise(since: datetime, first_within: int, second_within: int, hours: Hours, zone: ZoneInfo) -> Promise:
    """The promise of a post written at ``since``; minutes of staffed time."""
    return Promise(due(since, first_within, hours, zone), due(since, max(first_within, second_within), hours, zone))
