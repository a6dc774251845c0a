"""Languages, place, pronouns, appearance, wishes; what is held and forgotten."""

import pytest
from django.test import Client

from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import holdings
from beside.foundation.profiles import places, queries
from beside.foundation.profiles.models import LivedExperience, Profile, Wish
from beside.foundation.profiles.tests.conftest import say
from conftest import ClientOf

PAGES = ("/mine", "/mine/about", "/mine/place", "/mine/appearance", "/mine/wishes", "/welcome/place", "/welcome/done")


@pytest.mark.parametrize("path", PAGES)
def test_members_open_it_and_others_sign_in(ada: Person, client: Client, client_of: ClientOf, path: str) -> None:
    assert client_of(ada).get(path).status_code == 200
    assert client.get(path).headers["Location"].startswith("/accounts/login/")


def test_languages_and_place(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    sent = {"languages": ["en", "es"], "another": "ga", "country": "IE", "time_zone": "Europe/Dublin"}
    assert client.post("/mine/place", sent).status_code == 302
    kept = Profile.objects.get(person=ada)
    assert (kept.languages, kept.country, kept.time_zone) == (["en", "es", "ga"], "IE", "Europe/Dublin")
    assert "ga" in dict(client.get("/mine/place").context["form"].fields["languages"].choices)
    assert client.post("/mine/place", {}).status_code == 302
    assert Profile.objects.get(person=ada).languages == []


@pytest.mark.parametrize("wrong", [{"country": "XX"}, {"time_zone": "Mars/Olympus"}, {"languages": ["tlh"]}])
def test_places_that_are_not(ada: Person, client_of: ClientOf, wrong: dict[str, object]) -> None:
    assert client_of(ada).post("/mine/place", wrong).status_code == 200
    assert Profile.objects.get(person=ada).languages == ["en"]


def test_pronouns_and_gender(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    client.post("/mine/about", {"pronouns": "they/them", "gender": "own_words", "gender_words": "in between"})
    kept = Profile.objects.get(person=ada)
    assert (kept.pronouns, kept.gender, kept.gender_words) == ("they/them", "own_words", "in between")
    client.post("/mine/about", {"gender": "woman", "gender_words": "left over"})
    kept = Profile.objects.get(person=ada)
    assert (kept.pronouns, kept.gender, kept.gender_words) == ("", "woman", "")


@pytest.mark.parametrize(
    ("sent", "theme"), [({"look": "dark"}, "dark"), ({"look": "light", "calm": "on"}, "calm-light")]
)
def test_appearance(ada: Person, client_of: ClientOf, sent: dict[str, str], theme: str) -> None:
    client = client_of(ada)
    client.post("/mine/appearance", sent)
    assert Profile.objects.get(person=ada).theme == theme
    assert client.get("/mine").context["frame"]["theme"] == theme


def test_wishes(ada: Person, client_of: ClientOf) -> None:
    from beside.foundation.profiles.actions import load_experiences

    load_experiences()
    client = client_of(ada)
    sent = {
        "rather_age_band": ["26_35", "36_50"], "rather_gender": ["woman"], "rather_more": "grief",
        "rather_not_gender": ["man", "woman"], "rather_not_more": "war",
    }  # fmt: skip
    assert client.post("/mine/wishes", sent).status_code == 302
    assert set(queries.wishes_of([ada.pk])[ada.pk]) == {
        ("age_band", "26_35", "rather"), ("age_band", "36_50", "rather"), ("topic", "grief", "rather"),
        ("gender", "man", "rather_not"), ("gender", "woman", "rather_not"), ("topic", "war", "rather_not"),
    }  # fmt: skip
    form = client.get("/mine/wishes").context["form"]
    assert {field.name for field in form.rather} >= {"rather_age_band", "rather_gender", "rather_topic", "rather_more"}
    assert all(field.name.startswith("rather_not_") for field in form.rather_not)
    client.post("/mine/wishes", {})
    assert not Wish.objects.exists()


def test_wishes_about_nothing_known_are_refused(ada: Person, client_of: ClientOf) -> None:
    assert client_of(ada).post("/mine/wishes", {"rather_gender": ["robot"]}).status_code == 200
    assert not Wish.objects.exists()


def test_times_are_in_ones_own_zone(ada: Person, ben: Person, client_of: ClientOf) -> None:
    from django.utils import timezone

    Profile.objects.filter(person=ada).update(time_zone="Pacific/Auckland")
    assert "Auckland" in str(client_of(ada).get("/mine").context["zone"])
    assert timezone.get_current_timezone_name() == "UTC"
    Profile.objects.filter(person=ben).update(time_zone="Gone/Nowhere")
    assert client_of(ben).get("/mine").status_code == 200


def test_everything_held_is_exported_and_forgotten(ada: Person, ben: Person, client_of: ClientOf) -> None:
    from beside.foundation.profiles.actions import load_experiences

    load_experiences()
    say(ada, "panic", words="mine alone")
    say(ben, "panic")
    client_of(ada).post("/mine/wishes", {"rather_gender": ["woman"]})
    ours = [holding for holding in holdings() if holding.table in {Profile, LivedExperience, Wish}]
    exported = {holding.title: list(holding.export(ada)) for holding in ours}
    assert exported["profile"][0]["pseudonym"] == "Wren"
    assert exported["lived experience"][0]["own_words"] == "mine alone"
    assert [len(rows) for rows in exported.values()] == [1, 1, 1]
    for holding in ours:
        holding.erase(ada)
        assert not list(holding.export(ada))
    assert Profile.objects.filter(person=ben).exists()
    assert LivedExperience.objects.filter(person=ben).exists()


@pytest.mark.parametrize(
    ("year", "band"), [(2008, "18_25"), (2001, "18_25"), (2000, "26_35"), (1950, "66_and_over"), (None, None)]
)
def test_age_bands(year: int | None, band: str | None) -> None:
    from datetime import UTC, datetime

    assert places.age_band(year, datetime(2026, 6, 1, tzinfo=UTC)) == band
