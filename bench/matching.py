"""The 20 best of 1,000,000 people, with limits and reasons, beside the bare minimum of the same shape.

People are drawn, with a fixed seed: 300 experiences by Zipf's law (exponent 1), 2 to 8 each, every stance and
comfort; eight languages, ages, genders, ways of talking; a tenth resting or full, some there for a few topics
only, some with wishes and blocks. Seekers are drawn alike. The bare minimum adds one weight for each shared
experience and takes the 20 highest: no limits, no stances, no reasons. It stands in two forms, since
numpy's argpartition over everybody is slow where many are equal: plain, and over those who reach the 20th of
the first 65,536 only. All run on one core, turn by turn.
"""

import os
import statistics
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bench.rows import Row, at_most, shown
from beside.journeys.matching.core.people import (
    AGE_BANDS,
    Aspect,
    Experience,
    How,
    Seeker,
    Stance,
    Wish,
)
from beside.journeys.matching.core.points import COMFORTS, KINDS, STANCES
from beside.journeys.matching.core.pool import Columns, Pool, Rows
from beside.journeys.matching.core.rank import rank

PEOPLE, EXPERIENCES, QUERIES, BEST = 1_000_000, 300, 50, 20
BAR_MS = 20.0
LANGUAGES = ("en", "es", "fr", "de", "pt", "pl", "ar", "cy")
GENDERS = ("woman", "man", "non-binary")
_SHARES = np.array([0.55, 0.15, 0.09, 0.07, 0.05, 0.04, 0.03, 0.02])
_DRAW = 200_000


def run() -> list[Row]:
    """Measure and return the rows; about a quarter of a minute and half a gigabyte."""
    _one_core()
    rng = np.random.default_rng(7)
    started = time.perf_counter()
    pool = Pool(draw_columns(rng, PEOPLE))
    built = time.perf_counter() - started
    seekers = [draw_seeker(rng, PEOPLE + 1 + at) for at in range(QUERIES)]
    bare = _Bare(pool)
    rank(seekers[0], pool, BEST)
    bare.best(seekers[0], sampled=True)
    ours, least, plain = [], [], []
    for seeker in seekers:
        ours.append(_ms(partial(rank, seeker, pool, BEST)))
        least.append(_ms(partial(bare.best, seeker, sampled=True)))
        plain.append(_ms(partial(bare.best, seeker, sampled=False)))
    name = f"{BEST} best of {PEOPLE:,} members with reasons"
    return [
        at_most(f"matching: {name}, p50", "ms", statistics.median(ours), BAR_MS),
        at_most(f"matching: {name}, slowest of {QUERIES}", "ms", max(ours), BAR_MS),
        Row("matching: bare minimum (no limits, no reasons), p50", "ms", statistics.median(least)),
        Row(f"matching: bare minimum, slowest of {QUERIES}", "ms", max(least)),
        Row("matching: bare minimum, plain argpartition, p50", "ms", statistics.median(plain)),
        Row(f"matching: bare minimum, plain argpartition, slowest of {QUERIES}", "ms", max(plain)),
        Row(f"matching: drawing and building a pool of {PEOPLE:,}", "s", built),
    ]


def draw_columns(rng: np.random.Generator, people: int) -> Columns:
    """That many invented rows, with ids from 1."""
    start, key = _draw_experiences(rng, people)
    rows = np.arange(people, dtype=np.intp)

    def some(share: float) -> Rows:
        return rows[rng.random(people) < share]

    return Columns(
        ids=np.arange(1, people + 1, dtype=np.int64),
        keys=tuple(f"experience-{at}" for at in range(EXPERIENCES)),
        start=start,
        key=key,
        kind=rng.choice(KINDS, len(key), p=_kind_shares()).astype(np.uint8),
        language_names=LANGUAGES,
        languages=(_draw_languages(rng, people),),
        adult=rng.random(people) < 0.97,
        room=np.where(rng.random(people) < 0.1, 0, rng.integers(1, 5, people)),
        how=rng.integers(0, 8, people).astype(np.uint8),
        band=rng.integers(0, len(AGE_BANDS) + 1, people).astype(np.uint8),
        genders=GENDERS,
        gender=rng.choice(len(GENDERS) + 1, people, p=(0.2, 0.45, 0.3, 0.05)).astype(np.intp),
        refuses={
            (Aspect.GENDER, "man"): some(0.06),
            (Aspect.AGE_BAND, "18_25"): some(0.02),
            **{(Aspect.TOPIC, f"experience-{at}"): some(0.002) for at in range(50)},
        },
        prefers={(Aspect.GENDER, gender): some(0.05) for gender in GENDERS},
        there_for={f"experience-{at}": some(0.003) for at in range(50)},
        blocks={PEOPLE + 1 + at: np.sort(rng.choice(people, 5, replace=False)) for at in range(QUERIES)},
    )


def draw_seeker(rng: np.random.Generator, number: int) -> Seeker:
    """One invented seeker: 2 to 8 experiences, up to two of them asked about, wishes, people passed."""
    count = int(rng.integers(2, 9))
    chosen = rng.choice(EXPERIENCES, count, replace=False, p=_zipf())
    keys = [f"experience-{at}" for at in chosen]
    kinds = rng.choice(KINDS, count, p=_kind_shares())
    spoken = {"en", LANGUAGES[int(rng.choice(len(LANGUAGES), p=_SHARES / _SHARES.sum()))]}
    wishes = {Wish(Aspect.GENDER, "woman", rather=True)} if rng.random() < 0.3 else set()
    if rng.random() < 0.2:
        wishes.add(Wish(Aspect.GENDER, "man", rather=False))
    return Seeker(
        id=number,
        adult=True,
        age=int(rng.integers(18, 80)),
        gender=str(rng.choice(GENDERS)),
        experiences=tuple(
            Experience(key, STANCES[kind // len(COMFORTS)], int(kind) % len(COMFORTS) + 1)
            for key, kind in zip(keys, kinds.tolist(), strict=True)
        ),
        languages=frozenset(spoken),
        how=frozenset(how for how in How if rng.random() < 0.5),
        about=frozenset(keys[: int(rng.integers(0, 3))]),
        severity=int(rng.integers(0, 4)),
        wishes=frozenset(wishes),
        passed=frozenset(rng.integers(1, PEOPLE, 5).tolist()),
    )


class _Bare:
    """One weight for each experience, one list of rows for each, no more."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.lists = [np.sort(pool.having_any(at)) for at in range(EXPERIENCES)]

    def best(self, seeker: Seeker, *, sampled: bool) -> Rows:
        score = np.zeros(self.pool.size, dtype=np.float32)
        for one in seeker.experiences:
            at = self.pool.key_index[one.key]
            score[self.lists[at]] += self.pool.weights[at]
        rows = np.arange(0)
        if sampled:
            rows = np.flatnonzero(score >= np.sort(score[:65_536])[-BEST])
            score = score[rows]
        best = np.argpartition(score, -BEST)[-BEST:]
        best = best[np.argsort(-score[best])]
        return rows[best] if sampled else best


def _zipf() -> NDArray[np.float64]:
    shares: NDArray[np.float64] = 1 / np.arange(1, EXPERIENCES + 1, dtype=np.float64)
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def _kind_shares() -> NDArray[np.float64]:
    stance = {Stance.LIVING: 0.55, Stance.CAME_THROUGH: 0.3, Stance.SUPPORTING: 0.15}
    comfort = (0.15, 0.5, 0.35)
    return np.array([stance[one] * share for one in STANCES for share in comfort])


def _draw_experiences(rng: np.random.Generator, people: int) -> tuple[Rows, Rows]:
    """`start` and `key` of `Columns`: by Zipf shares; twice for one person counts once."""
    pairs = []
    for first in range(0, people, _DRAW):
        counts = rng.integers(2, 9, min(_DRAW, people - first))
        owner = np.repeat(np.arange(first, first + len(counts)), counts)
        pairs.append(owner * EXPERIENCES + rng.choice(EXPERIENCES, len(owner), p=_zipf()))
    unique = np.unique(np.concatenate(pairs))
    counts = np.bincount(unique // EXPERIENCES, minlength=people)
    start = np.concatenate(([0], np.cumsum(counts))).astype(np.intp)
    return start, (unique % EXPERIENCES).astype(np.intp)


def _draw_languages(rng: np.random.Generator, people: int) -> NDArray[np.uint64]:
    first = rng.choice(len(LANGUAGES), people, p=_SHARES)
    also_english = rng.random(people) < 0.5
    return (np.uint64(1) << first.astype(np.uint64)) | also_english.astype(np.uint64)


def _ms(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def _one_core() -> None:
    """Hold this process to one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    for row in run():
        print(shown(row))
