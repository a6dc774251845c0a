"""Hours and moments ahead in few words, on the reader's own clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from beside.foundation.safety.templatetags.oncall import hours, in_short

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        (datetime(2026, 11, 24, 22, tzinfo=UTC), "UTC", "22:00"),
        (datetime(2026, 11, 24, 22, tzinfo=UTC), "Asia/Tokyo", "tomorrow, 07:00"),
        (datetime(2026, 11, 26, 8, 30, tzinfo=UTC), "UTC", "Thursday, 08:30"),
        (datetime(2026, 12, 3, 8, tzinfo=UTC), "UTC", "Thursday 3 December, 08:00"),
    ],
)
def test_a_moment_ahead(moment: datetime, zone: str, said: str) -> None:
    assert in_short(moment, NOON, ZoneInfo(zone)) == said


def test_hours_name_the_day_on_which_they_end_where_it_is_another() -> None:
    with timezone.override("UTC"):
        assert ">Tuesday 24 November, 09:00<" in hours(NOON.replace(hour=9), NOON.replace(hour=17))
        assert ">17:00<" in hours(NOON.replace(hour=9), NOON.replace(hour=17))
        assert ">Wednesday 08:00<" in hours(NOON.replace(hour=22), datetime(2026, 11, 25, 8, tzinfo=UTC))
