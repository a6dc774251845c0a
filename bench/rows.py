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


def shown(row: Row) -> str:
    """A row as one line for a terminal."""
    bar = "" if row.bar is None else f"  bar {row.bar:g}: {'held' if row.held else 'NOT HELD'}"
    return f"{row.name:<68} {row.value:>10.3f} {row.unit}{bar}"
