"""The queue: the fair order, its bounds, the estimate, and a pass of offers."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beside.journeys.matching.core.limits import may_meet
from beside.journeys.matching.core.people import Candidate, Seeker
from beside.journeys.matching.core.pool import Pool
from beside.journeys.matching.core.queue import (
    HEAD_START,
    OVERTAKE_WITHIN,
    OVERTAKEN_MOST,
    WAITS_NEEDED,
    Waiting,
    assign,
    estimate,
    order,
    overtaken_by,
)
from beside.journeys.matching.tests.test_core_rank import candidates, seekers

NOW = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def asks(number: int, severity: int = 0, minutes_ago: float = 0, overtaken: int = 0) -> Waiting:
    """A request."""
    seeker = Seeker(id=1000 + number, adult=True, languages=frozenset({"en"}), severity=severity)
    since = NOW - minutes_ago * MINUTE
    return Waiting(id=number, severity=severity, since=since, seeker=seeker, overtaken=overtaken)


def numbers(waiting: list[Waiting]) -> list[int]:
    """Their ids in order."""
    return [one.id for one in waiting]


def test_urgency_goes_first_then_waiting() -> None:
    assert numbers(order([asks(1, 0, 5), asks(2, 3, 0), asks(3, 0, 9)], NOW)) == [2, 3, 1]


def test_a_long_wait_outweighs_urgency() -> None:
    bound = OVERTAKE_WITHIN / MINUTE
    assert numbers(order([asks(1, 3, 0), asks(2, 0, bound)], NOW)) == [2, 1]
    assert numbers(order([asks(1, 3, 0), asks(2, 0, bound - 1)], NOW)) == [1, 2]


def test_after_being_overtaken_often_enough_nobody_later_goes_first() -> None:
    assert numbers(order([asks(1, 3, 0), asks(2, 0, 1, OVERTAKEN_MOST - 1)], NOW)) == [1, 2]
    assert numbers(order([asks(1, 3, 0), asks(2, 0, 1, OVERTAKEN_MOST)], NOW)) == [2, 1]


def test_a_clock_that_is_ahead_neither_drops_nor_prefers() -> None:
    assert numbers(order([asks(1, 0, -30), asks(2, 0, 1)], NOW)) == [2, 1]


def test_refuses_nonsense() -> None:
    with pytest.raises(ValueError):
        asks(1, 4)
    with pytest.raises(ValueError):
        dataclasses.replace(asks(1), since=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError):
        order([], NOW.replace(tzinfo=None))
    with pytest.raises(ValueError):
        estimate([-MINUTE] * WAITS_NEEDED, 0, 1)
    with pytest.raises(ValueError):
        estimate([MINUTE] * WAITS_NEEDED, -1, 1)


arrivals = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 3)), min_size=1, max_size=40)


@settings(max_examples=200, deadline=None)
@given(arrivals, st.data())
def test_nobody_is_overtaken_for_ever(gaps: list[tuple[int, int]], data: st.DataObject) -> None:
    """Random arrivals, served one at a time at random moments: both bounds hold for everybody."""
    clock = NOW
    waiting: list[Waiting] = []
    served: list[Waiting] = []
    for number, (gap, severity) in enumerate(gaps):
        clock += gap * MINUTE
        waiting.append(dataclasses.replace(asks(number, severity), since=clock))
        if data.draw(st.booleans()):
            waiting = _serve(waiting, served, clock)
    while waiting:
        waiting = _serve(waiting, served, clock)
    assert sorted(one.id for one in served) == list(range(len(gaps)))
    for at, one in enumerate(served):
        earlier_out = [other for other in served[:at] if (other.since, other.id) > (one.since, one.id)]
        assert len(earlier_out) == one.overtaken <= OVERTAKEN_MOST
        assert all(other.since - one.since < OVERTAKE_WITHIN for other in earlier_out)


def _serve(waiting: list[Waiting], served: list[Waiting], now: datetime) -> list[Waiting]:
    first = order(waiting, now)[0]
    served.append(first)
    late = {one.id for one in overtaken_by(first, waiting)}
    return [
        dataclasses.replace(one, overtaken=one.overtaken + 1) if one.id in late else one
        for one in waiting
        if one.id != first.id
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 90), st.integers(0, 7)), max_size=20))
def test_order_is_whole_and_does_not_depend_on_input_order(drawn: list[tuple[int, int, int]]) -> None:
    waiting = [asks(number, *one) for number, one in enumerate(drawn)]
    assert order(waiting, NOW) == order(reversed(waiting), NOW)
    assert sorted(numbers(order(waiting, NOW))) == numbers(waiting)


def test_bound_is_what_it_says() -> None:
    assert HEAD_START * 3 == OVERTAKE_WITHIN


def test_estimate_is_what_others_waited() -> None:
    found = estimate([minutes * MINUTE for minutes in (10, 1, 3, 2, 4, 5, 6, 7, 8, 9)], 0, 2)
    assert found is not None
    assert (found.usual, found.mostly) == (5.5 * MINUTE, 9 * MINUTE)
    assert (found.longer, found.waits) == (False, 10)


def test_estimate_says_when_more_wait_than_peers_are_here() -> None:
    found = estimate([MINUTE] * WAITS_NEEDED, 2, 2)
    assert found is not None
    assert found.longer


def test_no_estimate_without_grounds() -> None:
    assert estimate([MINUTE] * (WAITS_NEEDED - 1), 0, 3) is None
    assert estimate([MINUTE] * WAITS_NEEDED, 0, 0) is None


def peer(number: int, capacity: int = 1) -> Candidate:
    """A free peer."""
    return Candidate(id=number, adult=True, languages=frozenset({"en"}), capacity=capacity)


def test_the_first_in_order_gets_the_only_peer() -> None:
    offers = assign([asks(1, 0, 5), asks(2, 1, 5)], Pool.from_candidates([peer(7)]), NOW)
    assert [(one.request, one.match.candidate) for one in offers] == [(2, 7)]


def test_a_heavy_conversation_takes_two_places() -> None:
    pool = Pool.from_candidates([peer(7, 3)])
    assert [one.request for one in assign([asks(1, 3, 5), asks(2, 3, 4), asks(3, 0, 3)], pool, NOW)] == [1, 3]


@settings(deadline=None)
@given(
    st.lists(st.tuples(seekers, st.integers(0, 90)), max_size=12, unique_by=lambda one: one[0].id),
    st.lists(candidates, max_size=12, unique_by=lambda one: one.id),
)
def test_a_pass_keeps_every_limit(drawn: list[tuple[Seeker, int]], peers: list[Candidate]) -> None:
    """Nobody over capacity, no limit broken, no peer given past somebody earlier who could have had them."""
    waiting = [
        Waiting(id=at, severity=seeker.severity, since=NOW - ago * MINUTE, seeker=seeker)
        for at, (seeker, ago) in enumerate(drawn)
    ]
    pool = Pool.from_candidates(peers)
    before = pool.columns.room.tolist()
    given_to = {one.request: one.match.candidate for one in assign(waiting, pool, NOW)}
    assert pool.columns.room.tolist() == before
    assert given_to == {one.request: one.match.candidate for one in assign(waiting[::-1], pool, NOW)}
    held = {one.id: one for one in peers}
    for one in order(waiting, NOW):
        chosen = given_to.get(one.id)
        if chosen is None:
            assert not any(may_meet(one.seeker, other) for other in held.values())
            continue
        assert may_meet(one.seeker, held[chosen])
        held[chosen] = dataclasses.replace(held[chosen], load=held[chosen].load + one.seeker.weight)
        assert held[chosen].load <= held[chosen].capacity
