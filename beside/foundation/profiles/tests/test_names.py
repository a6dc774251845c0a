"""Pseudonyms: free, clear, nobody else's, and not staff's."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.profiles import names, queries
from beside.foundation.profiles.models import Profile
from beside.foundation.profiles.skeletons import looks, mixed_scripts, skeleton
from conftest import ClientOf


@pytest.mark.parametrize(
    "other",
    ["wren", "WREN", "W r e n", "W-r.e'n", "Wrén", "ＷＲＥＮ", "𝐖𝐫𝐞𝐧", "Wrеn", "W\u200dren", "ᴡren"],
)
def test_look_alikes_count_as_one(other: str) -> None:
    assert skeleton(other) == skeleton("Wren")


@pytest.mark.parametrize(
    ("one", "other"), [("Moon", "M00n"), ("Bill", "B1ll"), ("Bill", "BIII"), ("modern", "modem"), ("Сосо", "Coco")]
)
def test_digits_and_pairs_of_letters_are_taken_for_letters(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Wren", "Heron"), ("Raven", "Ranev"), ("山本", "山木"), ("नमन", "नाम")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(min_size=1, max_size=30))
def test_spaces_and_dots_change_nothing(name: str) -> None:
    assert skeleton(f" . {name} -") == skeleton(name)
    assert skeleton(name) in looks(name)


@pytest.mark.parametrize(("held", "asked"), [("Νίκη", "νίκη"), ("νίκη", "ΝΊΚΗ"), ("Ðan", "ðan"), ("NANA", "ΝΑΝΑ")])
def test_capitals_make_no_name_free(ada: Person, held: str, asked: str) -> None:
    Profile.objects.filter(person=ada).update(skeleton=skeleton(held))
    assert not queries.name_is_free(asked)


@given(st.builds(names.suggestion, numbered=st.booleans()))
def test_every_suggestion_may_be_taken(name: str) -> None:
    assert names.check(name, "Beside") == name


@pytest.mark.parametrize(("name", "mixed"), [("Wrеn", True), ("Врен", False), ("山本さん", False), ("Wren 7", False)])
def test_mixed_alphabets_are_noticed(name: str, mixed: bool) -> None:
    assert mixed_scripts(name) is mixed


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x", "length"), ("w" * 31, "length"), ("☃☃", "signs"), ("W\u202eren", "signs"), ("42 07", "letters"),
        ("ben@home.org", "contact"), ("0871 234 567", "contact"), ("wren.com", "contact"), ("Wrеn", "scripts"),
        ("Moderator Jim", "staff"), ("M0derat0r", "staff"), ("Dr Wren", "staff"), ("The Team", "staff"),
        ("Suppоrt".replace("о", "o"), "staff"), ("Harbour House Jo", "staff"),
    ],
)  # fmt: skip
def test_misleading_names_are_refused(name: str, code: str) -> None:
    with pytest.raises(Refused) as no:
        names.check(name, "Harbour House")
    assert no.value.code == f"name.{code}"


@pytest.mark.parametrize("name", ["Drew", "Steam", "Cher", "Modesty", "Ærling", "محمد", "O'Hara", "J. R."])
def test_ordinary_names_are_not(name: str) -> None:
    assert names.check(name) == name


def test_taking_a_new_name(ada: Person, client_of: ClientOf) -> None:
    answer = client_of(ada).post("/mine/name", {"name": "  Quiet   Alder "})
    assert answer.status_code == 302
    kept = Profile.objects.get(person=ada)
    assert (kept.pseudonym, kept.skeleton) == ("Quiet Alder", skeleton("Quiet Alder"))
    entry = Entry.objects.get(verb="profile.renamed")
    assert entry.actor == ada.pk
    assert "Alder" not in str(entry.detail)


@pytest.mark.parametrize("name", ["Heron", "hEr0n", "H-e-r-o-n", "Неrоn"])
def test_nobody_takes_anothers_name(ada: Person, ben: Person, client_of: ClientOf, name: str) -> None:
    Profile.objects.filter(person=ben).update(skeleton=skeleton("Heron"))
    answer = client_of(ada).post("/mine/name", {"name": name})
    assert answer.status_code == 200
    assert answer.context["form"].errors["name"]
    assert Profile.objects.get(person=ada).pseudonym == "Wren"


def test_one_may_change_the_spelling_of_ones_own(ada: Person, client_of: ClientOf) -> None:
    client_of(ada).post("/mine/name", {"name": "wren"})
    assert Profile.objects.get(person=ada).pseudonym == "wren"


def test_names_change_a_few_times_a_day_and_no_more(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    for name in ("First Alder", "Second Alder", "Third Alder"):
        assert client.post("/mine/name", {"name": name}).status_code == 302
    assert client.post("/mine/name", {"name": "Fourth Alder"}).status_code == 200
    assert Profile.objects.get(person=ada).pseudonym == "Third Alder"


def test_strangers_are_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/mine/name").status_code == 302
    assert client.post("/mine/name", {"name": "Alder"}).headers["Location"].startswith("/accounts/login/")


def test_suggestions_are_free_and_differ(ada: Person) -> None:
    found = queries.suggestions(6)
    assert len({skeleton(name) for name in found}) == 6
    assert all(queries.name_is_free(name) for name in found)


def test_suggestions_when_every_plain_name_is_taken(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person.objects.create(sign_in_name="x")
    Profile.objects.create(person=person, pseudonym="Alder", skeleton=skeleton("Alder"))
    monkeypatch.setattr(names, "_THINGS", ("Alder",))
    monkeypatch.setattr(names, "_WAYS", ("Calm",))
    assert len(queries.suggestions(4)) == 4
