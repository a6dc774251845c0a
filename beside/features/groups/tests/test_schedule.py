"""When a series meets: by its own clock, through every change of it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside.features.groups.schedule import Series

ZONES = ("Europe/London", "America/New_York", "Australia/Sydney")


def _series(rhythm: str, first: date, zone: str = "Europe/London", at: time = time(19), **more: int) -> Series:
    return Series(rhythm, first, at, 75, ZoneInfo(zone), more.get("times"))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("first", [date(2026, 9, 29), date(2026, 3, 3)])
def test_the_hour_stays_when_the_clocks_change(zone: str, first: date) -> None:
    """In October and in March, in three zones: the same hour on the wall, another one in UTC."""
    series = _series("weekly", first, zone)
    moments = [series.begins(day) for day in series.days(first + timedelta(weeks=8))]
    assert len(moments) == 9
    assert {moment.astimezone(ZoneInfo(zone)).time() for moment in moments} == {time(19)}
    assert len({moment.time() for moment in moments}) == 2
    assert {series.ends(day) - series.begins(day) for day in series.days(first + timedelta(weeks=8))} == {
        timedelta(minutes=75)
    }


def test_an_hour_that_does_not_exist_or_exists_twice() -> None:
    spring = _series("weekly", date(2027, 3, 28), at=time(1, 30))
    assert spring.begins(date(2027, 3, 28)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    autumn = _series("weekly", date(2026, 10, 25), at=time(1, 30))
    assert autumn.begins(date(2026, 10, 25)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "first", "days"),
    [
        ("once", date(2026, 11, 24), [(11, 24)]),
        ("weekly", date(2026, 11, 24), [(11, 24), (12, 1), (12, 8), (12, 15), (12, 22), (12, 29)]),
        ("fortnightly", date(2026, 11, 24), [(11, 24), (12, 8), (12, 22)]),
        ("monthly", date(2026, 9, 8), [(9, 8), (10, 13), (11, 10), (12, 8)]),
        ("monthly", date(2026, 9, 29), [(9, 29), (10, 27), (11, 24), (12, 29)]),
    ],
)
def test_the_days_of_a_series(rhythm: str, first: date, days: list[tuple[int, int]]) -> None:
    """The fifth Tuesday of a month is its last one."""
    found = _series(rhythm, first).days(date(2026, 12, 31))
    assert [(day.month, day.day) for day in found] == days


@given(
    st.sampled_from(("weekly", "fortnightly", "monthly")),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(1, 60),
    st.sampled_from(ZONES),
)
def test_a_course_has_as_many_sessions_as_it_says(rhythm: str, first: date, times: int, zone: str) -> None:
    """Always on the first day's weekday, in order, none twice."""
    days = _series(rhythm, first, zone, times=times).days(date(2060, 1, 1))
    assert len(days) == times
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {first.weekday()}
    assert days[0] == first or (rhythm == "monthly" and first.day > 28)
