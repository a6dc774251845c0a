"""Check-ins from the first word to undo: kept by day where one lives, locked, one's own alone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import hypothesis
import pytest
import time_machine
from django.test import Client
from hypothesis import strategies as st

from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.checkins import jobs, keeping, queries, reminding, tracking
from beside.features.checkins.core.entries import Entry
from beside.features.checkins.models import Before, Month, Own, Tracker
from beside.foundation.accounts import personal
from beside.foundation.accounts.actions import erase
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry as Logged
from beside.foundation.notifications.models import Letter, Notice
from beside.foundation.profiles.models import Profile
from conftest import ClientOf

NOW = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
SAID = {"mood": "2", "energy": "", "sleep": "4", "line": "A grey one.", "day": "2026-11-28"}


def _href(entry: Entry) -> str:
    return f"/checkins/{entry.day:%Y-%m}/{entry.ref}"


@time_machine.travel(NOW, tick=False)
def test_a_check_in_is_kept_changed_removed_and_brought_back(client_of: ClientOf, ada: Person, cy: Person) -> None:
    client = client_of(ada)
    assert client.post("/checkins/new", SAID).status_code == 302
    entry = queries.entries(ada)[0]
    assert (entry.mood, entry.energy, entry.sleep, entry.line, entry.at) == (2, None, 4, "A grey one.", NOW)
    assert b"A grey one." in client.get("/checkins").content
    for path in ("", "/remove"):
        assert client_of(cy).post(_href(entry) + path, SAID).status_code == 404
    assert client_of(cy).get(_href(entry)).status_code == 404
    assert Client().get("/checkins").status_code == 302
    assert client.post(_href(entry), SAID | {"mood": "4", "line": "Better.", "day": "2026-10-31"}).status_code == 302
    moved = queries.entries(ada)
    assert [(one.day, one.mood, one.line, one.at) for one in moved] == [(date(2026, 10, 31), 4, "Better.", None)]
    assert client_of(cy).post(f"/checkins/undo/{entry.ref}").status_code == 302
    assert queries.entries(ada)[0].line == "Better."
    assert client.post(f"/checkins/undo/{entry.ref}").status_code == 302
    assert queries.entries(ada) == [entry]
    assert client.post(_href(entry) + "/remove").status_code == 302
    assert queries.entries(ada) == []
    assert not Month.objects.exists()
    client.post(f"/checkins/undo/{entry.ref}")
    assert queries.entries(ada) == [entry]
    assert client.post(f"/checkins/undo/{entry.ref}").status_code == 302  # nothing to bring back: said kindly
    assert queries.entries(ada) == [entry]


def test_nothing_private_stands_open(ada: Person) -> None:
    keeping.keep(Entry("", keeping.today(ada), mood=1, line="Nobody reads this."), actor=ada)
    assert b"Nobody" not in bytes(Month.objects.get().sealed)
    logged = Logged.objects.filter(verb="own.kept").get()
    assert (logged.kind, logged.detail) == ("checkins.own", {})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": "2026-11-29"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "1066-10-14"}, "day"),
        ({"day": "yesterday"}, "day"),
        ({"mood": "6"}, "mood"),
        ({"line": "x" * 281}, "line"),
        ({"line": "a\x00b"}, "line"),
        ({"mood": "", "sleep": "", "line": " "}, None),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_what_cannot_be_kept_is_said_beside_the_field(
    client_of: ClientOf, ada: Person, given: dict[str, str], field: str | None
) -> None:
    answer = client_of(ada).post("/checkins/new", SAID | given)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) == {field or "__all__"}
    assert not Month.objects.exists()


def test_the_day_is_the_one_where_the_person_lives(ada: Person, client_of: ClientOf) -> None:
    Profile.objects.filter(person=ada).update(time_zone="Pacific/Auckland")
    with time_machine.travel(datetime(2026, 11, 28, 12, 30, tzinfo=UTC), tick=False):
        answer = client_of(ada).post("/checkins/new", SAID | {"day": "2026-11-29"})
        assert answer.status_code == 302
        assert client_of(ada).post("/checkins/new", SAID | {"day": "2026-11-30"}).status_code == 422
    assert queries.entries(ada)[0].day == date(2026, 11, 29)


def test_today_takes_one_press_and_can_be_put_off(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    with time_machine.travel(NOW, tick=False):
        assert client.get("/today").context["arriving"]["mood"] is None
        assert client.post("/checkins/arrive", {"mood": "7"}).status_code == 404
        client.post("/checkins/arrive", {"mood": "2"})
        client.post("/checkins/arrive", {"mood": "3"})
        assert [one.mood for one in queries.entries(ada)] == [3]
        assert client.get("/today").context["arriving"]["mood"] == 3
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        client.post("/checkins/arrive", {"mood": "4"})
        assert [one.mood for one in queries.entries(ada)] == [3, 4]
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        client.post("/checkins/not-today")
        assert client.get("/today").context["arriving"] is None
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert client.get("/today").context["arriving"] is not None


def test_a_clock_that_jumps_loses_nothing(ada: Person, client_of: ClientOf) -> None:
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        client_of(ada).post("/checkins/arrive", {"mood": "5"})
    with time_machine.travel(NOW, tick=False):
        client = client_of(ada)
        client.post("/checkins/arrive", {"mood": "1"})
        assert [one.mood for one in queries.entries(ada)] == [1, 5]
        for path in ("/checkins", "/today", "/looking-back?range=30", "/looking-back?range=all", "/measures"):
            assert client.get(path).status_code == 200
        ahead = queries.entries(ada)[1]
        assert client.get(_href(ahead)).status_code == 200
        assert client.post(_href(ahead) + "/remove").status_code == 302


def test_a_day_holds_many_and_not_endlessly(ada: Person) -> None:
    day = keeping.today(ada)
    for _ in range(keeping.MOST_A_DAY):
        keeping.keep(Entry("", day, mood=3), actor=ada)
    with pytest.raises(Refused) as refused:
        keeping.keep(Entry("", day, mood=3), actor=ada)
    assert refused.value.code == "many"
    keeping.keep(Entry("", day - timedelta(days=1), mood=3), actor=ada)


def test_trackers_are_thirty_at_most_and_never_lost(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    for number in range(10_000):
        try:
            tracking.add(f"Thing {number}", "yes", actor=ada)
        except Refused as refused:
            assert refused.code == "name"
            break
    assert Tracker.objects.filter(person=ada).count() == tracking.MOST
    assert client.post("/checkins/trackers", {"name": "One more", "kind": "yes"}).status_code == 422
    walk = Tracker.objects.filter(person=ada)[0]
    assert client.post("/checkins/new", SAID | {f"mark_{walk.ref}": "on"}).status_code == 302
    for path in ("", "/put-away", "/bring-back"):
        assert client_of(cy).post(f"/checkins/trackers/{walk.ref}{path}", {"name": "Mine"}).status_code == 404
    assert client.post(f"/checkins/trackers/{walk.ref}/put-away").status_code == 302
    entry = queries.entries(ada)[0]
    assert entry.marks == {walk.ref: 1}
    client.post(_href(entry), SAID | {"line": "Still here."})
    assert queries.entries(ada)[0].marks == {walk.ref: 1}
    assert b"Thing 0" in client.get("/looking-back").content
    assert client.post(f"/checkins/trackers/{walk.ref}", {"name": "thing 1"}).status_code == 422
    assert client.post("/checkins/trackers", {"name": "One more", "kind": "number", "unit": "cups"}).status_code == 302
    assert client.post(f"/checkins/trackers/{walk.ref}/bring-back").status_code == 302
    assert Tracker.objects.filter(person=ada, archived_at=None).count() == tracking.MOST


@pytest.mark.parametrize("value", ["many", "nan", "inf", "1e99"])
def test_a_number_is_a_number(ada: Person, client_of: ClientOf, value: str) -> None:
    cups = tracking.add("Coffee", "number", "cups", actor=ada)
    client = client_of(ada)
    today = keeping.today(ada).isoformat()
    answer = client.post("/checkins/new", SAID | {"day": today, f"mark_{cups.ref}": value})
    assert answer.status_code == 422
    assert "A grey one." in answer.content.decode()
    assert client.post("/checkins/new", SAID | {"day": today, f"mark_{cups.ref}": "2.5"}).status_code == 302
    assert queries.entries(ada)[0].marks == {cups.ref: 2.5}


def test_reminders_come_at_the_time_chosen_once_and_only_if_nothing_was_said(ada: Person, client_of: ClientOf) -> None:
    Profile.objects.filter(person=ada).update(time_zone="Europe/Berlin")
    client = client_of(ada)
    with time_machine.travel(NOW, tick=False):  # 19:00 in Berlin
        assert client.post("/checkins/reminders", {"remind_at": "25:00", "offer_weeks": ""}).status_code == 422
        assert client.post("/checkins/reminders", {"remind_at": "", "offer_weeks": "3"}).status_code == 422
        assert client.post("/checkins/reminders", {"remind_at": "20:30", "offer_weeks": "4"}).status_code == 302
        assert jobs.remind() == 0
    with time_machine.travel(NOW + timedelta(hours=1, minutes=31), tick=False):
        assert jobs.remind() == 1
        assert jobs.remind() == 0
    with time_machine.travel(NOW + timedelta(days=1, hours=1, minutes=31), tick=False):
        keeping.arrive(3, actor=ada)
        assert jobs.remind() == 0
    with time_machine.travel(NOW + timedelta(days=9), tick=False):  # the service was away: too late is not sent
        assert jobs.remind() == 0
    with time_machine.travel(NOW + timedelta(weeks=4, minutes=1), tick=False):
        assert jobs.remind() == 1
        assert jobs.remind() == 0
    assert [one.kind for one in Notice.objects.filter(person=ada).order_by("pk")] == [
        reminding.CHECK_IN,
        reminding.MEASURE,
    ]
    assert not Letter.objects.filter(subject__icontains="check").exists()


def test_reminders_that_nobody_saw_do_not_pile_up(ada: Person) -> None:
    with time_machine.travel(NOW, tick=False):
        reminding.choose(time(20), None, actor=ada)
    for days in range(3):
        with time_machine.travel(NOW + timedelta(days=days, hours=2, minutes=1), tick=False):
            assert jobs.remind() == 1
    waiting = Notice.objects.filter(person=ada, kind=reminding.CHECK_IN, seen_at=None)
    assert [one.made_at.date() for one in waiting] == [date(2026, 11, 30)]


def test_a_clock_that_was_ahead_does_not_silence_reminders(ada: Person) -> None:
    with time_machine.travel(NOW + timedelta(days=400), tick=False):
        reminding.choose(time(20), None, actor=ada)
    with time_machine.travel(NOW, tick=False):
        jobs.remind()
        following = Own.objects.get().remind_next
        assert following is not None
        assert NOW < following < NOW + timedelta(days=2)


def test_what_can_be_brought_back_is_forgotten_after_a_day(ada: Person) -> None:
    with time_machine.travel(NOW, tick=False):
        kept = keeping.keep(Entry("", date(2026, 11, 20), mood=3), actor=ada)
        keeping.remove(kept.ref, kept.day, actor=ada)
    with time_machine.travel(NOW + timedelta(hours=23), tick=False):
        assert jobs.forget() == 0
    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        assert jobs.forget() == 1
        with pytest.raises(Refused):
            keeping.undo(kept.ref, actor=ada)


def test_all_of_it_exports_and_goes(ada: Person, ben: Person) -> None:
    walk = tracking.add("A walk", "yes", actor=ada)
    tracking.mark(date(2026, 1, 2), "The new flat.", actor=ada)
    kept = keeping.keep(Entry("", date(2026, 1, 2), mood=4, line="Boxes.", marks={walk.ref: 1}), actor=ada)
    keeping.keep(Entry(kept.ref, date(2026, 1, 2), mood=5, line="Boxes!", marks={walk.ref: 1}), actor=ada)
    keeping.keep(Entry("", date(2026, 1, 3), mood=2), actor=ben)
    held = {one.title: list(one.export(ada)) for one in personal.holdings()}
    assert [one["line"] for one in held["check-ins"]] == ["Boxes!"]
    assert held["check-ins"][0]["trackers"] == {"A walk": 1}
    assert held["days I marked"] == [{"day": "2026-01-02", "words": "The new flat."}]
    assert held["what I can still bring back"][0]["as_it_stood"]["l"] == "Boxes."
    erase(ada, actor=ada)
    assert set(Month.objects.values_list("person", flat=True)) == {ben.pk}
    assert not Tracker.objects.exists()
    assert not Before.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_what_was_written_without_a_network_is_kept_once(client_of: ClientOf, ada: Person) -> None:
    """Under the name and at the moment it was given there; sent again, it changes nothing."""
    client = client_of(ada)
    later: dict[str, Any] = {"headers": {"X-Kept": "later"}}
    sent = SAID | {"client_id": new_ref(), "written_at": "2026-11-28T09:15:00.250Z"}
    first = client.post("/checkins/new", sent, **later)
    again = client.post("/checkins/new", sent, **later)
    assert (first.status_code, again.status_code) == (200, 200)
    entry = queries.entries(ada)[0]
    assert [one.line for one in queries.entries(ada)] == ["A grey one."]
    assert (entry.ref, entry.at) == (sent["client_id"], datetime(2026, 11, 28, 9, 15, tzinfo=UTC))
    assert first.json() == {"href": _href(entry)}
    refused = client.post("/checkins/new", sent | {"client_id": new_ref(), "day": "2026-11-30"}, **later)
    assert (refused.status_code, bool(refused.json()["words"])) == (422, True)
    assert Client().post("/checkins/new", sent, **later).status_code == 401
    words = Client().post("/checkins/new", SAID | {"line": "Words of somebody who was signed out"})
    assert (words.status_code, b"Words of somebody" in words.content) == (403, True)
    assert len(queries.entries(ada)) == 1


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    "written", ["2027-11-28T09:15:00Z", "yesterday", "2026-13-01T00:00:00Z", "9" * 40, "0001-01-01"]
)
def test_a_clock_that_is_wrong_moves_no_day(written: str, client_of: ClientOf, ada: Person) -> None:
    sent = SAID | {"client_id": "not one of ours", "written_at": written}
    assert client_of(ada).post("/checkins/new", sent).status_code == 422
    assert client_of(ada).post("/checkins/new", sent | {"client_id": new_ref()}).status_code == 302
    entry = queries.entries(ada)[0]
    assert entry.day == date(2026, 11, 28)
    assert entry.at is None or entry.at <= NOW


_SENT = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), min_size=1, max_size=12)


@hypothesis.given(sent=_SENT)
@hypothesis.settings(max_examples=25, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_two_devices_that_send_in_any_order_keep_each_once(sent: list[tuple[int, int]], ada: Person) -> None:
    """Whatever waits on either, however often a lost answer makes it be sent again, over the turn of a month too."""
    Month.objects.all().delete()
    names = ["22222222222222" + letter * 2 for letter in "abcdef"]
    first_day: dict[str, int] = {}
    for which, back in sent:
        name = names[which]
        day = keeping.today(ada) - timedelta(days=first_day.setdefault(name, back))
        keeping.keep(Entry("", day, mood=3, line=name), actor=ada, named=name)
    assert sorted(one.ref for one in queries.entries(ada)) == sorted(first_day)
