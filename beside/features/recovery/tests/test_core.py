"""When a share is open, whatever the clock does; phone numbers; days on somebody's own clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside.features.recovery.core import days, terms
from beside.features.recovery.core.phones import dialled
from beside.features.recovery.core.terms import Terms, Viewer, is_open, over

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
moments = st.integers(-90 * 86_400, 90 * 86_400).map(lambda seconds: NOON + timedelta(seconds=seconds))
lengths = st.integers(1, 60 * 86_400).map(lambda seconds: timedelta(seconds=seconds))
viewers = st.builds(Viewer, receives=st.booleans(), apart=st.booleans(), walled=st.booleans(), here=st.booleans())
FRIEND = Viewer(receives=True)


@given(moments, lengths, moments, viewers)
def test_it_is_open_only_between_its_moments_and_only_to_whom_it_is_meant(
    begins: datetime, lasts: timedelta, at: datetime, viewer: Viewer
) -> None:
    held = Terms(begins, begins + lasts)
    if is_open(held, viewer, at):
        assert begins <= at < begins + lasts
        assert at < begins + terms.LONGEST
        assert viewer.receives and viewer.here and not viewer.apart and not viewer.walled


@given(moments, lengths, moments, moments)
def test_taken_back_it_is_closed_for_good(begins: datetime, lasts: timedelta, revoked: datetime, at: datetime) -> None:
    assert not is_open(Terms(begins, begins + lasts, revoked), FRIEND, at)


@given(moments, lengths, st.lists(moments, min_size=1, max_size=30))
def test_seen_to_be_over_it_stays_over_however_the_clock_jumps(
    begins: datetime, lasts: timedelta, clock: list[datetime]
) -> None:
    held = Terms(begins, begins + lasts)
    was_over = False
    for at in clock:
        if over(held, at) and held.ended is None:  # as sharing.note_end does
            held = Terms(held.begins, held.until, held.revoked, ended=at)
        was_over = was_over or at >= begins + lasts
        assert not (was_over and is_open(held, FRIEND, at))


@given(moments, lengths)
def test_a_friend_reads_it_from_the_first_moment_to_the_last(begins: datetime, lasts: timedelta) -> None:
    held = Terms(begins, begins + lasts)
    assert is_open(held, FRIEND, begins)
    assert is_open(held, FRIEND, min(held.until, begins + terms.LONGEST) - timedelta(microseconds=1))
    assert not is_open(held, FRIEND, held.until)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("085 123 4567", "0851234567"), ("+353 (0)85-123 4567", "+353851234567"), ("112", "112"),
        ("(01) 555.0100", "015550100"), ("", ""), ("12", ""), ("call me", ""), ("+", ""), ("1" * 16, ""),
        ("085;ext=1", ""), ("javascript:alert(1)", ""), ("٠٨٥١٢٣٤٥٦٧", ""), ("++353851234567", ""),
    ],
)  # fmt: skip
def test_a_number_is_one_that_a_phone_can_dial(written: str, number: str) -> None:
    assert dialled(written) == number


@given(st.text(max_size=40))
def test_nothing_but_digits_is_ever_dialled(written: str) -> None:
    found = dialled(written)
    assert not found or (found.removeprefix("+").isascii() and found.removeprefix("+").isdigit())


def test_a_letter_comes_in_the_morning_of_its_writer() -> None:
    day = date(2026, 11, 29)
    auckland, dublin = ZoneInfo("Pacific/Auckland"), ZoneInfo("Europe/Dublin")
    at = datetime(2026, 11, 28, 20, tzinfo=UTC)  # nine in the morning of the 29th in Auckland
    assert days.has_come(day, at, auckland)
    assert not days.has_come(day, at - timedelta(seconds=1), auckland)
    assert not days.has_come(day, at, dublin)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), moments)
def test_a_letter_is_for_a_day_to_come_and_not_for_ever(day: date, at: datetime) -> None:
    zone = ZoneInfo("Pacific/Kiritimati")
    here = days.today(at, zone)
    assert days.may_wait_for(day, at, zone) == (here < day <= here + days.FARTHEST)


@given(st.dates(), st.dates())
def test_a_clock_set_back_greets_nobody(last: date, here: date) -> None:
    if days.comes_back(last, here):
        assert here > last
