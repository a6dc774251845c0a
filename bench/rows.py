"""What every benchmark reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure. `bar` is what it must reach (None: for comparison); `held` whether it did."""

    name: str
    unit: str
    value: float
    bar: float | None = None
    held: bool | None = None


def at_most(name: str, unit: str, value: float, bar: float) -> Row:
    """A figure that is good when it is at most `bar`."""
    return Row(name, unit, value, bar, value <= bar)


# What DESIGN 7 asks of a page, in CPU-s per 1,000, and what a bare Django view cost where that was set ("3 to 4").
PAGE_BAR, BARE_THERE = 6.0, 3.5


def times(name: str, value: float, bar: float, bare: float, bare_there: float) -> Row:
    """How often the bare minimum of the same run; the bar as often as it was the bare minimum where it was set."""
    return at_most(f"{name}: times the bare minimum", "times", value / bare, bar / bare_there)


def shown(row: Row) -> str:
    """A row as one line for a terminal."""
    bar = "" if row.bar is None else f"  bar {row.bar:g}: {'held' if row.held else 'NOT HELD'}"
    return f"{row.name:<68} {row.value:>10.3f} {row.unit}{bar}"
