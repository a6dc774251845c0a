"""What can honestly be said of how long answers take."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

ENOUGH: Final = 10
"""Fewer recent waits than this make no estimate, and in a report no figure."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Half waited no longer than ``median``, nineteen in twenty no longer than ``p95``."""

    median: timedelta
    p95: timedelta
    waits: int


def usual(waits: Iterable[timedelta]) -> Usual | None:
    """Median and p95; None for fewer than ENOUGH. ValueError for a negative wait."""
    ordered = sorted(waits)
    if ordered and ordered[0] < timedelta(0):
        raise ValueError("a wait is not negative")
    if len(ordered) < ENOUGH:
        return None
    return Usual(_quantile(ordered, 0.5), _quantile(ordered, 0.95), len(ordered))


def _quantile(ordered: Sequence[timedelta], share: float) -> timedelta:
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def gini(loads: Iterable[float]) -> float:
    """How unevenly something is shared: 0 all alike, towards 1 one has all. 0 where there is nothing to share."""
    ordered = sorted(loads)
    total = sum(ordered)
    if not ordered or total <= 0:
        return 0.0
    count = len(ordered)
    weighted = sum((2 * (place + 1) - count - 1) * load for place, load in enumerate(ordered))
    return weighted / (count * total)
