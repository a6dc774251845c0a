"""Looking back: what is said about days is never surer than the days are."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from beside.features.checkins.core import looking
from beside.features.checkins.core.looking import Point

START = date(2026, 3, 1)
values = st.lists(st.integers(1, 5), min_size=0, max_size=60)
# Lists are slow to make on a busy machine; that says nothing about what is tested.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _days(moods: list[int], first: date = START) -> list[Point]:
    return [Point(first + timedelta(days=number), mood) for number, mood in enumerate(moods)]


@UNHURRIED
@given(values, values)
def test_a_difference_is_claimed_only_where_the_bounds_leave_nought_out(now: list[int], before: list[int]) -> None:
    found = looking.compare(_days(now), _days(before, START - timedelta(days=100)), 4)
    if min(len(now), len(before)) < looking.FEWEST:
        assert found.verdict == "few"
        return
    assert -1 <= found.low <= found.high <= 1
    share = found.good / found.days - found.good_before / found.days_before
    assert found.low - 1e-9 <= share <= found.high + 1e-9
    assert (found.verdict == "more") == (found.low > 0)
    assert (found.verdict == "fewer") == (found.high < 0)


@UNHURRIED
@given(values, values)
def test_turned_round_it_says_the_opposite(now: list[int], before: list[int]) -> None:
    there = looking.compare(_days(now), _days(before), 4)
    back = looking.compare(_days(before), _days(now), 4)
    assert {"more": "fewer", "fewer": "more"}.get(there.verdict, there.verdict) == back.verdict


def test_a_run_of_days_alike_tells_less_than_as_many_mixed() -> None:
    alike, mixed = [5] * 15 + [1] * 15, [5, 1] * 15
    runs, turns = _days(alike), _days(mixed)
    good = [one.value >= 4 for one in runs], [one.value >= 4 for one in turns]
    assert looking.counts_as(runs, good[0]) < 10 < looking.counts_as(turns, good[1]) == 30


def test_clear_cases() -> None:
    assert looking.compare(_days([5, 4, 2] * 20), _days([2, 1, 2] * 20), 4).verdict == "more"
    assert looking.compare(_days([5, 2] * 15), _days([2, 5] * 15), 4).verdict == "alike"


@UNHURRIED
@given(values, st.sampled_from(["day", "week", "month"]))
def test_buckets_hold_every_day_once(moods: list[int], unit: str) -> None:
    points = _days(moods)
    found = looking.buckets(points, unit)
    assert sum(one.days for one in found) == len(points)
    assert all(one.low <= one.mean + 1e-9 and one.mean <= one.high + 1e-9 for one in found)
    assert all(one.last < two.first for one, two in pairwise(found))


@given(st.dates(date(1960, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_the_span_before_is_as_long_and_ends_the_day_before(since: date, days: int) -> None:
    until = since + timedelta(days=days)
    assume(since.year > 1970)
    first, last = looking.span_before(since, until)
    assert last + timedelta(days=1) == since
    assert last - first == until - since


@given(st.dates(date(1960, 1, 1), date(2100, 1, 1)))
def test_a_year_before(day: date) -> None:
    assert 365 <= (day - looking.a_year_before(day)).days <= 366
