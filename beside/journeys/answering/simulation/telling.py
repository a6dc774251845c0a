"""What a simulated month came to, in figures, and how many people it takes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from beside.journeys.answering.core.estimates import gini
from beside.journeys.answering.simulation.month import Assumed, Month, Progress, Run


@dataclass(frozen=True, slots=True)
class Told:
    """Figures of one run. Waits in minutes; shares from 0 to 1."""

    posts: int
    first_median: float
    first_p95: float
    first_median_staffed: float
    second_median: float
    unanswered: float
    two_or_more: float
    load_mean: float
    load_most: int
    load_gini: float
    nudges_mean: float
    staff_answers: int


def tell(month: Month, run: Run) -> Told:
    """The figures of a finished run."""
    firsts, seconds, staffed = [], [], []
    for post in run.posts:
        times = _by_person(post.answered)
        if times:
            firsts.append(times[0] - post.at)
            if month._staffed(post.at):
                staffed.append(times[0] - post.at)
        if len(times) > 1:
            seconds.append(times[1] - post.at)
    count = max(len(run.posts), 1)
    return Told(
        posts=len(run.posts),
        first_median=_quantile(firsts, 0.5),
        first_p95=_quantile(firsts, 0.95),
        first_median_staffed=_quantile(staffed, 0.5),
        second_median=_quantile(seconds, 0.5),
        unanswered=1 - len(firsts) / count,
        two_or_more=len(seconds) / count,
        load_mean=float(np.mean(run.load)) if run.load else 0.0,
        load_most=max(run.load, default=0),
        load_gini=gini(run.load),
        nudges_mean=float(np.mean(run.nudges)) if run.nudges else 0.0,
        staff_answers=run.staff_answers,
    )


def _by_person(answered: Sequence[tuple[float, int]]) -> list[float]:
    first: dict[int, float] = {}
    for at, who in sorted(answered):
        first.setdefault(who, at)
    return sorted(first.values())


def _quantile(values: Sequence[float], share: float) -> float:
    return float(np.quantile(values, share)) if values else float("inf")


def simulate(assumed: Assumed, topics: Sequence[str], *, routed: bool, progress: Progress | None = None) -> Told:
    """One month, and its figures."""
    month = Month(assumed, topics, routed=routed)
    return tell(month, month.run(progress) if progress is not None else month.run())


def holds(told: Told) -> bool:
    """Whether nobody was left without two answers, and half had the first within nine minutes of staffed time."""
    return told.unanswered == 0 and told.two_or_more == 1 and told.first_median_staffed < 9


def suggest(assumed: Assumed, topics: Sequence[str], progress: Progress | None = None) -> int | None:
    """The fewest supporters, to the nearest ten, with whom it holds; None beyond ten times as many as were given."""
    short = replace(assumed, days=min(assumed.days, 7))
    low, high = 1, max(assumed.supporters // 10, 1)
    while not holds(simulate(replace(short, supporters=high * 10), topics, routed=True, progress=progress)):
        low, high = high + 1, high * 2
        if high > assumed.supporters:
            return None
    while low < high:
        middle = (low + high) // 2
        if holds(simulate(replace(short, supporters=middle * 10), topics, routed=True, progress=progress)):
            high = middle
        else:
            low = middle + 1
    return high * 10


def as_dict(told: Told) -> dict[str, float]:
    """For machines."""
    return asdict(told)
