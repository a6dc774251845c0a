"""The operator's list of experiences."""

import pytest
from django.test import Client

from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.profiles import listing, queries
from beside.foundation.profiles.models import Experience
from conftest import ClientOf

pytestmark = pytest.mark.usefixtures("the_list")
WORDING = {"name": "Panic, in waves", "kind": "event", "phrase": "know panic", "synonyms": "waves, Alarm,\nwaves"}


@pytest.fixture
def the_list(db: None) -> None:
    """The starting list, loaded."""
    listing.load_experiences()


def _named(key: str) -> queries.Named:
    return next(one for one in queries.experiences(retired=True) if one.key == key)


def test_the_list(ola: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    listing.retire_experience(Experience.objects.get(key="war"), actor=ola)
    page = client.get("/console/experiences/")
    assert b"/console/experiences/war" in page.content
    found = client.get("/console/experiences/?q=insomnia").context["shelves"]
    assert [one.key for _label, entries in found for one in entries] == ["sleep"]


def test_wording(ola: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    assert client.get("/console/experiences/panic").status_code == 200
    assert client.post("/console/experiences/panic", WORDING).status_code == 302
    now = _named("panic")
    assert (now.name, now.kind, now.phrase, now.synonyms) == (
        "Panic, in waves",
        "event",
        "know panic",
        ("waves", "Alarm"),
    )
    entry = Entry.objects.get(verb="experience.worded")
    assert (entry.actor, entry.detail["key"]) == (ola.pk, "panic")
    assert client.post("/console/experiences/panic", WORDING | {"name": ""}).status_code == 200
    assert _named("panic").name == "Panic, in waves"


def test_adding(ola: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    assert client.get("/console/experiences/new").status_code == 200
    assert client.post("/console/experiences/new", WORDING | {"key": "panic-waves"}).status_code == 302
    assert _named("panic-waves").phrase == "know panic"
    assert Entry.objects.filter(verb="experience.added", actor=ola.pk).exists()
    again = client.post("/console/experiences/new", WORDING | {"key": "panic-waves"})
    assert again.context["form"].errors["key"]


def test_retiring_and_bringing_back(ola: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    client.post("/console/experiences/panic/retire")
    client.post("/console/experiences/panic/retire")
    assert _named("panic").retired
    assert client.get("/console/experiences/panic").status_code == 200
    client.post("/console/experiences/panic/bring-back")
    assert not _named("panic").retired
    verbs = list(Entry.objects.filter(verb__startswith="experience.").order_by("id").values_list("verb", flat=True))
    assert verbs == ["experience.retired", "experience.brought_back"]


@pytest.mark.parametrize("key", ["", "new", "panic"])
def test_to_others_it_is_not_there(
    ada: Person, mo: Person, sol: Person, client: Client, client_of: ClientOf, key: str
) -> None:
    for person in (ada, mo, sol):
        assert client_of(person).get(f"/console/experiences/{key}").status_code == 404
        assert client_of(person).post("/console/experiences/panic/retire").status_code == 404
    assert client.get(f"/console/experiences/{key}").headers["Location"].startswith("/accounts/login/")
    assert not _named("panic").retired


def test_unknown_ones(ola: Person, client_of: ClientOf) -> None:
    assert client_of(ola).get("/console/experiences/no-such-thing").status_code == 404
    assert client_of(ola).post("/console/experiences/no-such-thing/retire").status_code == 404
