"""Up, ready, and counted; nothing about anyone."""

import pytest
from django.db import DatabaseError
from django.test import Client

from beside.interfaces.site import health


def test_up_and_ready(client: Client, db: None) -> None:
    assert client.get("/healthz").json() == {"ok": True}
    assert client.get("/readyz").json() == {"ok": True}


def test_not_ready_without_a_database(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError("secret host name")

    monkeypatch.setattr(health, "_ask_the_database", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "because": "database"})


def test_not_ready_before_migrations(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def behind() -> None:
        raise health.NotReady("migrations")

    monkeypatch.setattr(health, "_ask_for_migrations", behind)
    assert client.get("/readyz").status_code == 503


def test_metrics_for_this_machine(client: Client, db: None) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert b"# HELP" in answer.content


@pytest.mark.parametrize(
    "headers", [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, {"REMOTE_ADDR": ""}]
)
def test_metrics_are_not_there_for_others(client: Client, db: None, headers: dict[str, str]) -> None:
    assert client.get("/metrics", **headers).status_code == 404  # type: ignore[arg-type]
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer ", **headers).status_code == 404  # type: ignore[arg-type]
