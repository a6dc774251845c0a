"""The best few of very many, exactly, without scoring everybody.

The idea is MaxScore (Turtle & Flood 1995): once some people are known to reach a score, whoever cannot reach
it even with the best of everything not yet looked at need not be looked at. Leaving the longest lists out is
then free. The outcome is the same as scoring everybody: the floor is a score that `limit` people really have,
and whoever might tie with it is kept.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beside.journeys.matching.core.points import KINDS
from beside.journeys.matching.core.pool import NOBODY, Pool, Rows
from beside.journeys.matching.core.question import Points, Question, Term

_PROBES = 8_192
"""How many people are scored first to find the floor."""
_LOOKUP = 15
"""Reading one person's experiences costs about as much as adding up this many list entries (measured)."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows and their points, best first."""

    rows: Rows
    points: Points


def search(question: Question, limit: int) -> Found:
    """The `limit` best allowed rows, best first; fewer only when fewer are allowed."""
    floor = _floor(question, _probes(question), limit)
    needed = floor - question.softly_most()
    rows, total = _everybody(question) if needed <= 0 else _reaching(question, floor, limit)
    return _best(question, rows, total, limit)


def experience_table(question: Question) -> Points:
    """Points by packed experience (key * KINDS + kind) ; 0 where the seeker has no term."""
    table = np.zeros(len(question.pool.weights) * KINDS, dtype=np.int64)
    for term in question.terms:
        table[term.key * KINDS : (term.key + 1) * KINDS] = term.worth
    return table


def _floor(question: Question, rows: Rows, limit: int) -> int:
    """A score that at least `limit` allowed people reach; 0 when too few of these rows are allowed."""
    rows = rows[question.allowed(rows)]
    if len(rows) < limit:
        return 0
    total = question.softly(rows) + _look_up(question.pool, rows, experience_table(question))
    return _last_of_best(total, limit)


def _probes(question: Question) -> Rows:
    """People likely to do well: those who have the two most telling experiences in the most telling way."""
    pool = question.pool
    terms = sorted(question.terms, key=lambda term: -term.most)[:2]
    if not terms:
        return NOBODY
    first = _most_telling(pool, terms[0])
    if len(terms) == 1 or len(first) <= _PROBES:
        return first[:_PROBES]
    has_second = np.zeros(pool.size, dtype=np.bool_)
    has_second[pool.having_any(terms[1].key)] = True
    both = has_second[first]
    return np.concatenate((first[both][:_PROBES], first[~both][: _PROBES // 8]))


def _most_telling(pool: Pool, term: Term) -> Rows:
    """Those who have this experience, the kinds worth most first, at most sixteen times _PROBES."""
    kinds = sorted(range(KINDS), key=lambda kind: -term.worth[kind])
    return np.concatenate([pool.having(term.key, kind) for kind in kinds])[: 16 * _PROBES]


def _everybody(question: Question) -> tuple[Rows, Points]:
    rows = np.arange(question.pool.size, dtype=np.intp)
    rows = rows[question.allowed(rows)]
    gained = _tally(question)
    for term in question.terms:
        _add(gained, question.pool, term, 0)
    return rows, gained[rows] + question.softly(rows)


def _reaching(question: Question, floor: int, limit: int) -> tuple[Rows, Points]:
    """All allowed rows whose points reach `floor`; `floor` must be above all but experience points."""
    pool, needed = question.pool, floor - question.softly_most()
    everything = sum(term.most for term in question.terms)
    # A kind of an experience is alive when somebody with it and the best of all else would get there. Whoever
    # has a dead kind cannot, so leaving its points out only lowers people who are dropped in any case.
    least = {term.key: needed - (everything - term.most) for term in question.terms}
    left_out, open_points = _leave_out(question, needed, least)
    gained = _tally(question)
    for term in question.terms:
        if term.key not in left_out:
            _add(gained, pool, term, least[term.key])
    rows = np.flatnonzero(gained >= needed - open_points)
    later = [term for term in question.terms if term.key in left_out]
    added_up = sum(_alive(pool, term, least[term.key]) for term in later) < len(rows) * _LOOKUP
    if added_up:
        for term in later:
            _add(gained, pool, term, least[term.key])
        open_points = 0
        rows = rows[gained[rows] >= needed]
    if len(rows) > _PROBES:
        floor = max(floor, _floor(question, _leaders(rows, gained[rows]), limit))
        rows = rows[gained[rows] >= floor - question.softly_most() - open_points]
    rows = rows[question.allowed(rows)]
    soft = question.softly(rows)
    might = gained[rows] + soft + open_points >= floor
    rows, soft = rows[might], soft[might]
    total = soft + (gained[rows] if added_up else _look_up(pool, rows, experience_table(question)))
    reached = total >= floor
    return rows[reached], total[reached]


def _leaders(rows: Rows, gained: Points | NDArray[np.int32]) -> Rows:
    """Up to _PROBES of these rows, with most gained so far (by a sample, so roughly)."""
    sample = np.sort(gained[:: len(gained) // 1024 + 1])
    share = len(sample) * _PROBES // (2 * len(rows)) + 1
    return np.asarray(rows[gained >= sample[-min(share, len(sample))]][:_PROBES])


def _tally(question: Question) -> Points | NDArray[np.int32]:
    """Zero points for every row, in half the memory where no sum can pass 32 bits."""
    if sum(term.most for term in question.terms) <= np.iinfo(np.int32).max:
        return np.zeros(question.pool.size, dtype=np.int32)
    return np.zeros(question.pool.size, dtype=np.int64)


def _leave_out(question: Question, needed: int, least: dict[int, int]) -> tuple[set[int], int]:
    """Experiences not to add up at first, and the most they could bring together (below `needed`)."""
    left_out: set[int] = set()
    open_points = 0
    alive = {term.key: _alive(question.pool, term, least[term.key]) for term in question.terms}
    for term in sorted(question.terms, key=lambda term: -alive[term.key] / term.most):
        if open_points + term.most < needed:
            left_out.add(term.key)
            open_points += term.most
    return left_out, open_points


def _alive(pool: Pool, term: Term, least: int) -> int:
    return sum(len(pool.having(term.key, kind)) for kind in range(KINDS) if term.worth[kind] >= max(least, 1))


def _add(gained: Points | NDArray[np.int32], pool: Pool, term: Term, least: int) -> None:
    for kind in range(KINDS):
        if term.worth[kind] >= max(least, 1):
            gained[pool.having(term.key, kind)] += term.worth[kind]


def _look_up(pool: Pool, rows: Rows, table: Points) -> Points:
    """Experience points of these rows, from their own lists of experiences."""
    start = pool.columns.start
    first, counts = start[rows], start[rows + 1] - start[rows]
    ends = np.cumsum(counts)
    if not len(ends) or not ends[-1]:
        return np.zeros(len(rows), dtype=np.int64)
    at = np.arange(ends[-1]) + np.repeat(first - (ends - counts), counts)
    sums = np.concatenate(([0], np.cumsum(table[pool.packed[at]])))
    return np.asarray(sums[ends] - sums[ends - counts], dtype=np.int64)


def _best(question: Question, rows: Rows, total: Points, limit: int) -> Found:
    if len(rows) > limit:
        keep = total >= _last_of_best(total, limit)
        rows, total = rows[keep], total[keep]
    order = np.lexsort((_lots(question, rows), -total))[:limit]
    return Found(rows[order], total[order])


def _last_of_best(total: Points, limit: int) -> int:
    """The `limit`-th highest of at least that many points.

    Sorted and not np.partition, which takes ten times as long where many are equal, as they are here;
    and only those who are at least as good as the `limit`-th of a first handful.
    """
    if len(total) > _PROBES > limit:
        total = total[total >= np.sort(total[:_PROBES])[-limit]]
    return int(np.sort(total)[-limit])


def _lots(question: Question, rows: Rows) -> NDArray[np.uint64]:
    """A lot for each row, so that equals are ordered neither by id nor by place, for each seeker anew.

    SplitMix64's finaliser (Steele, Lea & Flood 2014) over both ids: one-to-one, so no two draw the same.
    """
    own = _mixed(np.array([question.seeker.id], dtype=np.int64).view(np.uint64))
    return _mixed(question.pool.columns.ids[rows].view(np.uint64) ^ own)


def _mixed(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
