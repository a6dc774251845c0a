"""What *Looking back* shows: words first, then a chart, and its table beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beside.core import dates
from beside.features.checkins import drawing, hooks, measures, queries, saying
from beside.features.checkins.core import looking
from beside.features.checkins.core.entries import GOOD, Entry
from beside.features.checkins.core.looking import Bucket, Pair, Point
from beside.features.checkins.queries import Marked, Result, Tracked
from beside.features.checkins.words import ENERGY, MOODS, SLEEP
from beside.foundation.accounts.models import Person

RANGES: Final = {"30": 30, "90": 92, "365": 365}


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: ``said`` in words, ``axis`` from above, ``under`` from the left, and the same as a table; all as HTML.

    ``look`` is "rows" where the axis names each row, "strip" where days are only there or not.
    """

    key: str
    title: str
    said: SafeString
    picture: SafeString
    axis: SafeString
    under: SafeString
    table: SafeString
    look: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One thing that was done, and on which days: ``said`` in words, and a dot for each day."""

    name: str
    said: str
    picture: SafeString


@dataclass(frozen=True, slots=True)
class Strips:
    """Things that were done, one under the other, over the same days; and the same as a table."""

    key: str
    title: str
    strips: tuple[Strip, ...]
    under: SafeString
    table: SafeString


@dataclass(frozen=True, slots=True)
class Span:
    """The days looked at, and how they are put together."""

    since: date
    until: date
    unit: str
    name: str
    events: tuple[Marked, ...]
    under: SafeString  # what stands under each chart
    said: "_Said"  # the first day of a bucket, in words
    known: drawing.Escaped = field(default_factory=drawing.Escaped)

    @property
    def days(self) -> list[date]:
        """The marked days."""
        return [one.day for one in self.events]


class _Said(dict[date, str]):
    """Days, weeks or months by their first day, in words; every chart of a page says the same ones."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit, self._week = unit, _("Week of %(day)s")

    def __missing__(self, first: date) -> str:
        if self._unit == "month":
            return self.setdefault(first, dates.formatted(first, "F Y"))
        day = dates.day(first)
        return self.setdefault(first, self._week % {"day": day} if self._unit == "week" else day)


def _span(since: date, until: date, name: str, events: Iterable[Marked]) -> Span:
    under = drawing.listed("span", (short(day, until) for day in drawing.thirds(since, until)))
    unit = looking.unit_of(since, until)
    return Span(since, until, unit, name, tuple(events), under, _Said(unit))


def short(day: date, until: date) -> str:
    """A day in few letters; with its year where that is not clear."""
    near = (until - day).days < 300
    return dates.formatted(day, "j M" if near else "M Y")


def look(person: Person, name: str, today: date) -> dict[str, Any]:
    """Everything for one range: "30", "90", "365" or "all"."""
    days = RANGES.get(name)
    since = today - timedelta(days=days - 1) if days else None
    held = queries.entries(person, looking.span_before(since, today)[0] if since else date.min, today)
    results = [one for one in queries.results(person, since=since) if one.day <= today]
    begin = since or min(
        [today - timedelta(days=29), *(one.day for one in held[:1]), *(one.day for one in results[:1])]
    )
    span = _span(begin, today, name, queries.events(person, begin, today))
    now = [one for one in held if one.day >= begin]
    return {
        "span": span,
        "name": name,
        "charts": [
            *_moods(now, [one for one in held if one.day < begin], span),
            *_measures(results, span),
            *_tracked(now, queries.trackers(person, archived=True), span),
        ],
        "doings": [_strips(key, one, span) for key, one in hooks.doings_of(person, begin, today).items()],
        "any": bool(held or results),
        "ago": a_year_ago(person, today),
    }


def _moods(now: Sequence[Entry], before: Sequence[Entry], span: Span) -> Iterable[Chart]:
    moods = [(one.day, one.mood) for one in now if one.mood is not None]
    if moods:
        earlier = [(one.day, one.mood) for one in before if one.mood is not None]
        said = saying.of_moods(looking.compare(moods, earlier, GOOD), span.name, span.since)
        yield _of_words("mood", _("How it was"), moods, MOODS, span, said)
    for key, title, words in (("energy", _("Strength"), ENERGY), ("sleep", _("Sleep"), SLEEP)):
        points = [(one.day, value) for one in now if (value := getattr(one, key)) is not None]
        if points:
            yield _of_words(key, title, points, words, span, (saying.middle(points, words),))


def _of_words(key: str, title: str, points: Sequence[Pair], words: Any, span: Span, said: tuple[str, ...]) -> Chart:
    found = looking.buckets(points, span.unit)
    scale = drawing.Scale(span.since, span.until, 1, 5, rows=True)
    names = [str(words[value]) for value in (1, 2, 3, 4, 5)]
    rows: Iterable[tuple[object, ...]]
    if span.unit == "day":
        columns: tuple[str, ...] = (_("Day"), title)
        rows = ((span.said[one.first], _near(names, one.mean)) for one in found)
    else:
        columns = (_("When"), _("In the middle"), _("Lowest"), _("Highest"), _("Days"))
        rows = (
            (span.said[one.first], *(_near(names, value) for value in (one.mean, one.low, one.high)), one.days)
            for one in found
        )
    return Chart(
        key, title, drawing.listed("p", said),
        drawing.chart(found, scale, span.unit, span.days, _label(title, said)),
        drawing.listed("li", reversed(names)), span.under, drawing.table(columns, rows, span.known), "rows",
    )  # fmt: skip


def _near(names: Sequence[str], mean: float) -> str:
    return names[min(5, max(1, round(mean))) - 1]


def _label(title: str, said: Iterable[str]) -> str:
    return ". ".join([title, *(one.rstrip(".") for one in said), _("The same stands in the table below")]) + "."


def _measures(results: Sequence[Result], span: Span) -> Iterable[Chart]:
    for measure in measures.shipped().values():
        found = [one for one in results if one.measure == measure.id]
        if not found:
            continue
        points = [Point(one.day, one.score) for one in found]
        said = saying.of_results(found, measure)
        scale = drawing.Scale(span.since, span.until, measure.lowest, measure.highest, rows=False)
        rows = ((dates.day(one.day), one.score) for one in found)
        yield Chart(
            measure.id, measure.name, drawing.listed("p", said),
            drawing.scores(points, scale, span.days, _label(measure.name, said)),
            drawing.listed("li", (measure.highest, measure.lowest)), span.under,
            drawing.table((_("Day"), _("Result")), rows, span.known),
        )  # fmt: skip


def _tracked(now: Sequence[Entry], trackers: Iterable[Tracked], span: Span) -> Iterable[Chart]:
    for one in trackers:
        points = [(entry.day, entry.marks[one.ref]) for entry in now if one.ref in entry.marks]
        if points:
            yield _of_days(one, points, span) if one.kind == "yes" else _of_numbers(one, points, span)


def _of_days(one: Tracked, points: Sequence[Pair], span: Span) -> Chart:
    """On how many days: a dot for each, or a count for each week or month."""
    found = [
        Bucket(each.first, each.last, each.days, each.days, each.days, each.days)
        for each in looking.buckets(points, span.unit)
    ]
    days = sum(each.days for each in found)
    said = (_on_days(days),)
    most = {"day": 1, "week": 7, "month": 31}[span.unit]
    drawn = _numbers(one.ref, one.name, found, (0, most), span, said, _("Days"))
    return replace(drawn, look="strip") if span.unit == "day" else drawn


def _of_numbers(one: Tracked, points: Sequence[Pair], span: Span) -> Chart:
    found = looking.buckets(points, span.unit)
    low, high = (0.0, 10.0) if one.kind == "strength" else _ends(value for _day, value in points)
    middle = sum(value for _day, value in points) / len(points)
    said = (_("In the middle: %(value)s.") % {"value": f"{middle:.3g} {one.unit}".strip()},)
    return _numbers(one.ref, one.name, found, (low, high), span, said, one.unit or _("In the middle"))


def _ends(values: Iterable[float]) -> tuple[float, float]:
    held = list(values)
    low, high = min(0.0, *held), max(held)
    return (low, high) if high > low else (low, low + 1)


def _numbers(
    key: str, title: str, found: Sequence[Bucket], ends: tuple[float, float], span: Span, said: tuple[str, ...], of: str
) -> Chart:
    scale = drawing.Scale(span.since, span.until, *ends, rows=False)
    rows = ((span.said[one.first], f"{one.mean:.3g}") for one in found)
    return Chart(
        key, title, drawing.listed("p", said),
        drawing.chart(found, scale, span.unit, span.days, _label(title, said)),
        drawing.listed("li", (f"{ends[1]:g}", f"{ends[0]:g}")), span.under,
        drawing.table((_("When"), of), rows, span.known),
    )  # fmt: skip


def _on_days(days: int) -> str:
    return ngettext("On one day.", "On %(days)s days.", days) % {"days": days}


def _strips(key: str, done: hooks.Doings, span: Span) -> Strips:
    scale = drawing.Scale(span.since, span.until, 0, 1, rows=False)
    strips = []
    for name, days in done.rows:
        said = _on_days(len(days))
        strips.append(Strip(name, said, drawing.strip(days, scale, f"{name}. {said}")))
    rows = ((name, len(days), dates.day(days[0]), dates.day(days[-1])) for name, days in done.rows)
    table = drawing.table((done.title, _("Days"), _("First"), _("Last")), rows, span.known)
    return Strips(key, done.title, tuple(strips), span.under, table)


def a_year_ago(person: Person, today: date) -> Entry | None:
    """A line the person wrote a year ago, on the day or within three days of it; the nearest."""
    day = looking.a_year_before(today)
    near = timedelta(days=3)
    found = [one for one in queries.entries(person, day - near, day + near) if one.line]
    return min(found, key=lambda one: abs((one.day - day).days), default=None)


def year(person: Person, number: int, today: date) -> dict[str, Any]:
    """Every day of a year, and each month in words."""
    first, last = date(number, 1, 1), min(date(number, 12, 31), today)
    held = queries.entries(person, first, last)
    days = looking.by_day(Point(one.day, one.mood) for one in held if one.mood is not None)
    mine: list[list[int]] = [[] for _month in range(12)]
    for one in days:
        mine[one.day.month - 1].append(round(one.value))
    months = [dates.formatted(date(number, month, 1), "F") for month in range(1, 13)]
    rows = [(name, len(some), *(some.count(mood) for mood in MOODS)) for name, some in zip(months, mine, strict=True)]
    columns = (_("Month"), _("Days"), *(str(word) for word in MOODS.values()))
    label = _("How each day of %(year)s was. The same stands in the table below.") % {"year": number}
    return {
        "year": number,
        "picture": drawing.year(days, label) if days else "",
        "months": [name[:3] for name in months],
        "table": drawing.table(columns, rows),
        "events": queries.events(person, first, last),
        "good": sum(one.value >= GOOD for one in days),
        "count": len(days),
    }
