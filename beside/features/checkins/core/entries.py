"""A check-in, and the month it is kept in, as plain values."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple

LOWEST: Final = 1
HIGHEST: Final = 5
GOOD: Final = 4  # Steady or Light


class Entry(NamedTuple):
    """How somebody was. ``day`` is the day where they lived then; ``at`` None where it was written down later.

    ``mood``, ``energy`` and ``sleep`` are 1 to 5; ``marks`` holds what their own trackers say, by the tracker's ref.
    """

    ref: str
    day: date
    at: datetime | None = None
    mood: int | None = None
    energy: int | None = None
    sleep: int | None = None
    line: str = ""
    marks: Mapping[str, float] = MappingProxyType({})

    @property
    def empty(self) -> bool:
        """Whether it says nothing at all."""
        return self.mood is self.energy is self.sleep is None and not self.line and not self.marks


def plain(entry: Entry) -> dict[str, Any]:
    """As it is kept; what was not said takes no room."""
    kept: dict[str, Any] = {"r": entry.ref, "d": entry.day.isoformat()}
    if entry.at is not None:
        kept["a"] = entry.at.astimezone(UTC).isoformat(timespec="seconds")
    for key, value in (("m", entry.mood), ("e", entry.energy), ("s", entry.sleep)):
        if value is not None:
            kept[key] = value
    if entry.line:
        kept["l"] = entry.line
    if entry.marks:
        kept["t"] = dict(entry.marks)
    return kept


def read(kept: Mapping[str, Any]) -> Entry:
    """From what was kept."""
    at = kept.get("a")
    return Entry(
        kept["r"],
        date.fromisoformat(kept["d"]),
        datetime.fromisoformat(at) if at else None,
        kept.get("m"),
        kept.get("e"),
        kept.get("s"),
        kept.get("l", ""),
        kept.get("t", {}),
    )


def read_between(kept: Iterable[Mapping[str, Any]], since: date, until: date) -> list[Entry]:
    """Those from the one day to the other, both included; of the others nothing is made."""
    first, last = since.isoformat(), until.isoformat()
    return [read(one) for one in kept if first <= one["d"] <= last]


def first_of(day: date) -> date:
    """The month a day is kept in."""
    return day.replace(day=1)


def put(entries: Iterable[Entry], entry: Entry) -> list[Entry]:
    """The month with this check-in in it, in place of the one with its ref."""
    return ordered([*(one for one in entries if one.ref != entry.ref), entry])


def without(entries: Iterable[Entry], ref: str) -> list[Entry]:
    """The month without this check-in."""
    return [one for one in entries if one.ref != ref]


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """By day; within a day as they were said, and what was written down later first."""
    return sorted(entries, key=lambda one: (one.day, one.at or datetime.min.replace(tzinfo=UTC), one.ref))
