"""The simulated month. Everything by one seeded generator, so that a run can be repeated.

What is assumed stands in docs/answering.md; every figure in it is a field of ``Assumed``.
"""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from beside.journeys.answering.core import promises, routing
from beside.journeys.answering.core.routing import Helper, Ring, Waiting

START: Final = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday; the month holds a change to summer time
_ZONE: Final = ZoneInfo("Europe/London")
# How posts and people are spread over the hours of a day: quiet nights, full evenings.
_BY_HOUR: Final = np.array([3, 2, 2, 1, 1, 1, 2, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 7, 8, 9, 10, 10, 8, 5], float)
_STAY: Final = 30  # minutes for which somebody who comes is here
_EVERY: Final = 2  # minutes between two looks at what waits; the service looks more often
_TOP: Final = 20  # how far down a newest-first list people look
_FURTHER: Final = 0.18  # chance of stopping at each post on the way down


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a run assumes."""

    posts_a_day: float = 60
    supporters: int = 200
    wish: int = 3  # nudges a day each supporter chose
    staff: int = 2  # on duty in staffed hours
    staffed_from: int = 9
    staffed_to: int = 23
    days: int = 30
    seed: int = 1
    answers: float = 0.55  # of the nudges that are seen
    passes: float = 0.2  # of the nudges that are seen
    here: float = 0.12  # share of supporters with a page open in the fullest hour
    sees_here: float = 0.85  # chance that somebody who is here sees a nudge while it stands
    sees_away: float = 0.12  # and of somebody who is not, in the fullest hour
    minutes: float = 4.0  # median from seeing to having answered
    staff_minutes: float = 4.0
    visits: float = 2.0  # a day for each supporter, of their own accord
    answers_own: float = 0.35  # of such visits end in an answer
    first_within: int = 30
    second_within: int = 720


@dataclass(slots=True)
class Post:
    """One invented post and what became of it; times in minutes from the start."""

    id: int
    at: float
    risk: int
    topics: frozenset[str]
    author: int
    answered: list[tuple[float, int]] = field(default_factory=list)
    asked: set[int] = field(default_factory=set)
    until: list[float] = field(default_factory=list)

    def replies(self) -> int:
        """How many different people answered, 2 at most."""
        return min(len({who for _at, who in self.answered}), 2)


@dataclass(slots=True)
class Run:
    """What a month came to."""

    posts: list[Post]
    load: list[int]
    nudges: list[int]
    staff_answers: int


Progress = Callable[[int, int], None]


class Month:
    """One run; ``routed`` says whether posts are routed or only listed newest first."""

    def __init__(self, assumed: Assumed, topics: Sequence[str], *, routed: bool) -> None:
        self.assumed, self.routed = assumed, routed
        self.chance = np.random.default_rng(assumed.seed)
        self.hours: promises.Hours = tuple(
            (day, f"{assumed.staffed_from:02}:00", f"{assumed.staffed_to:02}:00") for day in range(7)
        )
        self.topics = [frozenset(self.chance.choice(topics, 3, replace=False)) for _one in range(assumed.supporters)]
        self.posts = self._posts(topics)
        self.load = [0] * assumed.supporters
        self.nudged: list[list[float]] = [[] for _one in range(assumed.supporters)]
        self.answered_at: list[list[float]] = [[] for _one in range(assumed.supporters)]
        self.here: list[bool] = []
        self.events: list[tuple[float, int, int, str]] = []
        self.count = 0
        self.staff_answers = 0

    def _posts(self, topics: Sequence[str]) -> list[Post]:
        found: list[Post] = []
        rates = _BY_HOUR / _BY_HOUR.sum() * self.assumed.posts_a_day
        for hour in range(self.assumed.days * 24):
            for _one in range(self.chance.poisson(rates[hour % 24])):
                at = hour * 60 + self.chance.uniform(0, 60)
                risk = int(self.chance.choice([0, 0, 0, 0, 0, 0, 1, 1, 2, 3]))
                about = frozenset(self.chance.choice(topics, 2, replace=False))
                found.append(Post(0, at, risk, about, -1))
        found.sort(key=lambda post: post.at)
        for number, post in enumerate(found):
            post.id = number
        return found

    def run(self, progress: Progress = lambda _done, _of: None) -> Run:
        """Minute by minute, and three days more so that the last posts are not cut off."""
        whole = (self.assumed.days + 3) * 1440
        open_posts: list[Post] = []
        coming = 0
        for minute in range(whole):
            if minute % 1440 == 0:
                progress(minute // 1440, self.assumed.days + 3)
            while coming < len(self.posts) and self.posts[coming].at <= minute:
                open_posts.append(self.posts[coming])
                coming += 1
            self._settle(minute)
            if minute % _STAY == 0:
                share = self.assumed.here * self._awake(minute)
                self.here = [bool(one) for one in self.chance.random(self.assumed.supporters) < share]
            if self.routed and minute % _EVERY == 0:
                open_posts = [post for post in open_posts if post.replies() < 2]
                self._route(open_posts, minute)
            self._visits(minute, coming)
        return Run(self.posts, self.load, [len(one) for one in self.nudged], self.staff_answers)

    # --- what happens ---
    def _moment(self, minute: float) -> datetime:
        return START + timedelta(minutes=minute)

    def _staffed(self, minute: float) -> bool:
        return promises.staffed(self._moment(minute), self.hours, _ZONE)

    def _awake(self, minute: float) -> float:
        hour = self._moment(minute).astimezone(_ZONE).hour
        return float(_BY_HOUR[hour] / _BY_HOUR.max())

    def _settle(self, minute: float) -> None:
        while self.events and self.events[0][0] <= minute:
            at, post, who, what = heapq.heappop(self.events)
            found = self.posts[post]
            if what == "answer":
                self._answer(found, at, who)

    def _answer(self, post: Post, at: float, who: int) -> None:
        if any(one == who for _at, one in post.answered):
            return
        post.answered.append((at, who))
        if who >= 0:
            self.load[who] += 1
            self.answered_at[who].append(at)
        else:
            self.staff_answers += 1

    def _later(self, at: float, post: int, who: int) -> None:
        self.count += 1
        heapq.heappush(self.events, (at, post, who, "answer"))

    def _route(self, open_posts: list[Post], minute: int) -> None:
        waiting = [self._waiting(post, minute) for post in open_posts]
        waiting = [one for one in waiting if one.standing < routing.at_once(one, self._moment(minute))]
        if not waiting:
            return
        for nudge in routing.route(waiting, self._helpers(minute), self._moment(minute)):
            post = self.posts[nudge.post]
            post.asked.add(nudge.person)
            post.until.append(minute + routing.STANDS.total_seconds() / 60)
            self._nudge(post, nudge.person, nudge.ring, minute)

    def _waiting(self, post: Post, minute: int) -> Waiting:
        since = self._moment(post.at)
        assumed = self.assumed
        promise = promises.promise(since, assumed.first_within, assumed.second_within, self.hours, _ZONE)
        return Waiting(
            id=post.id, space=0, author=post.author, since=since, first_due=promise.first, second_due=promise.second,
            risk=post.risk, topics=post.topics, answers=post.replies(), asked=frozenset(post.asked),
            standing=sum(until > minute for until in post.until),
        )  # fmt: skip

    def _helpers(self, minute: int) -> list[Helper]:
        day, week = minute - 1440, minute - 7 * 1440
        found = [
            Helper(
                id=number,
                spaces=frozenset({0}),
                topics=self.topics[number],
                wish=self.assumed.wish,
                today=sum(at > day for at in self.nudged[number][-8:]),
                here=self.here[number],
                load=sum(at > week for at in self.answered_at[number][-40:]),
                last_at=self._moment(self.nudged[number][-1]) if self.nudged[number] else None,
            )
            for number in range(self.assumed.supporters)
        ]
        if self._staffed(minute):
            found += [Helper(id=-2 - number, staff=True) for number in range(self.assumed.staff)]
        return found

    def _nudge(self, post: Post, who: int, ring: Ring, minute: int) -> None:
        if ring is Ring.STAFF:
            self._later(minute + self.chance.lognormal(np.log(self.assumed.staff_minutes), 0.5), post.id, who)
            return
        self.nudged[who].append(minute)
        stands = routing.STANDS.total_seconds() / 60
        here = self.here[who]
        sees = self.assumed.sees_here if here else self.assumed.sees_away * self._awake(minute)
        if self.chance.random() >= sees:
            # Seen later in the day, or never: a late answer is as welcome.
            if self.chance.random() < 0.25:
                self._later(minute + self.chance.uniform(stands, 600), post.id, who)
            return
        seen = minute + self.chance.uniform(0, 2.0)
        turn = self.chance.random()
        if turn < self.assumed.answers:
            self._later(seen + self.chance.lognormal(np.log(self.assumed.minutes), 0.6), post.id, who)
        elif turn < self.assumed.answers + self.assumed.passes:
            post.until[-1] = seen  # passed: the next is asked at once

    def _visits(self, minute: int, coming: int) -> None:
        """People who come of their own accord read from the top of the newest."""
        rate = self.assumed.visits * self.assumed.supporters * _BY_HOUR[minute // 60 % 24] / _BY_HOUR.sum() / 60
        for _one in range(self.chance.poisson(rate)):
            who = int(self.chance.integers(self.assumed.supporters))
            if self.chance.random() >= self.assumed.answers_own:
                continue
            depth = int(self.chance.geometric(_FURTHER)) - 1
            if depth < min(_TOP, coming):
                self._later(minute + self.chance.lognormal(np.log(6.0), 0.5), self.posts[coming - 1 - depth].id, who)
