"""Leave quickly: the session ends everywhere, nothing is written, the browser forgets."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.realtime import hub
from conftest import ClientOf


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sessions whose live lines were closed."""
    found: list[str] = []
    monkeypatch.setattr(hub, "end_session", found.append)
    return found


def test_leaving_ends_the_session_and_its_lines(ada: Person, client_of: ClientOf, ended: list[str]) -> None:
    client = client_of(ada)
    key = client.session.session_key
    entries = Entry.objects.count()
    answer = client.post("/leave")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/away")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert not Session.objects.filter(session_key=key).exists()
    assert ended == [key]
    assert Entry.objects.count() == entries
    assert client.get("/mine").headers["Location"].startswith("/accounts/login/")


def test_leaving_needs_no_token(ada: Person, ended: list[str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.post("/leave").status_code == 303


def test_leaving_without_a_session(client: Client, db: None, ended: list[str]) -> None:
    assert client.post("/leave").status_code == 303
    assert ended == []
    assert not Session.objects.exists()


def test_a_mere_link_signs_nobody_out(ada: Person, client_of: ClientOf, ended: list[str]) -> None:
    client = client_of(ada)
    assert client.get("/leave").status_code == 405
    assert client.get("/mine").status_code == 200
    assert ended == []


def test_other_devices_stay(ada: Person, client_of: ClientOf, ended: list[str]) -> None:
    one, other = client_of(ada), client_of(ada)
    one.post("/leave")
    assert other.get("/mine").status_code == 200


def test_away_tells_nothing(client: Client, db: None) -> None:
    page = client.get("/away")
    assert page.status_code == 200
    assert b"Beside" not in page.content
    assert "Set-Cookie" not in page.headers
