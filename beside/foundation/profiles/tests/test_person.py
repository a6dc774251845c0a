"""Others' pages, and who may see what of whom."""

import re

import pytest
from django.test import Client

from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries
from beside.foundation.profiles.models import Profile, SeenBy
from beside.foundation.profiles.tests.conftest import match, say
from beside.foundation.safety.models import Block
from conftest import ClientOf

pytestmark = pytest.mark.usefixtures("the_list")


@pytest.fixture
def three(ada: Person) -> Person:
    """Ada, with one thing for nobody, one for matches, one for members."""
    say(ada, "panic", SeenBy.NOBODY, "for me alone")
    say(ada, "sleep", SeenBy.MATCHES, "for those I talk with")
    say(ada, "grief", SeenBy.MEMBERS, "for members")
    return ada


def _without_tokens(page: bytes, ref: str) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page).replace(ref.encode(), b"")


def _keys(client: Client, person: Person) -> list[str]:
    return [one.key for one in client.get(f"/people/{person.ref}").context["lived"]]


def test_a_stranger_sees_what_is_for_members(three: Person, cy: Person, client_of: ClientOf) -> None:
    page = client_of(cy).get(f"/people/{three.ref}")
    assert [one.key for one in page.context["lived"]] == ["grief"]
    shown = page.content.decode()
    assert "for members" in shown
    assert "for me alone" not in shown
    assert "for those I talk with" not in shown


def test_someone_one_talks_with_sees_more_until_one_leaves(three: Person, ben: Person, client_of: ClientOf) -> None:
    talk = match(three, ben)
    assert _keys(client_of(ben), three) == ["sleep", "grief"]
    talk.seats.filter(person=three).update(left_at=three.joined_at)
    assert _keys(client_of(ben), three) == ["grief"]


def test_ones_own_page_shows_what_members_see(three: Person, client_of: ClientOf) -> None:
    assert _keys(client_of(three), three) == ["grief"]
    assert len(queries.own_experiences(three)) == 3


@pytest.mark.parametrize("matched", [True, False])
@pytest.mark.parametrize("ada_blocks", [True, False])
def test_after_a_block_neither_sees_the_other(
    three: Person, ben: Person, client_of: ClientOf, matched: bool, ada_blocks: bool
) -> None:
    if matched:
        match(three, ben)
    Block.objects.create(by=three if ada_blocks else ben, of=ben if ada_blocks else three)
    assert client_of(ben).get(f"/people/{three.ref}").status_code == 404
    assert client_of(three).get(f"/people/{ben.ref}").status_code == 404
    assert queries.visible_experiences(three, ben, matched=matched) == []


def test_not_there_looks_like_not_yours(ada: Person, ben: Person, client_of: ClientOf) -> None:
    Block.objects.create(by=ben, of=ada)
    client = client_of(ada)
    hidden, unknown = client.get(f"/people/{ben.ref}"), client.get("/people/nobodyhere2345")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert _without_tokens(hidden.content, ben.ref) == _without_tokens(unknown.content, "nobodyhere2345")


def test_strangers_and_the_left_have_no_page(ada: Person, cy: Person, client: Client, client_of: ClientOf) -> None:
    assert client.get(f"/people/{ada.ref}").headers["Location"].startswith("/accounts/login/")
    Person.objects.filter(pk=ada.pk).update(erased_at=ada.joined_at)
    assert client_of(cy).get(f"/people/{ada.ref}").status_code == 404


def test_people_still_joining_have_no_page(ada: Person, cy: Person, client_of: ClientOf) -> None:
    Person.objects.filter(pk=ada.pk).update(admitted_at=None)
    assert client_of(cy).get(f"/people/{ada.ref}").status_code == 404


def test_cards_come_in_one_query(ada: Person, ben: Person, cy: Person) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        found = queries.cards([ada.pk, ben.pk, cy.pk, 999_999])
    assert len(asked) == 1
    assert [found[person.pk].pseudonym for person in (ada, ben, cy)] == ["Wren", "Heron", "Sparrow"]
    assert found[999_999].gone


def test_cards_of_the_erased_and_the_blocked_look_alike(ada: Person, ben: Person, cy: Person) -> None:
    Person.objects.filter(pk=ben.pk).update(erased_at=ben.joined_at)
    Block.objects.create(by=cy, of=ada)
    found = queries.cards([ben.pk, cy.pk], to=ada)
    assert found[ben.pk] == found[cy.pk]
    assert found[cy.pk].gone
    assert not queries.cards([cy.pk])[cy.pk].gone


def test_what_matching_may_know(three: Person, ben: Person) -> None:
    found = queries.for_matching([three.pk, ben.pk])
    assert sorted(found[three.pk]) == [("grief", "living", 2), ("sleep", "living", 2)]
    assert ben.pk not in found


def test_gender_is_never_shown(ada: Person, cy: Person, client_of: ClientOf) -> None:
    Profile.objects.filter(person=ada).update(gender="own_words", gender_words="moonlike", pronouns="they/them")
    shown = client_of(cy).get(f"/people/{ada.ref}").content.decode()
    assert "they/them" in shown
    assert "moonlike" not in shown
