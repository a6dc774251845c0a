"""How people wish to be told: by kind and channel, quiet hours, and a link that stops letters."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client

from beside.foundation.accounts.models import Person
from beside.foundation.notifications import actions, jobs, kinds, links
from beside.foundation.notifications.models import Choice, Letter, QuietHours, State
from beside.foundation.notifications.wishes import end_of_quiet
from beside.foundation.profiles.models import Profile
from conftest import ClientOf

pytestmark = pytest.mark.django_db
PLAIN, URGENT = "test.plain", "test.urgent"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """Two kinds that only these tests know."""
    kinds.register_kind(PLAIN, lambda data: "Heron wrote", lambda: "Someone wrote to you")
    kinds.register_kind(URGENT, lambda data: "Now", lambda: "You are needed", urgent=True, staff=True)
    yield
    kinds._kinds.pop(PLAIN)
    kinds._kinds.pop(URGENT)


@pytest.fixture
def reached(ada: Person) -> Person:
    """Ada, with an address, in Berlin."""
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    Profile.objects.filter(person=ada).update(time_zone="Europe/Berlin")
    return ada


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (datetime(2026, 1, 10, 22, tzinfo=UTC), datetime(2026, 1, 11, 6, tzinfo=UTC)),
        (datetime(2026, 1, 11, 5, 59, tzinfo=UTC), datetime(2026, 1, 11, 6, tzinfo=UTC)),
        (datetime(2026, 1, 11, 6, tzinfo=UTC), None),
        (datetime(2026, 1, 10, 20, 59, tzinfo=UTC), None),
        # The nights in which the clock jumps: seven in the morning is another hour than it was the day before.
        (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),
        (datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)),
    ],
)
def test_quiet_hours_go_by_the_clock_on_the_wall(at: datetime, until: datetime | None) -> None:
    assert end_of_quiet(at, BERLIN, time(22), time(7)) == until


def test_an_end_that_the_clock_shows_twice_is_the_second(ada: Person) -> None:
    second = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert end_of_quiet(second, BERLIN, time(1), time(2, 30)) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_letters_wait_for_the_end_of_quiet_hours_and_urgent_ones_need_not(
    reached: Person, mailoutbox: list[EmailMessage]
) -> None:
    QuietHours.objects.create(person=reached, starts=time(22), ends=time(7))
    with time_machine.travel(datetime(2026, 1, 10, 23, tzinfo=UTC), tick=False):
        actions.notify(reached, PLAIN, {})
        actions.notify(reached, URGENT, {})
        assert jobs.send_letters() == 1
        assert jobs.send_letters() == 0
    with time_machine.travel(datetime(2026, 1, 11, 6, tzinfo=UTC), tick=False):
        assert jobs.send_letters() == 1
    assert [letter.subject for letter in mailoutbox] == ["You are needed", "Someone wrote to you"]
    assert set(Letter.objects.values_list("state", "to", "body", "tries")) == {(State.SENT, "", "", 1)}


def test_sign_in_letters_go_first_then_urgent_ones(reached: Person, mailoutbox: list[EmailMessage]) -> None:
    actions.notify(reached, PLAIN, {})
    actions.notify(reached, URGENT, {})
    actions.keep_letter("ada@example.org", "Your code", "123")
    jobs.send_letters()
    assert [letter.subject for letter in mailoutbox] == ["Your code", "You are needed", "Someone wrote to you"]
    assert "List-Unsubscribe" not in mailoutbox[0].extra_headers


def test_what_was_seen_here_is_not_told_outside(reached: Person, cy: Person) -> None:
    notice = actions.notify(reached, PLAIN, {})
    assert notice is not None
    with pytest.raises(PermissionError):
        actions.put_away(notice, actor=cy)
    assert Letter.objects.exists()
    actions.put_away(notice, actor=reached)
    assert not Letter.objects.exists()


def test_one_click_stops_one_kind_of_letter(reached: Person, mailoutbox: list[EmailMessage]) -> None:
    actions.notify(reached, PLAIN, {})
    jobs.send_letters()
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert not Choice.objects.exists()
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert stranger.post(path).status_code == 200
    assert Choice.objects.get().on is False
    actions.put_all_away(reached, actor=reached)
    actions.notify(reached, PLAIN, {})
    actions.notify(reached, URGENT, {})
    assert list(Letter.objects.filter(state=State.WAITING).values_list("notice__kind", flat=True)) == [URGENT]


def test_a_forged_or_old_link_changes_nothing(reached: Person) -> None:
    with time_machine.travel(datetime(2025, 1, 1, tzinfo=UTC)):
        old = links.stop_link(reached, kinds.kind_of(PLAIN)).removeprefix("http://testserver")
    for path in (old, old[:-3] + "abc", "/notices/stop/x"):
        assert Client().get(path).status_code == 404
        assert Client().post(path).status_code == 404
    assert not Choice.objects.exists()


def test_wishes_are_kept_and_wrong_times_are_explained(reached: Person, cy: Person, client_of: ClientOf) -> None:
    client, mark = client_of(reached), kinds.kind_of(PLAIN).mark
    assert client.get("/settings/notices").status_code == 200
    assert client.post("/settings/notices", {"quiet": "on", "starts": "22:00"}).status_code == 422
    assert client.post("/settings/notices", {"quiet": "on", "starts": "9", "ends": "x"}).status_code == 422
    assert not Choice.objects.exists() and not QuietHours.objects.exists()
    sent = {f"push-{mark}": "on", "quiet": "on", "starts": "22:00", "ends": "07:00"}
    assert client.post("/settings/notices", sent).status_code == 302
    kept = dict(Choice.objects.filter(person=reached, kind=PLAIN).values_list("channel", "on"))
    assert kept == {"email": False, "push": True}
    assert not Choice.objects.filter(person=cy).exists()
    assert QuietHours.objects.get().person == reached
    # Kinds for the staff are not offered to a member.
    assert not Choice.objects.filter(kind=URGENT).exists()
    assert Client().get("/settings/notices").headers["Location"].startswith("/accounts/login/")
