"""The next people to ask, one private nudge each: the heaviest and longest waiting first, the most rested who fit.

Rings: peers of the space, then its hosts, then the staff. Bounds that hold whatever the input: nobody is asked twice
for the same post, nobody more often than they wished, nobody for their own post or somebody they are apart from, no
adult for a minor and no minor for an adult; a post never falls behind one that is a day younger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

RISK_MOST: Final = 3
HEAD_START: Final = timedelta(hours=8)
"""What one step of risk is worth: it counts as having waited this much longer. Three steps are a day, the bound."""
STANDS: Final = timedelta(minutes=5)
"""How long a nudge stands before the next is asked; later answers are as welcome."""
AWAY_FROM: Final = 0.25
"""Share of the promised time after which people are asked who are not here now; before, that would spend their wish."""
HOSTS_FROM: Final = 0.4
STAFF_FROM: Final = 0.7
"""Shares of the promised time after which hosts, and then staff, are asked as well."""
AT_ONCE: Final = (1, 2, 3)
"""People asked at the same time: where one has answered, where nobody has, for a post of risk or a late one."""
_FIT, _LOAD, _TODAY, _FRESH, _HERE = 1.0, 0.35, 0.5, 0.2, 2.0


class Ring(IntEnum):
    """Who is asked."""

    PEER = 0
    HOST = 1
    STAFF = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A post that waits. ``since`` and the dues are aware; ``answers`` counts other people who answered, 0 or 1.

    ``asked`` are those who were asked before, whether they passed or said nothing; ``standing`` how many nudges stand.
    """

    id: int
    space: int
    author: int
    since: datetime
    first_due: datetime
    second_due: datetime
    risk: int = 0
    topics: frozenset[str] = frozenset()
    answers: int = 0
    asked: frozenset[int] = frozenset()
    standing: int = 0
    newcomer: bool = False
    minor: bool = False

    @property
    def due(self) -> datetime:
        """When the answer that is still missing was promised."""
        return self.second_due if self.answers else self.first_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who may be asked. ``wish``: nudges a day they chose; ``today``: those of the last day; ``load``: posts
    they answered in the last week. ``here``: a page of theirs is open now. ``hosts`` are spaces they look after;
    ``staff`` are on duty now.
    """

    id: int
    spaces: frozenset[int] = frozenset()
    topics: frozenset[str] = frozenset()
    wish: int = 0
    today: int = 0
    load: int = 0
    last_at: datetime | None = None
    hosts: frozenset[int] = frozenset()
    staff: bool = False
    here: bool = False
    welcomes: bool = False
    minor: bool = False
    apart: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Nudge:
    """One person to ask for one post."""

    post: int
    person: int
    ring: Ring


def order(waiting: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """Next first: nobody answered before one answered, then as if each step of risk had waited HEAD_START longer."""
    return sorted(waiting, key=lambda one: (one.answers > 0, min(one.since, now) - HEAD_START * one.risk, one.id))


def gone(post: Waiting, now: datetime) -> float:
    """How much of the promised time has passed, as a share."""
    return (now - post.since).total_seconds() / max((post.due - post.since).total_seconds(), 60.0)


def rings_of(post: Waiting, now: datetime) -> list[Ring]:
    """Whom to ask by now, nearest first."""
    rings = [Ring.PEER]
    if gone(post, now) >= HOSTS_FROM or post.risk >= RISK_MOST:
        rings.append(Ring.HOST)
    if gone(post, now) >= STAFF_FROM or post.risk >= RISK_MOST:
        rings.append(Ring.STAFF)
    return rings


def at_once(post: Waiting, now: datetime) -> int:
    """How many are asked at the same time."""
    if post.risk > 0 or now >= post.due:
        return AT_ONCE[2]
    return AT_ONCE[0] if post.answers else AT_ONCE[1]


class _People:
    """Everybody as columns, so that one post is a few array operations however many there are."""

    def __init__(self, people: Sequence[Helper]) -> None:
        self.ids = np.array([one.id for one in people], np.int64)
        self.rows = {one.id: row for row, one in enumerate(people)}
        self.room = np.array([one.wish - one.today for one in people], np.int64)
        self.cost = np.array([_LOAD * one.load + _TODAY * one.today - _HERE * one.here for one in people], np.float64)
        self.here = np.array([one.here for one in people], bool)
        self.minor = np.array([one.minor for one in people], bool)
        self.staff = np.array([one.staff for one in people], bool)
        self.welcomes = np.array([one.welcomes for one in people], bool)
        names = sorted({topic for one in people for topic in one.topics})
        self.column = {name: at for at, name in enumerate(names)}
        self.topics = np.zeros((len(names), len(people)), np.float64)
        for row, one in enumerate(people):
            for topic in one.topics:
                self.topics[self.column[topic], row] = 1.0
        self.last = np.array([one.last_at.timestamp() if one.last_at else 0.0 for one in people], np.float64)
        self.in_space: dict[int, NDArray[Any]] = {}
        self.hosting: dict[int, NDArray[Any]] = {}
        for space in {space for one in people for space in one.spaces | one.hosts}:
            self.in_space[space] = np.array([space in one.spaces for one in people], bool)
            self.hosting[space] = np.array([space in one.hosts for one in people], bool)
        self.nobody = np.zeros(len(people), bool)
        self.apart: dict[int, set[int]] = {}
        for one in people:
            for other in one.apart:
                self.apart.setdefault(other, set()).add(one.id)

    def ring(self, post: Waiting, ring: Ring) -> NDArray[Any]:
        if ring is Ring.STAFF:
            return self.staff
        among = self.in_space if ring is Ring.PEER else self.hosting
        return among.get(post.space, self.nobody)

    def barred(self, post: Waiting, taken: set[int]) -> NDArray[Any]:
        """Who may not be asked for this post at all."""
        found: NDArray[Any] = self.minor != post.minor
        for person in taken | {post.author} | self.apart.get(post.author, set()):
            if person in self.rows:
                found[self.rows[person]] = True
        return found

    def worth(self, post: Waiting, now: datetime) -> NDArray[Any]:
        """How well each fits, and how rested they are."""
        fit = np.zeros(len(self.ids))
        for topic in sorted(post.topics):
            if topic in self.column:
                fit += self.topics[self.column[topic]]
        rested = np.minimum((now.timestamp() - self.last) / 86_400.0, 7.0)
        found: NDArray[Any] = _FIT * np.minimum(fit, 3.0) - self.cost + _FRESH * rested
        return found


def route(waiting: Sequence[Waiting], helpers: Sequence[Helper], now: datetime) -> list[Nudge]:
    """The nudges to send now. The same whatever order posts and people come in.

    Of those who may be asked, the one who is here, shares most, has carried least and was asked longest ago. Someone
    new is greeted by those who welcome, as long as one of them is free. Hosts and staff are asked beyond their wish:
    it is what they are there for. Raises ValueError for a ``now`` without a zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    people = _People(sorted(helpers, key=lambda one: one.id))
    nudges: list[Nudge] = []
    for post in order(waiting, now):
        taken = set(post.asked)
        for _time in range(at_once(post, now) - post.standing):
            found = _best(post, people, now, taken)
            if found is None:
                break
            row, ring = found
            taken.add(int(people.ids[row]))
            people.room[row] -= 1
            people.cost[row] += _TODAY
            people.last[row] = now.timestamp()
            nudges.append(Nudge(post.id, int(people.ids[row]), ring))
    return nudges


def _best(post: Waiting, people: _People, now: datetime, taken: set[int]) -> tuple[int, Ring] | None:
    if not len(people.ids):
        return None
    open_to, worth = ~people.barred(post, taken), people.worth(post, now)
    for ring in rings_of(post, now):
        free = people.ring(post, ring) & open_to
        if ring is Ring.PEER:
            free = _peers(post, people, free, now)
        if free.any():
            return int(np.argmax(np.where(free, worth, -np.inf))), ring
    return None


def _peers(post: Waiting, people: _People, free: NDArray[Any], now: datetime) -> NDArray[Any]:
    """Of peers only those with a wish left; those who are here before those who are not; welcomers for the new."""
    free = free & (people.room > 0)
    if (free & people.here).any() or gone(post, now) < AWAY_FROM:
        free = free & people.here
    if post.newcomer and (free & people.welcomes).any():
        free = free & people.welcomes
    return free
