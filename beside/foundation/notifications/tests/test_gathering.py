"""Letters gathered into one, a rest from all of it, and notices put off: by the person's own clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.notifications import actions, gathering, jobs, kinds, queries
from beside.foundation.notifications.models import Gathering, Letter, Notice, Rest
from beside.foundation.profiles.models import Profile
from conftest import ClientOf

pytestmark = pytest.mark.django_db
PLAIN, OTHER, URGENT, TIMELY = "test.plain", "test.other", "test.urgent", "test.timely"
START = datetime(2026, 10, 23, 12, tzinfo=UTC)  # a Friday; the clocks go back in the night to Sunday


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """Kinds that only these tests know, and a still clock."""
    kinds.register_kind(PLAIN, lambda data: "Heron wrote", lambda: "Someone wrote to you")
    kinds.register_kind(OTHER, lambda data: "A seat is free", lambda: "Something is free")
    kinds.register_kind(URGENT, lambda data: "Now", lambda: "You are needed", urgent=True)
    kinds.register_kind(TIMELY, lambda data: "At seven", lambda: "A reminder", each_time=True)
    with time_machine.travel(START, tick=False):
        yield
    for name in (PLAIN, OTHER, URGENT, TIMELY):
        kinds._kinds.pop(name)


@pytest.fixture
def reached(ada: Person) -> Person:
    """Ada, with an address, in Berlin."""
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    Profile.objects.filter(person=ada).update(time_zone="Europe/Berlin")
    return ada


def test_a_daily_letter_comes_at_ones_own_hour_with_each_thing_once(reached: Person) -> None:
    gathering.choose(reached, "daily", time(18), actor=reached)
    for kind in (PLAIN, PLAIN, OTHER, URGENT, TIMELY):
        actions.notify(reached, kind, {})
    assert set(Letter.objects.values_list("subject", flat=True)) == {"You are needed", "A reminder"}
    with time_machine.travel(START + timedelta(hours=3, minutes=59), tick=False):
        assert gathering.send() == 0
    with time_machine.travel(START + timedelta(hours=4), tick=False):
        assert (gathering.send(), gathering.send()) == (1, 0)
    body = Letter.objects.get(notice=None).body
    assert (body.count("Someone wrote to you"), body.count("Something is free")) == (1, 1)
    assert "Heron" not in body and "needed" not in body
    # On Sunday the hour is another one in UTC, and there is nothing new to say.
    assert Gathering.objects.get().next_at == datetime(2026, 10, 24, 16, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 10, 24, 16, tzinfo=UTC), tick=False):
        assert gathering.send() == 0
    assert Gathering.objects.get().next_at == datetime(2026, 10, 25, 17, tzinfo=UTC)


def test_a_weekly_letter_comes_on_mondays(reached: Person) -> None:
    gathering.choose(reached, "weekly", time(9), actor=reached)
    assert Gathering.objects.get().next_at == datetime(2026, 10, 26, 8, tzinfo=UTC)


def test_what_was_put_away_is_not_told(reached: Person) -> None:
    gathering.choose(reached, "daily", time(18), actor=reached)
    notice = actions.notify(reached, PLAIN, {})
    assert notice is not None
    actions.put_away(notice, actor=reached)
    with time_machine.travel(START + timedelta(hours=5), tick=False):
        assert gathering.send() == 0


def test_the_page_keeps_it_and_ends_it(reached: Person, client_of: ClientOf) -> None:
    client = client_of(reached)
    assert client.post("/settings/notices", {"gather": "daily"}).status_code == 422
    assert client.post("/settings/notices", {"gather": "hourly", "gather_at": "18:00"}).status_code == 422
    assert not Gathering.objects.exists()
    assert client.post("/settings/notices", {"gather": "daily", "gather_at": "18:00"}).status_code == 302
    assert Gathering.objects.get().person_id == reached.pk
    client.post("/settings/notices", {"gather": ""})
    assert not Gathering.objects.exists()


def test_a_rest_holds_all_but_what_is_urgent(
    reached: Person, client_of: ClientOf, mailoutbox: list[EmailMessage]
) -> None:
    client_of(reached).post("/settings/notices/rest", {"days": "3"})
    actions.notify(reached, PLAIN, {})
    actions.notify(reached, URGENT, {})
    assert jobs.send_letters() == 1
    assert mailoutbox[0].subject == "You are needed"
    with time_machine.travel(START + timedelta(days=3, minutes=1), tick=False):
        assert jobs.send_letters() == 1
    client_of(reached).post("/settings/notices/rest", {"days": "400"})
    assert not Rest.objects.exists()


def test_a_notice_put_off_comes_back(reached: Person, ben: Person, client_of: ClientOf) -> None:
    notice = actions.notify(reached, PLAIN, {})
    assert notice is not None
    path = f"/notices/{notice.pk}/later"
    assert client_of(ben).post(path, {"until": "tomorrow"}).status_code == 404
    assert client_of(reached).post(path, {"until": "never"}).status_code == 404
    assert client_of(reached).post(path, {"until": "tomorrow"}).status_code == 302
    assert (queries.unseen(reached), Letter.objects.count()) == ([], 0)
    assert Notice.objects.get().later_at == datetime(2026, 10, 24, 7, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 10, 24, 7, tzinfo=UTC), tick=False):
        assert (jobs.bring_back(), jobs.bring_back()) == (1, 0)
        assert [one.number for one in queries.unseen(reached)] == [notice.pk]
    assert now() == START
