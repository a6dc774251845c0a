"""What one's own record says, and how little it says while there is little of it. Plain Python.

A try is how strong something was before and after, from 0 to 10. Feelings change by themselves, too: nothing here says
that a strategy did it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

ENOUGH: Final = 3  # tries with both numbers, before anything is said of them
LATELY: Final = 6  # of so many newest tries we speak
TOO_EARLY, OFTEN, SOMETIMES, SELDOM = "too_early", "often", "sometimes", "seldom"
_OFTEN, _SOMETIMES = 0.66, 0.34
# The picture, in its own units.
WIDTH, HEIGHT, EDGE = 120, 66, 8


@dataclass(frozen=True, slots=True)
class Try:
    """Once: which strategy, before and after (None where it was left out)."""

    key: str
    at: datetime
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Slope:
    """One line of the picture: from before at the left to after at the right."""

    before: int
    after: int
    y1: float
    y2: float


@dataclass(frozen=True, slots=True)
class Record:
    """What the newest tries of one strategy show. ``tried`` counts all, the rest those with both numbers."""

    key: str
    tried: int
    both: int
    lighter: int
    same: int
    heavier: int
    says: str
    last: datetime
    slopes: tuple[Slope, ...]


def records(tries: Iterable[Try]) -> list[Record]:
    """One record a strategy: those with something to say first, the more often lighter first, then the newest."""
    by_key: dict[str, list[Try]] = {}
    for one in tries:
        by_key.setdefault(one.key, []).append(one)
    found = [_record(key, rows) for key, rows in by_key.items()]
    return sorted(found, key=lambda row: (row.says == TOO_EARLY, -_share(row), -row.last.timestamp(), row.key))


def _record(key: str, rows: Sequence[Try]) -> Record:
    newest = sorted(rows, key=lambda one: one.at, reverse=True)
    pairs = [(one.before, one.after) for one in newest if one.before is not None and one.after is not None][:LATELY]
    lighter = sum(after < before for before, after in pairs)
    same = sum(after == before for before, after in pairs)
    heavier = len(pairs) - lighter - same
    slopes = tuple(Slope(before, after, _y(before), _y(after)) for before, after in reversed(pairs))
    says = _says(lighter, len(pairs))
    return Record(key, len(rows), len(pairs), lighter, same, heavier, says, newest[0].at, slopes)


def _says(lighter: int, both: int) -> str:
    if both < ENOUGH:
        return TOO_EARLY
    share = lighter / both
    return OFTEN if share >= _OFTEN else SOMETIMES if share >= _SOMETIMES else SELDOM


def _share(row: Record) -> float:
    return row.lighter / row.both if row.both >= ENOUGH else 0.0


def _y(value: int) -> float:
    """10 is at the top."""
    return round(EDGE + (10 - value) * (HEIGHT - 2 * EDGE) / 10, 1)
