"""What several tests of joining do first."""

from typing import Any

from django.test import Client

from beside.foundation.accounts import actions, queries
from beside.foundation.accounts.models import Joining
from beside.foundation.audit.actions import BESIDE

PASSWORD = "a quiet lamp by the window"


def let(joining: Joining, **more: Any) -> None:
    """How one may join."""
    actions.change_organisation({"joining": joining, **more}, actor=BESIDE)


def answer_year(client: Client, year: str = "1990") -> None:
    """Answer the birth year."""
    client.post("/join/year", {"year": year})


def by_name(client: Client, name: str = "quiet-lantern-1") -> None:
    """Join as far as an account without an email, the year included."""
    answer_year(client)
    client.post("/join/name", {"sign_in_name": name, "password": PASSWORD})


def keep_codes(client: Client) -> None:
    """Say that the recovery codes are put away."""
    client.post("/join/keep-codes", {"kept": "on"})


def agree(client: Client) -> str:
    """Say yes to every text; where the last yes leads."""
    led = ""
    for text in queries.current_texts():
        led = client.post("/join/agree", {"agree": "on", "text": text.pk}).headers.get("Location", "")
    return led
