"""What somebody did stands beside how they were: on their own page, by their days, and on nobody else's."""

from datetime import UTC, date, datetime, timedelta

import time_machine

from beside.features.checkins.hooks import Doings
from beside.features.recovery import aiming
from beside.features.recovery.models import Turn
from beside.features.toolkit import actions as toolkit
from beside.foundation.accounts.models import Person
from beside.journeys.looking import lines
from conftest import ClientOf

NOW = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
SPAN = (date(2026, 11, 1), date(2026, 11, 28))


def _days(found: Doings) -> list[tuple[str, list[int]]]:
    return [(name, [day.day for day in days]) for name, days in found.rows]


def _live_a_little(person: Person, peer: Person) -> None:
    """A goal that moved on two days, and two things that were used."""
    with time_machine.travel(NOW - timedelta(days=40), tick=False):
        goal = aiming.begin("Sleep through", "", ["Phone in the kitchen"], [], actor=person)
    for back in (40, 5, 5, 0):
        with time_machine.travel(NOW - timedelta(days=back), tick=False):
            aiming.turn(goal, None, Turn.TRIED, "", actor=person)
            toolkit.try_it("box", 6, 4, actor=person)
    with time_machine.travel(NOW - timedelta(days=3), tick=False):
        toolkit.try_it("feet", None, 4, actor=person)
        aiming.begin("Never moved", "", [], [], actor=person)
        aiming.begin("Somebody else's", "", [], [], actor=peer)


@time_machine.travel(NOW, tick=False)
def test_days_on_which_something_moved(client_of: ClientOf, ada: Person, cy: Person) -> None:
    _live_a_little(ada, cy)
    assert _days(lines.goals(ada, *SPAN)) == [("Sleep through", [23, 28])]
    assert [days for _name, days in _days(lines.used(ada, *SPAN))] == [[23, 28], [25]]
    assert lines.goals(cy, *SPAN).rows == lines.used(cy, *SPAN).rows == ()
    assert b"Sleep through" in client_of(ada).get("/looking-back").content
    assert b"Sleep through" not in client_of(cy).get("/looking-back").content


@time_machine.travel(NOW, tick=False)
def test_a_calm_page(ada: Person) -> None:
    """However much somebody did, six of a kind are shown, the most used first."""
    keys = ("box", "feet", "54321", "longexhale", "tipp", "pmr", "bodyscan", "safetyfirst")
    for often, key in enumerate(keys):
        for back in range(often + 1):
            with time_machine.travel(NOW - timedelta(days=back), tick=False):
                toolkit.try_it(key, None, None, actor=ada)
    assert [len(days) for _name, days in lines.used(ada, *SPAN).rows] == [8, 7, 6, 5, 4, 3]


@time_machine.travel(datetime(2026, 11, 28, 23, 30, tzinfo=UTC), tick=False)
def test_a_day_is_a_day_where_one_lives(ada: Person) -> None:
    ada.profile.time_zone = "Asia/Tokyo"
    ada.profile.save()
    toolkit.try_it("box", None, None, actor=ada)
    assert [days for _name, days in _days(lines.used(ada, date(2026, 11, 29), date(2026, 11, 29)))] == [[29]]
    assert not lines.used(ada, *SPAN).rows
