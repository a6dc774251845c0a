"""Charts as SVG of our own: shapes alone, coloured by the page's style sheet; words and figures stand in HTML around.

The picture stretches to its place. Lines keep their width (``vector-effect``); a dot is a line of no length with round
ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from beside.features.checkins.core.looking import Bucket, Point

_WIDE: Final = 1000
_HIGH: Final = 100
_GAP_DAYS: Final = {"day": 1, "week": 7, "month": 31}


@dataclass(frozen=True, slots=True)
class Scale:
    """From values and days to places in the picture. ``rows`` leaves half a row free above and below, for words."""

    since: date
    until: date
    lowest: float
    highest: float
    rows: bool

    def x(self, day: date) -> float:
        """Across."""
        return self.xs([day.toordinal()])[0]

    def y(self, value: float) -> float:
        """Down."""
        return self.ys([value])[0]

    def xs(self, ordinals: Iterable[int]) -> list[float]:
        """Across, for many days by their ordinals: ten years of them make one picture."""
        since = self.since.toordinal()
        span = max(self.until.toordinal() - since, 1)
        return [round(min(max((one - since) / span, 0.0), 1.0) * _WIDE, 1) for one in ordinals]

    def ys(self, values: Iterable[float]) -> list[float]:
        """Down, for many values."""
        margin = 0.5 if self.rows else 0.0
        span, top = self.highest - self.lowest + 2 * margin or 1.0, self.highest + margin
        return [round((top - value) / span * _HIGH, 1) for value in values]


def _middles(found: Iterable[Bucket]) -> list[int]:
    """The ordinals of the days in the middle of each."""
    return [(one.first.toordinal() + one.last.toordinal()) // 2 for one in found]


def chart(found: Sequence[Bucket], scale: Scale, unit: str, events: Iterable[date], label: str) -> SafeString:
    """Buckets as dots, joined where one follows the other, over how far their values reach; marked days upright."""
    shapes = [_path("grid", _grid(scale)), _path("event", _uprights(events, scale))]
    across = scale.xs(_middles(found))
    if unit != "day":
        shapes.append(_path("reach", _reach(found, across, scale)))
    spots = [f"{x} {y}" for x, y in zip(across, scale.ys(one.mean for one in found), strict=True)]
    shapes += [_path("line", _joined(found, spots, unit)), _path("dot", "".join(f"M{spot}h0" for spot in spots))]
    return _picture(shapes, label, "chart-picture")


def _grid(scale: Scale) -> str:
    steps = range(int(scale.lowest), int(scale.highest) + 1) if scale.rows else (scale.lowest, scale.highest)
    return "".join(f"M0 {scale.y(step)}H{_WIDE}" for step in steps)


def _uprights(days: Iterable[date], scale: Scale) -> str:
    return "".join(f"M{scale.x(day)} 0V{_HIGH}" for day in days if scale.since <= day <= scale.until)


def _reach(found: Sequence[Bucket], across: Sequence[float], scale: Scale) -> str:
    highs, lows = scale.ys(one.high for one in found), scale.ys(one.low for one in found)
    return "".join(f"M{x} {high}V{low}" for x, high, low in zip(across, highs, lows, strict=True) if high != low)


def _joined(found: Sequence[Bucket], spots: Iterable[str], unit: str) -> str:
    """A gap stays a gap: nothing is drawn over days on which nothing was said."""
    said, before = [], None
    for one, spot in zip(found, spots, strict=True):
        follows = before is not None and (one.first - before.first).days <= _GAP_DAYS[unit]
        said.append(f"{'L' if follows else 'M'}{spot}")
        before = one
    return "".join(said)


def scores(points: Sequence[Point], scale: Scale, events: Iterable[date], label: str) -> SafeString:
    """Single scores, weeks apart: dots joined throughout."""
    line = "".join(
        f"{'L' if number else 'M'}{scale.x(one.day)} {scale.y(one.value)}" for number, one in enumerate(points)
    )
    dots = "".join(f"M{scale.x(one.day)} {scale.y(one.value)}h0" for one in points)
    shapes = [_path("grid", _grid(scale)), _path("event", _uprights(events, scale))]
    return _picture([*shapes, _path("line", line), _path("dot", dots)], label, "chart-picture")


def strip(days: Iterable[date], scale: Scale, label: str) -> SafeString:
    """Days alone: a line, and a dot on it for each."""
    dots = "".join(f"M{scale.x(day)} {_HIGH / 2}h0" for day in days)
    return _picture([_path("grid", f"M0 {_HIGH / 2}H{_WIDE}"), _path("dot", dots)], label, "chart-picture strip")


def year(days: Iterable[Point], label: str) -> SafeString:
    """Every day of a year: a row for each month, and in it an upright whose height is that day's mood."""
    levels: dict[int, list[str]] = {}
    across = [round((day - 0.5) / 31 * _WIDE, 1) for day in range(32)]
    feet = [round(month / 12 * _HIGH - 0.8, 2) for month in range(13)]
    tall = [-round(level / 5 * (_HIGH / 12 - 2), 2) for level in range(6)]
    for one in days:
        level = min(5, max(1, round(one.value)))
        levels.setdefault(level, []).append(f"M{across[one.day.day]} {feet[one.day.month]}v{tall[level]}")
    shapes = [_path("grid", "".join(f"M0 {round(row / 12 * _HIGH, 2)}H{_WIDE}" for row in range(1, 13)))]
    shapes += [_path(f"bar m{level}", "".join(parts)) for level, parts in sorted(levels.items())]
    return _picture(shapes, label, "chart-picture year")


def _path(name: str, d: str) -> SafeString:
    # Both are our own: a name from above, and numbers.
    return SafeString(f'<path class="{name}" d="{d}"/>' if d else "")


def _picture(shapes: Iterable[SafeString], label: str, name: str) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        name, _WIDE, _HIGH, label, mark_safe("".join(shapes)),  # noqa: S308 - paths made above, of numbers
    )  # fmt: skip


def table(columns: Iterable[str], rows: Iterable[Iterable[object]], known: "Escaped | None" = None) -> SafeString:
    """What a chart shows, as a table; its first column names the row. ``known``: what other tables say, too."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in columns)
    body, known = [], Escaped() if known is None else known
    for first, *rest in rows:
        cells = "".join([f"<td>{known[one]}</td>" for one in rest])
        body.append(f'<tr><th scope="row">{known[first]}</th>{cells}</tr>')
    made = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    return mark_safe(made)  # noqa: S308 - every cell was escaped above


class Escaped(dict[object, str]):
    """Escaped words by what they stand for: the tables of a page say few of them many times. It goes with the page."""

    def __missing__(self, one: object) -> str:
        return self.setdefault(one, escape(str(one)))


def listed(tag: str, words: Iterable[object]) -> SafeString:
    """Each in an element of its own; ``tag`` is ours."""
    return SafeString("".join(f"<{tag}>{escape(str(one))}</{tag}>" for one in words))


def thirds(since: date, until: date) -> list[date]:
    """The days written under a chart: its beginning, middle and end."""
    return [since, since + timedelta(days=(until - since).days // 2), until]
