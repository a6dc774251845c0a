"""Looking back in honest numbers: days, spans and comparisons, with how sure one can be of them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

FEWEST: Final = 10  # days on either side; below, nothing is compared
_Z: Final = 1.96  # 95 %
_MOST_ALIKE: Final = 0.9  # how alike days that follow each other are taken to be, at the most
_DAYS_APART: Final = 45  # longer spans are drawn by week, and from here by month: more rows nobody reads
_WEEKS_APART: Final = 400


# A day and its value. Where ten years make thousands of them they stay plain pairs, which cost a fifth of a Point.
Pair = tuple[date, float]


class Point(NamedTuple):
    """A value on a day."""

    day: date
    value: float


class Bucket(NamedTuple):
    """A day, week or month in a chart: the middle of its values, and how far they reach."""

    first: date
    last: date
    mean: float
    low: float
    high: float
    days: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Good days in two spans. ``verdict`` is "more", "fewer", "alike" (or too close to tell) or "few" (days)."""

    good: int
    days: int
    good_before: int
    days_before: int
    verdict: str
    low: float
    high: float


def by_day(points: Iterable[Pair]) -> list[Point]:
    """One point a day: the middle of that day's."""
    return [Point(day, value) for day, value in _by_day(points)]


def _by_day(points: Iterable[Pair]) -> list[Pair]:
    """The same as plain pairs; most days have one value, and those are only carried over."""
    held: dict[date, float] = {}
    several: dict[date, list[float]] = {}
    for day, value in points:
        if day in held:
            several.setdefault(day, [held[day]]).append(value)
        else:
            held[day] = value
    for day, values in several.items():
        held[day] = sum(values) / len(values)
    return [(day, held[day]) for day in sorted(held)]


def unit_of(since: date, until: date) -> str:
    """How a span is drawn: "day", "week" or "month"."""
    span = (until - since).days
    if span <= _DAYS_APART:
        return "day"
    return "week" if span <= _WEEKS_APART else "month"


def buckets(points: Iterable[Pair], unit: str) -> list[Bucket]:
    """Days put together by ``unit``; where nothing was said there is no bucket."""
    days = _by_day(points)
    if unit == "day":
        return [Bucket(day, day, value, value, value, 1) for day, value in days]
    found: list[Bucket] = []
    first = last = date.min
    values: list[float] = []
    for day, value in days:
        if day > last:
            found += _bucket(first, last, values)
            first = _first(day, unit)
            last, values = _last(first, unit), []
        values.append(value)
    return found + _bucket(first, last, values)


def _bucket(first: date, last: date, values: Sequence[float]) -> list[Bucket]:
    if not values:
        return []
    return [Bucket(first, last, sum(values) / len(values), min(values), max(values), len(values))]


def _first(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _last(first: date, unit: str) -> date:
    if unit == "week":
        return first + timedelta(days=6)
    return next_month(first) - timedelta(days=1) if unit == "month" else first


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def span_before(since: date, until: date) -> tuple[date, date]:
    """The span as long, just before."""
    return since - (until - since) - timedelta(days=1), since - timedelta(days=1)


def compare(now: Iterable[Pair], before: Iterable[Pair], good: float) -> Compared:
    """Whether there are more good days now than before.

    Days that follow each other are alike, so ten of them tell less than ten drawn apart: each side counts as fewer days
    by how alike they are. The bounds are for the difference in share (Newcombe's score interval, 95 %).
    """
    here, there = by_day(now), by_day(before)
    flags, flags_before = [one.value >= good for one in here], [one.value >= good for one in there]
    found = (sum(flags), len(flags), sum(flags_before), len(flags_before))
    if min(len(flags), len(flags_before)) < FEWEST:
        return Compared(*found, "few", -1.0, 1.0)
    low, high = _difference(here, flags, there, flags_before)
    verdict = "more" if low > 0 else "fewer" if high < 0 else "alike"
    return Compared(*found, verdict, low, high)


def _difference(
    here: Sequence[Point], flags: Sequence[bool], there: Sequence[Point], flags_before: Sequence[bool]
) -> tuple[float, float]:
    share, share_before = sum(flags) / len(flags), sum(flags_before) / len(flags_before)
    low, high = wilson(share, counts_as(here, flags))
    low_before, high_before = wilson(share_before, counts_as(there, flags_before))
    difference = share - share_before
    return (
        difference - math.hypot(share - low, high_before - share_before),
        difference + math.hypot(high - share, share_before - low_before),
    )


def counts_as(days: Sequence[Point], flags: Sequence[bool]) -> float:
    """As how many independent days these count: fewer, the more alike two days are that follow each other."""
    count = len(flags)
    mean = sum(flags) / count
    pairs = [
        (flags[index], flags[index + 1])
        for index in range(count - 1)
        if (days[index + 1].day - days[index].day).days == 1
    ]
    spread = mean * (1 - mean)
    if not pairs or not spread:
        return float(count)
    alike = sum((one - mean) * (other - mean) for one, other in pairs) / len(pairs) / spread
    alike = min(max(alike, 0.0), _MOST_ALIKE)
    return count * (1 - alike) / (1 + alike)


def wilson(share: float, count: float) -> tuple[float, float]:
    """Wilson's bounds of a share seen in ``count`` days, 95 %."""
    square = _Z * _Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _Z / (1 + square / count) * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def a_year_before(day: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
