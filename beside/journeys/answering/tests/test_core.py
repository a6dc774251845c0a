"""Promises and routing: what holds whatever the input, and what is done in the cases that matter."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside.journeys.answering.core.estimates import gini, usual
from beside.journeys.answering.core.promises import due, hours_of, staffed
from beside.journeys.answering.core.routing import AT_ONCE, Helper, Nudge, Ring, Waiting, order, route
from beside.journeys.answering.simulation.month import Assumed
from beside.journeys.answering.simulation.telling import simulate

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _post(number: int = 1, **more: object) -> Waiting:
    base = {"space": 1, "author": 0, "since": NOW, "first_due": NOW + timedelta(hours=1)}
    return Waiting(id=number, **(base | {"second_due": NOW + timedelta(hours=12)} | more))  # type: ignore[arg-type]


def _helper(number: int, **more: object) -> Helper:
    return Helper(id=number, **({"spaces": frozenset({1}), "wish": 3, "here": True} | more))  # type: ignore[arg-type]


def test_only_staffed_minutes_count_and_summer_time_costs_none() -> None:
    evenings = hours_of([[day, "18:00", "22:00"] for day in range(7)])
    friday = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
    assert due(friday, 60, evenings, LONDON) == datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
    assert (staffed(friday, evenings, LONDON), staffed(friday + timedelta(hours=1), evenings, LONDON)) == (True, False)
    nights = hours_of([[6, "00:00", "04:00"]])  # the night in which the clock goes forward holds three hours
    assert due(datetime(2026, 3, 28, 12, tzinfo=UTC), 180, nights, LONDON) == datetime(2026, 3, 29, 3, tzinfo=UTC)
    assert due(NOW, 30, (), LONDON) == NOW + timedelta(minutes=30)
    assert hours_of([[9, "1:00", "2:00"], [1, "5:00", "4:00"], [1], ["x", 1, 2]]) == ()


def test_the_one_who_fits_and_is_rested_is_asked() -> None:
    posts = [_post(topics=frozenset({"sleep"}))]
    people = [_helper(1, load=5), _helper(2, topics=frozenset({"sleep"}), load=1), _helper(3)]
    assert [nudge.person for nudge in route(posts, people, NOW)] == [2, 3]


def test_hosts_and_staff_come_after_peers() -> None:
    people = [_helper(1, wish=0, hosts=frozenset({1})), _helper(2, wish=0, spaces=frozenset(), staff=True)]
    assert route([_post()], people, NOW) == []
    late = NOW + timedelta(minutes=30)
    assert [nudge.ring for nudge in route([_post()], people, late)] == [Ring.HOST]
    later = NOW + timedelta(minutes=50)
    assert [nudge.ring for nudge in route([_post()], people, later)] == [Ring.HOST, Ring.STAFF]
    assert Ring.STAFF in {nudge.ring for nudge in route([_post(risk=3)], people, NOW)}


def test_a_newcomer_is_brought_to_those_who_welcome() -> None:
    people = [_helper(1, topics=frozenset({"sleep"})), _helper(2, welcomes=True, load=4)]
    assert route([_post(newcomer=True, topics=frozenset({"sleep"}))], people, NOW)[0].person == 2


def test_heavier_goes_first_but_nothing_falls_a_day_behind() -> None:
    heavy, old = _post(1, risk=3), _post(2, since=NOW - timedelta(hours=10))
    assert [one.id for one in order([old, heavy], NOW)] == [1, 2]
    older = _post(3, since=NOW - timedelta(hours=25))
    assert [one.id for one in order([heavy, older], NOW)] == [3, 1]


_people = st.lists(
    st.builds(
        Helper,
        id=st.integers(0, 12),
        spaces=st.frozensets(st.integers(1, 2), max_size=2),
        wish=st.integers(0, 3),
        today=st.integers(0, 3),
        hosts=st.frozensets(st.integers(1, 2), max_size=1),
        staff=st.booleans(),
        here=st.booleans(),
        minor=st.booleans(),
        apart=st.frozensets(st.integers(0, 12), max_size=3),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)
_posts = st.lists(
    st.builds(
        _post,
        st.integers(1, 30),
        space=st.integers(1, 2),
        author=st.integers(0, 12),
        since=st.integers(0, 3000).map(lambda minutes: NOW - timedelta(minutes=minutes)),
        risk=st.integers(0, 3),
        answers=st.integers(0, 1),
        asked=st.frozensets(st.integers(0, 12), max_size=4),
        standing=st.integers(0, 3),
        minor=st.booleans(),
        newcomer=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(_posts, _people, st.randoms(use_true_random=False))
def test_the_bounds_hold_whatever_comes(posts: list[Waiting], people: list[Helper], shuffle: object) -> None:
    nudges = route(posts, people, NOW)
    by_post, by_person = {one.id: one for one in posts}, {one.id: one for one in people}
    assert len({(nudge.post, nudge.person) for nudge in nudges}) == len(nudges)
    for nudge in nudges:
        post, person = by_post[nudge.post], by_person[nudge.person]
        assert nudge.person not in post.asked | {post.author}
        assert post.minor == person.minor
        assert post.author not in person.apart
        if nudge.ring is Ring.PEER:
            assert post.space in person.spaces
    for person in people:
        as_peer = [nudge for nudge in nudges if nudge.person == person.id and nudge.ring is Ring.PEER]
        assert len(as_peer) <= max(person.wish - person.today, 0)
    for post in posts:
        assert len([nudge for nudge in nudges if nudge.post == post.id]) <= max(AT_ONCE[-1] - post.standing, 0)
    again: list[Nudge] = route(posts[::-1], people[::-1], NOW)
    assert sorted(again, key=str) == sorted(nudges, key=str)


def test_nothing_is_said_of_few_waits() -> None:
    assert usual([timedelta(minutes=5)] * 9) is None
    found = usual([timedelta(minutes=minute) for minute in range(1, 21)])
    assert found is not None
    assert (found.median, found.p95) == (timedelta(minutes=10), timedelta(minutes=19))
    assert gini([1, 1, 1]) == 0
    assert gini([0, 0, 3]) == pytest.approx(2 / 3)


def test_a_simulated_day_leaves_nobody_alone_where_newest_first_does() -> None:
    assumed, topics = Assumed(days=1, supporters=120, posts_a_day=30), [f"t{number}" for number in range(8)]
    routed = simulate(assumed, topics, routed=True)
    listed = simulate(assumed, topics, routed=False)
    assert (routed.unanswered, routed.two_or_more) == (0, 1)
    assert listed.two_or_more < 1
    assert simulate(assumed, topics, routed=True) == routed
