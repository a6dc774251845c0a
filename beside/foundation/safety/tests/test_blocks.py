"""Blocking: mutual, silent, taken back by the one who made it."""

import pytest
from django.test import Client

from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, queries, reviewing
from beside.foundation.safety.models import Block
from conftest import ClientOf

pytestmark = pytest.mark.django_db


def test_asks_first_and_then_blocks(ada: Person, ben: Person, client_of: ClientOf) -> None:
    page = f"/people/{ben.ref}/block"
    assert client_of(ada).get(page).status_code == 200
    assert not Block.objects.exists()
    assert client_of(ada).post(page).status_code == 302
    assert Block.objects.get().by == ada
    assert Entry.objects.get(verb="block.made").detail == {}
    assert not Notice.objects.exists()


def test_both_are_invisible_to_each_other_and_to_nobody_else(ada: Person, ben: Person, cy: Person) -> None:
    actions.block(ben, actor=ada)
    assert queries.blocked_ids(ada) == {ben.pk}
    assert queries.blocked_ids(ben) == {ada.pk}
    assert queries.blocked_ids(cy) == set()
    assert queries.are_apart(ada, ben)
    assert queries.are_apart(ben, ada)
    assert not queries.are_apart(ada, cy)
    assert queries.apart_among([ada.pk, ben.pk, cy.pk]) == {frozenset({ada.pk, ben.pk})}


def test_a_blocked_person_does_not_find_the_other(ada: Person, ben: Person, client_of: ClientOf) -> None:
    actions.block(ben, actor=ada)
    assert client_of(ben).get(f"/people/{ada.ref}/block").status_code == 404
    assert client_of(ada).get(f"/people/{ben.ref}/block").status_code == 200


@pytest.mark.parametrize("who", ["oneself", "nobody", "not_admitted"])
def test_nobody_else_can_be_blocked(ada: Person, cy: Person, client_of: ClientOf, who: str) -> None:
    Person.objects.filter(pk=cy.pk).update(admitted_at=None)
    ref = {"oneself": ada.ref, "nobody": "2222222222222222", "not_admitted": cy.ref}[who]
    assert client_of(ada).post(f"/people/{ref}/block").status_code == 404
    assert not Block.objects.exists()


def test_blocking_again_changes_nothing(ada: Person, ben: Person) -> None:
    first = actions.block(ben, actor=ada)
    assert actions.block(ben, actor=ada) == first
    assert Entry.objects.filter(verb="block.made").count() == 1


def test_other_layers_react_once(ada: Person, ben: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[Person, Person]] = []
    monkeypatch.setattr(reviewing, "_on_block", [])
    reviewing.register_on_block(lambda by, of: told.append((by, of)))
    actions.block(ben, actor=ada)
    actions.block(ben, actor=ada)
    assert told == [(ada, ben)]


def test_a_block_is_taken_back_by_its_maker_alone(ada: Person, ben: Person, client_of: ClientOf) -> None:
    actions.block(ben, actor=ada)
    assert client_of(ben).post(f"/settings/blocked/{ada.ref}/unblock").status_code == 404
    assert queries.are_apart(ada, ben)
    assert client_of(ada).post(f"/settings/blocked/{ben.ref}/unblock").status_code == 302
    assert not queries.are_apart(ada, ben)


def test_the_list_shows_ones_own_blocks_only(ada: Person, ben: Person, client_of: ClientOf) -> None:
    actions.block(ben, actor=ada)
    assert [one.ref for one in client_of(ada).get("/settings/blocked").context["blocked"]] == [ben.ref]
    assert client_of(ben).get("/settings/blocked").context["blocked"] == []


def test_very_many_blocks_are_refused(ada: Person, client_of: ClientOf) -> None:
    others = [Person(sign_in_name=f"other{number}") for number in range(61)]
    for other in others:
        other.admitted_at = ada.admitted_at
    Person.objects.bulk_create(others)
    for other in others[:60]:
        actions.block(other, actor=ada)
    assert client_of(ada).post(f"/people/{others[60].ref}/block").status_code == 429
    assert Block.objects.count() == 60


@pytest.mark.parametrize("page", ["/settings/blocked", "/people/2222222222222222/block"])
def test_signed_out_one_signs_in_first(page: str) -> None:
    assert Client().get(page).status_code == 302
    assert not Block.objects.exists()
