"""Today, and the frame around every page."""

import pytest
import time_machine
from django.contrib.messages import constants
from django.test import Client

from beside.features.conversations.actions import open_conversation
from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.accounts.queries import organisation
from beside.foundation.profiles.models import Profile
from beside.interfaces.site import frame, views
from conftest import ClientOf


def test_today(ada: Person, ben: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert client.get("/today").context["running"] == []
    talk = open_conversation(seeker=ada, peer=ben, why=[], how=[], actor=ada)
    page = client.get("/today")
    assert [one.name for one in page.context["running"]] == ["Heron"]
    assert f"/talk/{talk.ref}".encode() in page.content


def test_strangers_are_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/today").headers["Location"].startswith("/accounts/login/")


def test_someone_without_a_name_is_welcomed_first(ada: Person, client_of: ClientOf) -> None:
    Profile.objects.filter(person=ada).delete()
    assert client_of(ada).get("/today").headers["Location"] == "/welcome"


@pytest.mark.parametrize(
    ("hour", "zone", "word"), [(6, "UTC", "morning"), (6, "Pacific/Auckland", "evening"), (14, "UTC", "afternoon")]
)
def test_the_greeting_knows_ones_own_hour(ada: Person, client_of: ClientOf, hour: int, zone: str, word: str) -> None:
    Profile.objects.filter(person=ada).update(time_zone=zone)
    client = client_of(ada)
    with time_machine.travel(f"2026-06-01T{hour:02}:30:00Z", tick=False):
        client.force_login(ada)
        assert word in client.get("/today").context["greeting"]
    assert views.greeting(3) == "Hello, {name}"


def test_places_and_desks(ada: Person, mo: Person, sol: Person, ola: Person, client_of: ClientOf) -> None:
    found = {}
    for person in (ada, mo, sol, ola):
        filled = client_of(person).get("/mine").context["frame"]
        assert [place["href"] for place in filled["places"]] == ["/today", "/community", "/groups", "/talk", "/mine"]
        assert [place["current"] for place in filled["places"]] == [False, False, False, False, True]
        found[person.pk] = [desk["href"] for desk in filled["staff"]]
    assert found == {ada.pk: [], mo.pk: ["/peer", "/care"], sol.pk: ["/peer", "/care"], ola.pk: ["/console/"]}


def test_help_is_for_ones_own_country(ada: Person, client: Client, client_of: ClientOf) -> None:
    organisation()
    Organisation.objects.update(country="IE")
    assert client.get("/").context["frame"]["help"]["country"] == "Ireland"
    Profile.objects.filter(person=ada).update(country="GB")
    panel = client_of(ada).get("/mine").context["frame"]["help"]
    assert panel["country"] != "Ireland"
    assert panel["emergency"][0]["href"].startswith("tel:")
    assert all(line["actions"] for line in panel["lines"])
    Profile.objects.filter(person=ada).update(country="AQ")
    assert client_of(ada).get("/mine").context["frame"]["help"]["emergency"] == []


def test_what_has_just_happened_is_said_once_and_can_be_undone(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    client.post("/mine/appearance", {"look": "dark"})
    # A page without the frame does not swallow it.
    client.get("/robots.txt")
    assert len(client.get("/mine").context["frame"]["notices"]()) == 1
    assert client.get("/mine").context["frame"]["notices"]() == []
    assert frame.UNDO.endswith(":")
    assert constants.WARNING > constants.SUCCESS


def test_what_one_is_told_stands_on_today_until_put_away(ada: Person, cy: Person, client_of: ClientOf) -> None:
    from beside.foundation.notifications import kinds
    from beside.foundation.notifications.models import Notice

    kind = next(name for name in kinds.registered())
    Notice.objects.create(person=ada, kind=kind, data={}, href="/talk")
    client = client_of(ada)
    news = client.get("/today").context["news"]
    assert len(news) == 1
    assert client_of(cy).get("/today").context["news"] == []
    client.post(f"/notices/{news[0].number}/put-away")
    assert client.get("/today").context["news"] == []


def test_only_peers_are_offered_to_be_here_for_others(ada: Person, ben: Person, client_of: ClientOf) -> None:
    assert b'href="/peer"' not in client_of(ada).get("/today").content
    assert b'href="/peer"' in client_of(ben).get("/today").content
    assert client_of(ben).get("/peer").status_code == 200
