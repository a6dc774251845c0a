"""The age bands people choose from are those matching reckons with; neither may import the other."""

from datetime import UTC, datetime

from beside.foundation.profiles import places
from beside.journeys.matching.core.people import AGE_BANDS, Person


def test_age_bands_are_those_of_matching() -> None:
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    assert [value for value, _label in places.AGE_BANDS] == list(AGE_BANDS[1:])
    for age in range(10, 100):
        assert places.age_band(2026 - age, moment) == Person(id=1, adult=True, age=age).age_band
