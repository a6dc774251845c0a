"""A group that Ada and Ben are in and Sol leads, as tests find it."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from beside.core.ids import new_ref
from beside.features.groups import joining, planning
from beside.features.groups.models import Group, Room, Session
from beside.foundation.accounts.models import Person
from conftest import ClientOf

MakeGroup = Callable[..., Group]
GIVEN: dict[str, Any] = {
    "name": "Tuesday circle", "purpose": "For low days.", "format": "", "experience": None, "identity": "",
    "youngest": None, "oldest": None,
    "language": "en", "joining": "open", "least": 2, "size": 3, "agreements": ["What is said here stays."],
    "link": "", "rhythm": "weekly", "first_day": date(2027, 1, 5), "clock_time": time(19), "minutes": 75,
    "times": None, "time_zone": "Europe/London", "keep_days": 30,
}  # fmt: skip


@pytest.fixture
def make_group(ola: Person) -> MakeGroup:
    """``make_group(size=2)``: a group nobody is in yet."""

    def make(**given: Any) -> Group:
        return planning.make(GIVEN | given, actor=ola)

    return make


@pytest.fixture
def circle(make_group: MakeGroup, ada: Person, ben: Person, sol: Person, ola: Person) -> Group:
    """A weekly group with Ada and Ben in it, led by Sol; one seat is free."""
    group = make_group()
    planning.set_facilitator(group, sol, True, actor=ola)
    for person in (ada, ben):
        joining.join(group, actor=person)
    return group


class Table:
    """A session that is on, and what people do in it."""

    def __init__(self, client_of: ClientOf, group: Group) -> None:
        self.group, self._of, self._clients = group, client_of, {}  # type: ignore[var-annotated]
        self.session = group.sessions.order_by("starts_at")[0]
        self.base = f"/groups/{group.ref}/room/{self.session.ref}/"

    def client(self, who: Person) -> Client:
        """Their browser."""
        if who.pk not in self._clients:
            self._clients[who.pk] = self._of(who)
        client: Client = self._clients[who.pk]
        return client

    def do(self, actor: Person, kind: str, /, **given: Any) -> int:
        """The status of one act; 200 when it happened."""
        headers = {"accept": "application/json"}
        return self.client(actor).post(f"{self.base}do", {"kind": kind, **given}, headers=headers).status_code

    def say(self, who: Person, words: str) -> int:
        """The status of a line that somebody says."""
        given = {"words": words, "client_id": new_ref()}
        return self.client(who).post(self.base, given, headers={"accept": "application/json"}).status_code

    def page(self, who: Person) -> str:
        """The room as they see it."""
        return self.client(who).get(self.base).content.decode()

    @property
    def room(self) -> Room:
        """The row."""
        return Room.objects.select_related("session__group", "talk").get(session=self.session)


@pytest.fixture
def table(client_of: ClientOf, circle: Group, ada: Person, ben: Person, sol: Person) -> Any:
    """The first session of the circle a minute after its hour; Ada, Ben and Sol have come in."""
    first = Session.objects.filter(group=circle).order_by("starts_at")[0]
    with time_machine.travel(first.starts_at + timedelta(minutes=1), tick=False):
        made = Table(client_of, circle)
        for who in (ada, ben, sol):
            assert made.do(who, "enter") == 200
        yield made
