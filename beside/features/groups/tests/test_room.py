"""A session in its room, through HTTP: who may do what, what is kept, what is told to whom, and when it goes."""

from datetime import timedelta

import time_machine

from beside.core.clock import now
from beside.features.groups import jobs, joining, planning, rooming
from beside.features.groups.models import (
    Group,
    Removal,
    Room,
    RoomEvent,
    RoomWord,
    Signal,
    Unsigned,
)
from beside.features.groups.tests.conftest import MakeGroup, Table
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Notice
from beside.foundation.safety.models import Case, Concern
from beside.foundation.talk import watch
from beside.foundation.talk.models import Message
from conftest import ClientOf


def test_a_room_opens_early_and_only_for_those_in_the_group(
    client_of: ClientOf, circle: Group, ada: Person, cy: Person
) -> None:
    table = Table(client_of, circle)
    with time_machine.travel(table.session.starts_at - timedelta(minutes=16), tick=False):
        assert client_of(ada).get(table.base).status_code == 302
        assert not Room.objects.exists()
    with time_machine.travel(table.session.starts_at - timedelta(minutes=14), tick=False):
        assert client_of(cy).get(table.base).status_code == 404
        for part in ("panel", "since?change=0"):
            assert client_of(cy).get(f"{table.base}{part}").status_code == 404
        assert client_of(cy).post(f"{table.base}do", {"kind": "enter"}).status_code == 404
        assert client_of(ada).get(f"/groups/{circle.ref}").content.decode().count(table.base) == 1
        assert client_of(ada).get(table.base).status_code == 200
        assert client_of(ada).post(f"{table.base}do", {"kind": "enter"}).status_code == 302
    assert list(RoomEvent.objects.values_list("version", "kind", "actor")) == [(1, "enter", ada.pk)]


def test_only_the_holder_of_the_piece_speaks(table: Table, ada: Person, ben: Person, sol: Person) -> None:
    assert table.say(ada, "Hello, all.") == 201
    assert table.do(ada, "phase", to="check_in") == 422
    assert table.do(sol, "phase", to="check_in", seen="lobby") == 200
    assert table.do(sol, "phase", to="closing", seen="lobby") == 422
    assert (table.say(ben, "Me first!"), table.say(ada, "It was a long week.")) == (422, 201)
    assert table.do(ben, "hand_over") == 422
    assert table.do(ada, "hand_over", seen=ada.ref) == 200
    assert table.do(sol, "hand_over", seen=ada.ref) == 422  # Sol still saw Ada with it: Ben is not passed over
    assert table.do(ben, "pass") == 200
    assert rooming.state(table.room).holder == sol.ref
    said = list(Message.objects.order_by("number").values_list("author", flat=True))
    assert said == [ada.pk, ada.pk]
    assert [row.version for row in RoomEvent.objects.order_by("version")] == list(range(1, table.room.version + 1))


def test_a_room_goes_on_as_it_was(table: Table, ada: Person, ben: Person, sol: Person, cy: Person) -> None:
    """After a restart, and for whoever comes late: the same room, from its rows alone."""
    joining.join(table.group, actor=cy)
    table.do(sol, "phase", to="check_in")
    table.do(ada, "leave")
    table.do(cy, "enter")
    table.do(ada, "enter")
    held = rooming.state(Room.objects.select_related("session__group").get())
    assert (held.holder, held.round.left if held.round else ()) == (ben.ref, (sol.ref, cy.ref, ada.ref))
    assert table.page(cy).count("Wren") >= 1


def test_quiet_words_reach_those_who_lead_alone(table: Table, ada: Person, ben: Person, sol: Person) -> None:
    assert table.do(ada, "minute") == 200
    assert table.do(ada, "minute") == 200
    assert table.do(ada, "nonsense") == 404
    row = Signal.objects.get()
    mark = f'name="signal" value="{row.pk}"'
    assert mark in table.page(sol) and mark not in table.page(ben)
    assert table.do(ben, "see", signal=row.pk) == 404
    assert table.do(sol, "see", signal=row.pk) == 200
    assert mark not in table.page(sol)


def test_how_one_arrives_is_ones_own_until_it_is_shared(table: Table, ada: Person, ben: Person, sol: Person) -> None:
    table.do(ada, "arrive", words="Grey, but here.")
    assert b"Grey" not in bytes(RoomWord.objects.get().sealed)
    assert "Grey, but here." in table.page(ada)
    assert "Grey, but here." not in table.page(ben) + table.page(sol)
    table.do(ada, "arrive", words="Grey, but here.", shared="on")
    assert "Grey, but here." in table.page(ben)
    table.do(ada, "arrive", words="")
    assert not RoomWord.objects.exists()


def test_what_triage_notices_reaches_facilitators_without_a_label(
    table: Table, ada: Person, ben: Person, sol: Person
) -> None:
    table.say(ada, "I am going to kill myself tonight.")
    watch.sweep()
    assert Concern.objects.get().person_id == ada.pk
    assert Case.objects.get().about_id == ada.pk
    seen = table.page(sol)
    assert "Someone may need you" in seen
    assert "imminent" not in seen and "Someone may need you" not in table.page(ben)


def test_whoever_is_asked_to_leave_is_told_why_and_looked_after(
    table: Table, ada: Person, ben: Person, sol: Person
) -> None:
    assert table.do(ben, "remove", who=ada.ref, why="x") == 404
    assert table.do(sol, "remove", who=ada.ref, why="  ") == 422
    assert not Removal.objects.exists() and ada.ref in rooming.state(table.room).here
    assert table.do(sol, "remove", who=ada.ref, why="You named somebody who is not here.") == 200
    assert table.do(sol, "remove", who=sol.ref, why="x") == 422
    case = Case.objects.get()
    assert (case.kind, case.about_id) == ("check", ada.pk)
    assert Notice.objects.filter(person=ada, kind="groups.removed").count() == 1
    assert (table.do(ada, "enter"), table.say(ada, "But")) == (422, 422)
    page = table.page(ada)
    assert "You named somebody who is not here." in page
    table.say(ben, "Shall we go on?")
    assert "Shall we go on?" not in table.page(ada)
    assert table.client(ada).get(f"{table.base}since?change=0").status_code == 404
    assert b"named somebody" not in bytes(Removal.objects.get().sealed)


def test_the_door_muting_and_more_time_are_for_those_who_lead(
    table: Table, ada: Person, ben: Person, sol: Person, cy: Person
) -> None:
    joining.join(table.group, actor=cy)
    for kind, given in (("shut", {}), ("extend", {"minutes": "10"}), ("end", {})):
        assert table.do(ada, kind, **given) == 422, kind
    assert table.do(ada, "mute", who=ben.ref) == 404
    assert table.do(sol, "mute", who=ben.ref) == 200
    assert table.say(ben, "Hm.") == 422
    assert table.do(sol, "unmute", who=ben.ref) == 200
    assert table.say(ben, "Thank you.") == 201
    assert table.do(sol, "shut") == 200
    assert table.do(cy, "enter") == 422
    assert table.do(sol, "extend", minutes="10") == 200
    assert rooming.state(table.room).ends_at == table.session.ends_at + timedelta(minutes=10)
    assert table.do(sol, "dance") == 404
    assert table.do(ada, "dance") == 404


def test_after_the_end_nobody_speaks_and_everybody_can_look_back(
    table: Table, ada: Person, ben: Person, sol: Person
) -> None:
    assert table.do(sol, "end") == 200
    assert (table.say(ada, "One more."), table.do(ben, "enter")) == (422, 422)
    assert table.do(ada, "leaving", words="Lighter.") == 200
    assert table.do(ada, "unsigned", words="The first round was long.") == 200
    said = {"debrief": "A good evening.", "follow": "Ask Ben how he is.", "strain": "Tired, and glad."}
    assert table.do(sol, "debrief", **said) == 200
    assert table.do(sol, "debrief", strain="") == 200  # taken away; the others stay
    page = table.page(sol)
    assert ("A good evening." in page, "Ask Ben" in page, "Tired" in page) == (True, True, False)
    assert "The first round was long." in table.page(sol)
    assert "The first round was long." not in table.page(ada) + table.page(ben)
    assert "A good evening" not in table.page(ada)
    assert {field.name for field in Unsigned._meta.get_fields()} == {"id", "ref", "room", "sealed"}
    assert Room.objects.get().ended_at == now()


def test_who_was_missed_is_told_once_and_kindly(
    table: Table, ada: Person, cy: Person, circle: Group, mo: Person, make_group: MakeGroup
) -> None:
    """Not who said so, not who came, not who joined later, not where no room was opened."""
    quiet = make_group(name="Never opened", size=4)
    joining.join(quiet, actor=mo)
    assert jobs.miss() == 0
    with time_machine.travel(table.session.starts_at - timedelta(days=1), tick=False):
        joining.join(circle, actor=cy)
    with time_machine.travel(table.session.ends_at + timedelta(hours=3), tick=False):
        assert (jobs.miss(), jobs.miss()) == (1, 0)
    assert list(Notice.objects.filter(kind="groups.missed").values_list("person", flat=True)) == [cy.pk]


def test_a_rooms_words_go_when_it_was_agreed(table: Table, ada: Person, sol: Person, client_of: ClientOf) -> None:
    table.say(ada, "Only for tonight.")
    table.do(ada, "arrive", words="Grey.", shared="on")
    table.do(ada, "minute")
    ends = table.session.ends_at
    with time_machine.travel(ends + timedelta(days=29), tick=False):
        assert jobs.empty() == 0
        assert Message.objects.count() == 1
    with time_machine.travel(ends + timedelta(days=30, minutes=1), tick=False):
        assert jobs.empty() == 1
        assert client_of(ada).get(table.base).status_code == 404
    for model in (Message, RoomEvent, RoomWord, Signal):
        assert not model.objects.exists(), model


def test_a_session_that_is_called_off_has_no_room(client_of: ClientOf, circle: Group, ada: Person, sol: Person) -> None:
    table = Table(client_of, circle)
    from beside.features.groups import access

    planning.call_off(access.led(circle.ref, sol), table.session, True, actor=sol)
    with time_machine.travel(table.session.starts_at, tick=False):
        assert client_of(ada).get(table.base).status_code == 302
    assert not Room.objects.exists()
