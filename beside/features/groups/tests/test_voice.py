"""Voice in a room: who has a seat, who passes words on to whom, and the relay's password."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import jobs, joining, planning, voice
from beside.features.groups.models import Group, VoiceSeat
from beside.features.groups.tests.conftest import MakeGroup, Table
from beside.foundation.accounts import attempts
from beside.foundation.accounts.models import Person
from beside.foundation.realtime import hub
from conftest import ClientOf, MakePerson

OFFER = {"type": "offer", "sdp": "v=0"}


@pytest.fixture(autouse=True)
def _spoken(table: Table) -> None:
    Group.objects.update(voice=True)
    table.group.refresh_from_db()
    attempts.storage().reset()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What pages were told."""
    found: list[tuple[str, Any]] = []
    monkeypatch.setattr(hub, "publish", lambda topic, event: found.append((topic, event)))
    return found


def _come_in(table: Table, who: Person) -> Any:
    return table.client(who).post(f"{table.base}voice", headers={"accept": "application/json"})


def _call(table: Table, who: Person) -> str:
    return str(_come_in(table, who).json()["call"])


def test_those_in_the_room_take_part_and_leave(table: Table, ada: Person, ben: Person, cy: Person) -> None:
    first = _come_in(table, ada)
    assert (first.status_code, first.json()["relays"]) == (201, {"iceServers": [], "iceTransportPolicy": "all"})
    assert [one["who"] for one in _come_in(table, ben).json()["seats"]] == [ada.ref, ben.ref]
    assert _come_in(table, cy).status_code == 404
    assert _call(table, ada) != first.json()["call"]
    assert VoiceSeat.objects.filter(ended_at=None).count() == 2
    assert table.do(ada, "voice_out") == 200
    assert [one["who"] for one in voice.seats(table.room)] == [ben.ref]
    policy = table.client(ada).get(table.base).headers["Permissions-Policy"]
    assert "microphone=(self)" in policy and "camera=()" in policy


def test_a_group_without_voice_has_none(table: Table, ada: Person) -> None:
    Group.objects.update(voice=False)
    assert _come_in(table, ada).status_code == 422
    response = table.client(ada).get(table.base)
    assert "microphone=()" in response.headers["Permissions-Policy"]
    assert b"data-voice" not in response.content


def test_eight_at_most(table: Table, make_person: MakePerson, client_of: ClientOf, ada: Person, sol: Person) -> None:
    Group.objects.update(size=20)
    for number in range(8):
        person = make_person(f"speaker-{number}", f"Speaker {number}")
        joining.join(table.group, actor=person)
        assert table.do(person, "enter") == 200
        assert _come_in(table, person).status_code == 201
    assert _come_in(table, ada).status_code == 422
    table.do(person, "leave")
    assert _come_in(table, ada).status_code == 201


@pytest.mark.parametrize("how", ["leave", "remove", "end", "apart"])
def test_whoever_is_not_with_the_others_is_not_heard(
    table: Table, ada: Person, ben: Person, sol: Person, cy: Person, ola: Person, how: str
) -> None:
    planning.set_facilitator(table.group, cy, True, actor=ola)
    table.do(cy, "enter")
    for who in (ada, ben):
        _come_in(table, who)
    if how == "apart":
        table.do(sol, "ask_apart", who=ada.ref)
        table.do(ada, "go_apart")
    elif how == "remove":
        table.do(sol, "remove", who=ada.ref, why="You shouted.")
    else:
        table.do(sol if how == "end" else ada, how)
    left = [one["who"] for one in voice.seats(table.room)]
    assert left == ([] if how == "end" else [ben.ref])
    assert _come_in(table, ada).status_code == 422


def test_words_pass_between_seats_of_one_room_alone(
    table: Table, ada: Person, ben: Person, sol: Person, told: list[tuple[str, Any]]
) -> None:
    mine, other = _call(table, ada), _call(table, ben)
    told.clear()
    voice.pass_on(ada.pk, {"from": mine, "to": other, "data": OFFER | {"more": "x"}})
    voice.pass_on(ada.pk, {"from": mine, "to": other, "data": {"candidate": "a", "sdpMid": "0", "sdpMLineIndex": 0}})
    assert told[0] == (f"person:{ben.pk}", {"on": "signal", "from": mine, "to": other, "data": OFFER})
    assert len(told) == 2
    table.do(ben, "voice_out")
    told.clear()
    wrong: list[tuple[int, Any]] = [
        (ada.pk, {"from": mine, "to": other, "data": OFFER}),  # left meanwhile
        (ben.pk, {"from": mine, "to": mine, "data": OFFER}),
        (sol.pk, {"from": mine, "to": other, "data": OFFER}),  # another's seat
        (ada.pk, {"from": mine, "to": ["x"], "data": OFFER}),
        (ada.pk, {"from": mine, "to": other, "data": {"type": "offer", "sdp": "v" * 20_001}}),
        (ada.pk, {"from": mine, "to": other, "data": {"type": "shout", "sdp": "v"}}),
        (ada.pk, {"from": mine, "to": other, "data": {"candidate": 1}}),
        (ada.pk, {"from": mine, "to": other, "data": None}),
        (ada.pk, {}),
    ]
    for person_id, frame in wrong:
        with pytest.raises(Refused):
            voice.pass_on(person_id, frame)
    assert told == []


def test_seats_of_two_rooms_do_not_reach_each_other(
    table: Table, make_group: MakeGroup, client_of: ClientOf, ada: Person, mo: Person, cy: Person, ola: Person
) -> None:
    group = make_group(name="Another", voice=True)
    planning.set_facilitator(group, mo, True, actor=ola)
    elsewhere = Table(client_of, group)
    with time_machine.travel(elsewhere.session.starts_at, tick=False):
        assert elsewhere.do(mo, "enter") == 200
        other = _call(elsewhere, mo)
    mine = _call(table, ada)
    with pytest.raises(Refused):
        voice.pass_on(ada.pk, {"from": mine, "to": other, "data": OFFER})


def test_a_flood_of_words_is_slowed_down(table: Table, ada: Person) -> None:
    with pytest.raises(Refused) as refused:
        for _ in range(1_300):
            try:
                voice.pass_on(ada.pk, {})
            except Refused as wrong:
                if wrong.code != "signal":
                    raise
    assert refused.value.code == "too_many_tries"


def test_the_relays_password_is_the_schemes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against ``printf NAME | openssl dgst -sha1 -hmac SECRET -binary | base64``."""
    assert voice.password("north", "1433895918:506001") == "ygeNCC7+MWjn7f/pmy7TUaeyFyQ="
    monkeypatch.setattr(settings.ENV, "turn_urls", ["turn:relay.example.org:3478"])
    monkeypatch.setattr(settings.ENV, "turn_secret", "north")
    given = voice.relays()
    server = given["iceServers"][0]
    assert given["iceTransportPolicy"] == "relay"
    assert int(server["username"].split(":")[0]) > now().timestamp()
    assert server["credential"] == voice.password("north", server["username"])
    assert "north" not in json.dumps(given)


def test_seats_go_with_the_room(table: Table, ada: Person) -> None:
    _come_in(table, ada)
    with time_machine.travel(table.session.ends_at + timedelta(days=31), tick=False):
        jobs.empty()
    assert not VoiceSeat.objects.exists()
