"""The first minutes."""

import pytest
from django.test import Client

from beside.foundation.accounts.models import Person
from beside.foundation.profiles.models import LivedExperience, Profile
from conftest import ClientOf

pytestmark = pytest.mark.usefixtures("the_list")


@pytest.fixture
def new(ada: Person) -> Person:
    """Ada as she has just joined: without a name."""
    Profile.objects.filter(person=ada).delete()
    return Person.objects.get(pk=ada.pk)


def test_from_joining_to_what_now(new: Person, client_of: ClientOf) -> None:
    client = client_of(new)
    assert client.get("/today", follow=True).redirect_chain[-1][0] == "/welcome/name"
    names = client.get("/welcome/name").context["suggestions"]
    assert client.post("/welcome/name", {"name": names[0]}).headers["Location"] == "/welcome/place"
    sent = {"languages": ["en"], "country": "IE", "time_zone": "Europe/Dublin"}
    assert client.post("/welcome/place", sent).headers["Location"] == "/welcome/experience"
    said = {"stance": "living", "comfort": "2", "words": "", "seen_by": "matches"}
    added = client.post("/mine/experiences/panic?from=welcome", said)
    assert added.headers["Location"] == "/welcome/experience"
    assert client.get("/welcome/experience").status_code == 200
    assert client.get("/welcome/done").status_code == 200
    assert Profile.objects.get(person=new).pseudonym == names[0]
    assert LivedExperience.objects.get(person=new).experience.key == "panic"
    assert client.get("/today").status_code == 200


def test_everything_but_a_name_can_be_left_out(new: Person, client_of: ClientOf) -> None:
    client = client_of(new)
    for path in ("/welcome/place", "/welcome/experience", "/welcome/done"):
        assert client.get(path).headers["Location"] == "/welcome/name"
    assert client.post("/welcome/name", {"any": "1"}).headers["Location"] == "/welcome/place"
    assert Profile.objects.get(person=new).pseudonym
    assert client.get("/welcome").headers["Location"] == "/welcome/place"
    assert client.get("/today").status_code == 200


def test_a_name_that_cannot_be_is_told_kindly(new: Person, client_of: ClientOf) -> None:
    answer = client_of(new).post("/welcome/name", {"name": "Moderator"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["name"]
    assert answer.context["form"]["name"].value() == "Moderator"
    assert not Profile.objects.filter(person=new).exists()


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    for path in ("/welcome", "/welcome/name", "/welcome/experience"):
        assert client.get(path).headers["Location"].startswith("/accounts/login/")


def test_the_way_back_leads_nowhere_else(ada: Person, client_of: ClientOf) -> None:
    said = {"stance": "living", "comfort": "2", "words": "", "seen_by": "matches"}
    answer = client_of(ada).post("/mine/experiences/panic?from=https://elsewhere.example", said)
    assert answer.headers["Location"] == "/mine"
