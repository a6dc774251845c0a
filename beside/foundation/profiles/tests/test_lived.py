"""Choosing what one has been through, saying something of it, taking it off and back again."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import actions, queries
from beside.foundation.profiles.models import Experience, LivedExperience, SeenBy
from beside.foundation.profiles.tests.conftest import say
from conftest import ClientOf

WORDS = "the kettle clicks off and I am back in that corridor"
pytestmark = pytest.mark.usefixtures("the_list")


def _answer(**changes: Any) -> dict[str, Any]:
    return {"stance": "living", "comfort": "3", "words": WORDS, "seen_by": "members"} | changes


def everything_stored() -> bytes:
    """Every value of every row of every table, as the database holds it."""
    found = bytearray()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    found += bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
    return bytes(found)


def test_the_list_is_there_and_can_be_searched_by_other_words(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert len(client.get("/mine/experiences").context["found"]) > 80
    found = client.get("/mine/experiences", {"q": "insomnia"}).context["found"]
    assert [one.key for one in found] == ["sleep"]
    assert "panic" in [one.key for one in client.get("/mine/experiences?q=panic att").context["found"]]
    assert client.get("/mine/experiences?q=xyzzy").context["found"] == []


def test_adding_one_seals_the_words(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert client.get("/mine/experiences/panic").status_code == 200
    assert client.post("/mine/experiences/panic", _answer()).status_code == 302
    row = LivedExperience.objects.get(person=ada)
    assert (row.experience.key, row.stance, row.comfort, row.seen_by) == ("panic", "living", 3, "members")
    assert queries.own_experiences(ada)[0].words == WORDS
    assert b"corridor" not in everything_stored()
    assert b"panic" in everything_stored()


def test_changing_it(ada: Person, client_of: ClientOf) -> None:
    say(ada, "panic", words=WORDS)
    client = client_of(ada)
    assert WORDS in client.get("/mine/experiences/panic").content.decode()
    client.post("/mine/experiences/panic", _answer(stance="came_through", words="", seen_by="nobody"))
    row = LivedExperience.objects.get(person=ada)
    assert (row.stance, bytes(row.words), row.seen_by) == ("came_through", b"", "nobody")


@pytest.mark.parametrize(
    "wrong", [{"stance": "wizard"}, {"seen_by": "everyone"}, {"comfort": "9"}, {"words": "x" * 2_001}]
)
def test_a_mistake_keeps_what_was_typed(ada: Person, client_of: ClientOf, wrong: dict[str, str]) -> None:
    answer = client_of(ada).post("/mine/experiences/panic", _answer(**wrong))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["form"]["words"].value() == wrong.get("words", WORDS)
    assert not LivedExperience.objects.exists()


def test_taking_it_off_and_back(ada: Person, client_of: ClientOf) -> None:
    say(ada, "panic", SeenBy.MEMBERS, WORDS)
    client = client_of(ada)
    assert client.post("/mine/experiences/panic/remove").status_code == 302
    assert not LivedExperience.objects.exists()
    assert b"corridor" not in everything_stored()
    assert "/mine/experiences/restore" in client.get("/mine").content.decode()
    client.post("/mine/experiences/restore")
    assert (back := queries.own_experiences(ada)[0]).words == WORDS
    assert back.seen_by == SeenBy.MEMBERS
    client.post("/mine/experiences/restore")
    assert LivedExperience.objects.count() == 1


def test_undo_never_overwrites_newer_words(ada: Person, client_of: ClientOf) -> None:
    say(ada, "panic", words="old")
    client = client_of(ada)
    client.post("/mine/experiences/panic/remove")
    say(ada, "panic", words="new")
    client.post("/mine/experiences/restore")
    assert queries.own_experiences(ada)[0].words == "new"


def test_nobody_takes_off_anothers(ada: Person, cy: Person, client_of: ClientOf) -> None:
    say(ada, "panic")
    assert client_of(cy).post("/mine/experiences/panic/remove").status_code == 404
    assert LivedExperience.objects.filter(person=ada).exists()
    assert client_of(ada).get("/mine/experiences/panic/remove").status_code == 405


def test_unknown_and_retired_ones_cannot_be_chosen(ada: Person, ben: Person, client_of: ClientOf) -> None:
    say(ben, "panic")
    entry = Experience.objects.get(key="panic")
    from beside.foundation.profiles.listing import retire_experience

    retire_experience(entry, actor=ben)
    client = client_of(ada)
    assert client.get("/mine/experiences/panic").status_code == 404
    assert client.get("/mine/experiences/no-such-thing").status_code == 404
    # Ben chose it before: it stays his, and he may still change it.
    assert client_of(ben).post("/mine/experiences/panic", _answer()).status_code == 302
    assert queries.own_experiences(ben)[0].words == WORDS


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    for path in ("/mine/experiences", "/mine/experiences/panic", "/mine"):
        assert client.get(path).headers["Location"].startswith("/accounts/login/")


def test_someone_still_joining_sees_nothing(ada: Person, client_of: ClientOf) -> None:
    Person.objects.filter(pk=ada.pk).update(admitted_at=None)
    answer = client_of(ada).get("/mine/experiences")
    assert answer.status_code in {302, 404}


def test_words_cannot_be_moved_to_another_place(ada: Person) -> None:
    from beside.core.crypto import Unreadable

    one, other = say(ada, "panic", words=WORDS), say(ada, "sleep")
    LivedExperience.objects.filter(pk=other.pk).update(words=one.words)
    with pytest.raises(Unreadable):
        queries.own_experiences(ada)


def test_without_the_key_nobody_reads_the_words(ada: Person) -> None:
    say(ada, "panic", words=WORDS)
    keys.destroy(ada.pk)
    assert queries.own_experiences(ada)[0].words is None
    assert actions.words_of(LivedExperience.objects.get()) == ""
