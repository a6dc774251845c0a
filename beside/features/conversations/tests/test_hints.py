"""Hints on a message about to be sent, as plain pages and on the live line: for its writer alone."""

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client

from beside.features.conversations.models import Conversation
from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.talk import live, queries
from beside.foundation.talk.models import Message

ClientOf = Callable[[Person], Client]
TELLING = {"text": "Ring me on 07700 900123", "client_id": "client-0001"}


def test_a_plain_form_with_details_comes_back_once(
    conversation: Conversation, ada: Person, client_of: ClientOf
) -> None:
    client, path = client_of(ada), f"/talk/{conversation.ref}"
    answer = client.post(f"{path}/send", TELLING)
    assert answer.status_code == 200
    assert answer.context["text"] == TELLING["text"]
    assert [one["kind"] for one in answer.context["hints"]] == ["phone"]
    assert not Message.objects.exists()
    assert queries.draft_of(conversation.talk, ada) == TELLING["text"]
    again = TELLING | {"seen": answer.context["seen_hints"]}
    assert client.post(f"{path}/send", again).status_code == 302
    assert Message.objects.count() == 1


def test_a_page_that_showed_them_itself_is_not_asked_twice(
    conversation: Conversation, ada: Person, client_of: ClientOf
) -> None:
    assert client_of(ada).post(f"/talk/{conversation.ref}/send", TELLING | {"seen": "all"}).status_code == 302


@pytest.mark.parametrize("text", ["I walked home.", "You can call 116 123.", "He committed suicide.", "I want to die"])
def test_nothing_else_ever_comes_back(conversation: Conversation, ada: Person, client_of: ClientOf, text: str) -> None:
    given = {"text": text, "client_id": "client-0001"}
    assert client_of(ada).post(f"/talk/{conversation.ref}/send", given).status_code == 302


def test_a_stranger_gets_no_hints(conversation: Conversation, cy: Person, client_of: ClientOf) -> None:
    assert client_of(cy).post(f"/talk/{conversation.ref}/send", TELLING).status_code == 404
    with pytest.raises(Http404):
        live._kept_draft(conversation.ref, TELLING["text"], actor=cy)


def test_a_kept_draft_is_answered_with_hints_and_nothing_is_noted(conversation: Conversation, ada: Person) -> None:
    before = Entry.objects.count()
    answer = live._kept_draft(conversation.ref, TELLING["text"], actor=ada)
    assert answer["hints"]["details"][0]["text"] == "07700 900123"
    assert answer["hints"]["care"] is False
    assert live._kept_draft(conversation.ref, "I want to kill myself tonight", actor=ada)["hints"]["care"] is True
    assert Entry.objects.count() == before


def test_hints_are_turned_off_and_on_by_oneself(conversation: Conversation, ada: Person, client_of: ClientOf) -> None:
    client, path = client_of(ada), f"/talk/{conversation.ref}"
    assert client.post("/settings/hints", {"on": "0", "next": path})["Location"] == path
    assert client.post(f"{path}/send", TELLING).status_code == 302
    assert [row["hints_while_writing"] for row in _account(ada)] == [False]
    assert client.post("/settings/hints", {"on": "1", "next": "//elsewhere.example"})["Location"] == "/settings"
    assert Person.objects.get(pk=ada.pk).hints
    assert Client().post("/settings/hints", {"on": "0"}).status_code == 302


def _account(person: Person) -> list[dict[str, object]]:
    """What the copy of everything says of the account."""
    person.refresh_from_db()
    parts = accounts.export_everything(person, actor=person)["parts"]
    return [row for rows in parts.values() for row in rows if "hints_while_writing" in row]
