"""The log for operators: chosen, checked, taken along, and silent about members."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from beside.foundation.accounts import actions
from beside.foundation.accounts.models import Person, Role
from beside.foundation.audit import sealing
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.audit.models import Chain, Entry
from conftest import ClientOf

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def _text(client: Client, path: str, given: dict[str, str] | None = None) -> str:
    return client.post(path, given or {}).getvalue().decode()


@pytest.fixture
def days(ada: Person, mo: Person, ola: Person) -> None:
    """A deed a day: Beside's, Ada's, Mo's, Ola's."""
    mo.role_grants.update(granted_at=DAY - timedelta(days=9))
    ola.role_grants.update(granted_at=DAY - timedelta(days=9))
    actors: list[Acting] = [BESIDE, ada, mo, ola]
    for turn, actor in enumerate(actors):
        with time_machine.travel(DAY + timedelta(days=turn), tick=False):
            record("walk.taken", ada, actor=actor)


@pytest.mark.parametrize(
    ("chosen", "roles"),
    [
        ("", ["operator", "moderator", "member", "beside"]),
        ("by=beside", ["beside"]),
        ("by=member", ["member"]),
        ("by=moderator", ["moderator"]),
        ("since=2026-03-05&until=2026-03-06", ["moderator", "member"]),
        ("until=2026-03-04", ["beside"]),
        ("since=yesterday&by=king", ["operator", "moderator", "member", "beside"]),
    ],
)
def test_entries_are_chosen(days: None, ola: Person, client_of: ClientOf, chosen: str, roles: list[str]) -> None:
    page = client_of(ola).get(f"/console/log?verb=walk.&{chosen}")
    assert [line.role for line in page.context["lines"]] == roles


def test_only_staff_are_named_and_only_while_they_are_staff(
    days: None, ola: Person, mo: Person, client_of: ClientOf
) -> None:
    actions.end_role(mo, Role.MODERATOR, actor=ola)
    mo.role_grants.update(ended_at=DAY)
    client = client_of(ola)
    names = [line.name for line in client.get("/console/log?verb=walk.").context["lines"]]
    assert names == ["Otter", "", "", ""]
    for path in ("/console/log/export.csv", "/console/log/export.json"):
        assert "Wren" not in _text(client, path, {"verb": "walk."})


def test_the_chain_is_checked_from_the_page(days: None, ola: Person, client_of: ClientOf) -> None:
    sealing.seal()
    client = client_of(ola)
    client.post("/console/log/look")
    standing = client.get("/console/log").context["standing"]
    assert standing.faults == [] and standing.whole_number == Chain.objects.get().number
    Chain.objects.update(number=Chain.objects.get().number + 3)
    client.post("/console/log/look")
    assert [one.what for one in client.get("/console/log").context["standing"].faults] == ["missing", "end"]


def test_an_export_holds_what_was_chosen_and_is_an_entry_itself(days: None, ola: Person, client_of: ClientOf) -> None:
    sealing.seal()
    client = client_of(ola)
    rows = list(csv.DictReader(io.StringIO(_text(client, "/console/log/export.csv", {"by": "moderator"}))))
    assert [(row["verb"], row["role"], row["name"]) for row in rows] == [("walk.taken", "moderator", "Maple")]
    given = json.loads(_text(client, "/console/log/export.json", {"verb": "walk."}))
    assert len(given) == 4 and given[0]["seal"] == Entry.objects.filter(verb="walk.taken").latest("pk").seal
    assert Entry.objects.filter(verb="log.exported", actor=ola.pk).count() == 2


@pytest.mark.parametrize("path", ["/console/log/look", "/console/log/export.csv", "/console/log/export.json"])
def test_to_all_others_it_is_not_there(
    path: str, ada: Person, ben: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    for person in (ada, ben, mo, sol):
        assert client_of(person).post(path).status_code == 404
    assert Client().post(path).status_code == 302
    assert not Entry.objects.filter(verb="log.exported").exists()
