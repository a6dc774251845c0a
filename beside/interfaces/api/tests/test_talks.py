"""The API: what a token may do, and what it may not."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from beside.core.clock import now
from beside.core.crypto import digest
from beside.foundation.accounts.models import Person, Token
from beside.foundation.audit.actions import BESIDE
from beside.foundation.talk import actions
from beside.foundation.talk.models import Draft, Kind, Message, Part, Seat, Talk
from beside.interfaces.api.talks import MessagesOut


class Caller:
    """A program with a token."""

    def __init__(self, person: Person, scopes: str = "profile talks:read talks:write") -> None:
        self.secret = f"secret-of-{person.ref}"
        self.token = Token.objects.create(person=person, name="test", digest=digest(self.secret), scopes=scopes)

    def call(self, method: str, path: str, **body: Any) -> Any:
        """One call."""
        return Client().generic(
            method,
            f"/api/v1{path}",
            data=json.dumps(body) if body else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}"},
        )


@pytest.fixture
def talk(ada: Person, ben: Person) -> Talk:
    """Ada and Ben, one to one, with one message."""
    made = actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, ben: Part.SUPPORTER}, actor=BESIDE)
    actions.send(made.ref, "Hello Ben.", str(uuid.uuid4()), actor=ada)
    return made


def test_without_a_token_nothing(talk: Talk) -> None:
    for path in ("/me", "/talks", f"/talks/{talk.ref}", f"/talks/{talk.ref}/messages"):
        assert Client().get(f"/api/v1{path}").status_code == 401


def test_an_ended_token_and_an_erased_person_get_nothing(ada: Person, talk: Talk) -> None:
    caller = Caller(ada)
    assert caller.call("GET", "/me").json() == {"ref": ada.ref}
    Token.objects.update(ended_at=now())
    assert caller.call("GET", "/me").status_code == 401
    Token.objects.update(ended_at=None)
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert caller.call("GET", "/me").status_code == 401


def test_a_reading_token_cannot_write(ada: Person, talk: Talk) -> None:
    caller = Caller(ada, "talks:read")
    assert caller.call("GET", f"/talks/{talk.ref}/messages").status_code == 200
    answer = caller.call("POST", f"/talks/{talk.ref}/messages", text="No.", client_id=str(uuid.uuid4()))
    assert answer.status_code == 403
    assert Message.objects.count() == 1


def test_the_two_read_it_and_a_stranger_does_not(ada: Person, ben: Person, cy: Person, talk: Talk) -> None:
    for person in (ada, ben):
        caller = Caller(person)
        found = caller.call("GET", f"/talks/{talk.ref}/messages").json()
        assert [(m["number"], m["author"], m["text"]) for m in found["messages"]] == [(1, ada.ref, "Hello Ben.")]
        assert [t["ref"] for t in caller.call("GET", "/talks").json()] == [talk.ref]
    stranger = Caller(cy)
    assert stranger.call("GET", "/talks").json() == []
    not_there = stranger.call("GET", "/talks/nowhere/messages")
    not_theirs = stranger.call("GET", f"/talks/{talk.ref}/messages")
    assert not_there.status_code == not_theirs.status_code == 404
    assert not_there.content == not_theirs.content
    assert (
        stranger.call("POST", f"/talks/{talk.ref}/messages", text="Hi", client_id=str(uuid.uuid4())).status_code == 404
    )


def test_the_answer_is_what_the_description_says(ada: Person, ben: Person, talk: Talk) -> None:
    actions.react(talk.ref, 1, "hear_you", actor=ben)
    found = Caller(ada).call("GET", f"/talks/{talk.ref}/messages").json()
    assert MessagesOut.model_validate(found).messages[0].reactions == {"hear_you": [ben.ref]}


def test_sending_twice_keeps_once(ada: Person, talk: Talk) -> None:
    caller, same = Caller(ada), str(uuid.uuid4())
    first = caller.call("POST", f"/talks/{talk.ref}/messages", text="Again.", client_id=same)
    again = caller.call("POST", f"/talks/{talk.ref}/messages", text="Again.", client_id=same)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["number"] == again.json()["number"] == 2


def test_http_can_do_what_the_socket_can(ada: Person, ben: Person, talk: Talk) -> None:
    hers, his = Caller(ada), Caller(ben)
    place = f"/talks/{talk.ref}/messages/1"
    assert hers.call("PATCH", place, text="Hello, Ben.").json()["edited"] is True
    assert his.call("PATCH", place, text="Not mine.").status_code == 404
    assert his.call("PUT", f"{place}/reactions/hear_you").json()["reactions"] == {"hear_you": [ben.ref]}
    assert his.call("PUT", f"{place}/reactions/like").status_code == 422
    assert his.call("DELETE", f"{place}/reactions/hear_you").json()["reactions"] == {}
    assert his.call("PUT", f"/talks/{talk.ref}/read", number=1).status_code == 204
    assert Seat.objects.get(talk=talk, person=ben).read_number == 1
    assert hers.call("PUT", f"/talks/{talk.ref}/draft", text="And then").status_code == 204
    assert Draft.objects.get().person == ada
    assert hers.call("DELETE", place).json()["taken_back"] is True


@pytest.mark.parametrize("text", ["", "x" * 4_001, "nul\u0000"])
def test_what_is_not_a_message_is_refused_in_words(ada: Person, talk: Talk, text: str) -> None:
    answer = Caller(ada).call("POST", f"/talks/{talk.ref}/messages", text=text, client_id=str(uuid.uuid4()))
    assert answer.status_code == 422
    assert set(answer.json()) == {"error", "words", "retry_after"}
    assert Message.objects.count() == 1


def test_the_description_is_there() -> None:
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    assert "/api/v1/talks/{ref}/messages" in paths
