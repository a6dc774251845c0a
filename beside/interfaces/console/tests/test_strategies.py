"""The operator's hand on the strategies of the toolkit."""

from typing import Any

import pytest

from beside.features.toolkit import actions, keeping
from beside.features.toolkit.library import library
from beside.features.toolkit.models import StrategyVersion
from beside.foundation.accounts.models import Person
from conftest import ClientOf

PAGE = "/console/strategies/"


def _form(client: Any, key: str, **more: Any) -> dict[str, Any]:
    form = client.get(f"{PAGE}{key}").context["form"]
    given = {name: form.initial.get(name, "") for name in form.fields}
    return {name: "" if value is None else value for name, value in given.items() if value is not False} | more


@pytest.mark.parametrize("key", ["feet", "tipp", "box", "thoughtrecord", "54321"])
def test_kept_unchanged_it_stays_the_same(client_of: ClientOf, ola: Person, key: str) -> None:
    client, before = client_of(ola), library().shown[key]
    assert client.post(PAGE + key, _form(client, key, reviewed_by="Our nurse")).status_code == 302
    after = library().shown[key]
    assert (after.version, after.reviewed_by) == (before.version + 1, "Our nurse")
    for name in ("name", "what", "how", "moods", "serves", "cautions", "instead", "variants", "exercise", "sources"):
        assert getattr(after, name) == getattr(before, name)


def test_other_words_are_a_new_version_and_cautions_are_read_again(
    client_of: ClientOf, ola: Person, ada: Person
) -> None:
    client = client_of(ola)
    actions.read_cautions(library().shown["feet"], actor=ada)
    said = _form(client, "feet", what="Stand like a tree.", reviewed_by="Our nurse")
    assert client.post(f"{PAGE}feet", said).status_code == 302
    page = client_of(ada).get("/toolkit/do/feet").content.decode()
    assert "Stand like a tree." in page
    assert "/toolkit/do/feet/read" in page
    assert keeping.own_of(ada).read == {"feet": 1}
    assert client.post(f"{PAGE}feet", said | {"what": "Stand like an oak."}).status_code == 302
    assert [row.number for row in StrategyVersion.objects.order_by("pk")] == [2, 3]
    assert b"Stand like a tree." in client.get(f"{PAGE}feet").content


@pytest.mark.parametrize(
    "more",
    [
        {"what": "This cures panic."},
        {"how": "Close your eyes."},
        {"instead": "breath | no-such | why"},
        {"instead": "nonsense"},
        {"variants": "sight"},
        {"sources": "javascript:alert(1)"},
        {"serves": []},
        {"reviewed_by": ""},
        {"name": ""},
        {"minutes": "-1"},
        {"said": ""},
    ],
)
def test_what_is_not_sound_is_not_kept_and_not_lost(client_of: ClientOf, ola: Person, more: dict[str, Any]) -> None:
    client = client_of(ola)
    answer = client.post(
        f"{PAGE}feet", _form(client, "feet", reviewed_by="Our nurse") | {"evidence": "We asked."} | more
    )
    assert answer.status_code == 422
    assert b"We asked." in answer.content
    assert not StrategyVersion.objects.exists()


def test_cold_cannot_lose_its_marks(client_of: ClientOf, ola: Person) -> None:
    client = client_of(ola)
    said = _form(client, "tipp", reviewed_by="Our nurse", how="Hold cool water to your cheeks.")
    assert client.post(f"{PAGE}tipp", said).status_code == 422


def test_hiding_and_showing(client_of: ClientOf, ola: Person, ada: Person) -> None:
    actions.keep("478", actor=ada)
    client, member = client_of(ola), client_of(ada)
    assert client.post(f"{PAGE}478/hide").status_code == 302
    assert member.get("/toolkit/do/478").status_code == 404
    assert b"/toolkit/do/478" not in member.get("/toolkit?feel=sleep").content
    assert member.get("/toolkit/mine").status_code == 200
    assert b"not offered" in client.get(PAGE).content
    client.post(f"{PAGE}478/hide")
    assert StrategyVersion.objects.count() == 1
    client.post(f"{PAGE}478/hide", {"show": "1"})
    assert member.get("/toolkit/do/478").status_code == 200
    assert client.post(f"{PAGE}no-such/hide").status_code == 404
    assert client.get(f"{PAGE}no-such").status_code == 404


def test_adding_one_of_our_own(client_of: ClientOf, ola: Person, ada: Person) -> None:
    client = client_of(ola)
    said = {
        "key": "tea-by-the-river", "name": "Tea by the river", "family": "senses", "what": "A flask and a bench.",
        "how": "Fill the flask.\nSit down.", "minutes": "20", "moods": ["low"], "serves": ["low-mood"],
        "place": "public", "energy": "some", "grade": "practice", "evidence": "Our walkers like it.",
        "reviewed_by": "The walking group",
    }  # fmt: skip
    assert client.post(f"{PAGE}new", said | {"key": "feet"}).status_code == 422
    assert client.post(f"{PAGE}new", said | {"key": "new"}).status_code == 422
    assert client.post(f"{PAGE}new", said).status_code == 302
    page = client_of(ada).get("/toolkit/do/tea-by-the-river").content.decode()
    assert "The walking group" in page
    assert "tea-by-the-river" in client_of(ada).get("/toolkit?feel=low").content.decode()


def test_only_the_operator(client_of: ClientOf, ada: Person, mo: Person) -> None:
    for person in (ada, mo):
        client = client_of(person)
        for path in (PAGE, f"{PAGE}new", f"{PAGE}feet"):
            assert client.get(path).status_code == 404
        assert client.post(f"{PAGE}feet/hide").status_code == 404
    assert not StrategyVersion.objects.exists()
