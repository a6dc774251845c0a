"""Moments in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

from beside.core.dates import exactly, in_words, number

DUBLIN = ZoneInfo("Europe/Dublin")
NOW = datetime(2026, 11, 5, 20, 30, tzinfo=DUBLIN)  # a Thursday


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "just now"),
        (NOW - timedelta(seconds=59), "just now"),
        (NOW - timedelta(seconds=60), "a minute ago"),
        (NOW - timedelta(minutes=5, seconds=59), "five minutes ago"),
        (NOW - timedelta(minutes=20), "twenty minutes ago"),
        (NOW - timedelta(minutes=59), "59 minutes ago"),
        (NOW - timedelta(hours=2), "this evening"),
        (NOW.replace(hour=14), "this afternoon"),
        (NOW.replace(hour=8), "this morning"),
        (NOW.replace(hour=3), "early this morning"),
        (NOW - timedelta(days=1), "yesterday evening"),
        (NOW.replace(day=4, hour=2), "early yesterday"),
        (NOW.replace(day=3), "on Tuesday"),
        (NOW.replace(day=1), "on Sunday"),
        (NOW - timedelta(days=7), "29 October"),
        (NOW.replace(year=2025), "5 November 2025"),
        (NOW + timedelta(minutes=10), "in ten minutes"),
        (NOW + timedelta(hours=2), "this evening"),
        (NOW + timedelta(hours=12), "tomorrow morning"),
        (NOW + timedelta(days=4), "on Monday"),
    ],
)
def test_as_a_person_would_say_it(moment: datetime, words: str) -> None:
    assert in_words(moment, NOW, DUBLIN) == words
    assert in_words(moment.astimezone(UTC), NOW.astimezone(UTC), DUBLIN) == words


def test_the_day_is_the_listener_s_own() -> None:
    moment = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
    assert in_words(moment, NOW, ZoneInfo("America/New_York")) == "yesterday evening"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        in_words(NOW.replace(tzinfo=None), NOW, DUBLIN)


def test_the_exact_time_is_in_full() -> None:
    assert exactly(NOW.astimezone(UTC), DUBLIN) == "Thursday 5 November 2026, 20:30"


def test_small_numbers_are_words() -> None:
    assert [number(count) for count in (0, 1, 20, 21)] == ["0", "one", "twenty", "21"]


def test_the_tag_gives_the_words_and_the_exact_time() -> None:
    template = Template("{% load core %}{% when at %}|{% when at 'exact' %}|{% when none %}")
    with time_machine.travel(NOW, tick=False), timezone.override(DUBLIN):
        words, exact, nothing = template.render(Context({"at": NOW, "none": None})).split("|")
    assert words.startswith('<time datetime="2026-11-05T20:30:00+00:00" title="Thursday 5 November')
    assert "just now" not in exact
    assert "20:30" in exact
    assert nothing == ""
