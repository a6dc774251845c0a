"""Who is next: urgency first, then waiting, and nobody overtaken for ever."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from beside.journeys.matching.core.people import SEVERITY_MOST, Seeker
from beside.journeys.matching.core.pool import Pool
from beside.journeys.matching.core.rank import Match, rank

HEAD_START = timedelta(minutes=20)
"""What one step of severity is worth: it counts as having asked this much earlier."""
OVERTAKE_WITHIN = HEAD_START * SEVERITY_MOST
"""The bound: nobody who asked this long after somebody, or longer, ever goes before them."""
OVERTAKEN_MOST = 5
"""The other bound: after this many later ones went first, no further one does."""
WAITS_NEEDED = 5
"""Fewer recent waits than this make no estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request that waits.

    `severity` 0..3 is from the person's own words or choice; `since` (aware) is when the wait began, for a
    request for later its hour; `overtaken` is how many who asked later went first (see `overtaken_by`).
    """

    id: int
    severity: int
    since: datetime
    seeker: Seeker
    overtaken: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.severity <= SEVERITY_MOST:
            raise ValueError(f"severity is 0..{SEVERITY_MOST}, not {self.severity!r}")
        if self.since.tzinfo is None:
            raise ValueError("since needs a time zone")


@dataclass(frozen=True, slots=True)
class Estimate:
    """How long others waited lately: half no longer than `usual`, nine in ten no longer than `mostly`.

    `longer` when more people wait ahead than peers are here, so that it may well take longer than those did.
    """

    usual: timedelta
    mostly: timedelta
    longer: bool
    waits: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A request and the peer to ask for it."""

    request: int
    match: Match


def order(waiting: Iterable[Waiting], now: datetime) -> list[Waiting]:
    """Everybody who waits, next first; the same whatever order they came in.

    A request counts as made HEAD_START x severity earlier than it was. Time then decides, so one made
    OVERTAKE_WITHIN later can at the very best draw level, and the earlier goes first. Somebody overtaken
    OVERTAKEN_MOST times gets the greatest head start there is, so nobody later can count as earlier.
    A `since` in the future (clocks differ) counts as now. ValueError when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    return sorted(waiting, key=lambda one: _counts_from(one, now))


def overtaken_by(served: Waiting, waiting: Iterable[Waiting]) -> list[Waiting]:
    """Those still waiting who asked before the one now served: each is overtaken once more."""
    return [one for one in waiting if one.id != served.id and _asked(one) < _asked(served)]


def estimate(recent_waits: Sequence[timedelta], ahead: int, peers_here: int) -> Estimate | None:
    """Median and nine-in-ten of recent waits; None when fewer than WAITS_NEEDED or nobody is here.

    The figures are never scaled by a guess: what is different now is said by `longer`. `ahead` counts people
    who wait before this one. ValueError on a negative wait or count.
    """
    if ahead < 0 or peers_here < 0 or any(wait < timedelta(0) for wait in recent_waits):
        raise ValueError("waits and counts are not negative")
    if len(recent_waits) < WAITS_NEEDED or not peers_here:
        return None
    waits = sorted(recent_waits)
    mostly = waits[math.ceil(len(waits) * 0.9) - 1]
    usual = timedelta(seconds=statistics.median(wait.total_seconds() for wait in waits))
    return Estimate(usual, mostly, ahead >= peers_here, len(waits))


def assign(waiting: Iterable[Waiting], pool: Pool, now: datetime) -> list[Offer]:
    """Whom to ask for whom, in one pass: each in fair order gets the best peer who is still free for them.

    Nobody is offered beyond their room, counting the offers made in this pass. Somebody whom no free peer may
    meet gets no offer and holds nobody up: no later person is given a peer that the earlier could have had.
    """
    room = pool.columns.room.copy()
    offers = []
    for one in order(waiting, now):
        best = rank(one.seeker, pool, 1, room=room)
        if best:
            room[pool.rows([best[0].candidate])] -= one.seeker.weight
            offers.append(Offer(one.id, best[0]))
    return offers


def _asked(one: Waiting) -> tuple[datetime, int]:
    return one.since, one.id


def _counts_from(one: Waiting, now: datetime) -> tuple[datetime, datetime, int]:
    steps = SEVERITY_MOST if one.overtaken >= OVERTAKEN_MOST else one.severity
    return min(one.since, now) - HEAD_START * steps, one.since, one.id
