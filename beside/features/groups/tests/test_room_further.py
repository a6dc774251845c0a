"""In a room besides speaking: talking apart, dropping out, nods, reactions, and what is kept of who was there."""

from datetime import timedelta

import pytest
import time_machine

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.features.groups import jobs, planning, presence, rooming, scene
from beside.features.groups.models import (
    Aside,
    Attended,
    RoomEvent,
    Session,
)
from beside.features.groups.tests.conftest import Table
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.talk.models import Message, Reaction


def test_two_talk_apart_and_nobody_else_reads_it(
    table: Table, ada: Person, ben: Person, sol: Person, cy: Person, ola: Person
) -> None:
    """With one who leads staying with the others; their words go with the room's."""
    assert table.do(sol, "ask_apart", who=ada.ref) == 422  # Sol leads alone
    planning.set_facilitator(table.group, cy, True, actor=ola)
    assert table.do(cy, "enter") == 200
    assert table.do(ben, "ask_apart", who=ada.ref) == 404
    assert table.do(sol, "ask_apart", who=ada.ref) == 200
    assert (table.do(ben, "go_apart"), table.do(ada, "go_apart")) == (422, 200)
    aside = Aside.objects.get(kind="apart")
    page = f"/groups/{table.group.ref}/aside/{aside.ref}/"
    assert table.client(ada).get(f"{table.base}apart").headers["Location"] == page
    assert table.client(sol).post(page, {"words": "I am here.", "client_id": new_ref()}).status_code == 302
    assert "I am here." in table.client(ada).get(page).content.decode()
    for other in (ben, cy, ola):
        for address in (page, f"{page}since?change=0", f"{table.base}apart"):
            assert table.client(other).get(address).status_code == 404
    assert (table.say(ada, "Hm."), table.say(sol, "Hm.")) == (422, 422)
    assert table.do(ada, "come_back") == 200
    assert table.say(ada, "I am back.") == 201
    with time_machine.travel(table.session.ends_at + timedelta(days=31), tick=False):
        jobs.empty()
    assert not Message.objects.exists() and not Aside.objects.exists()


def test_who_is_asked_apart_may_stay(table: Table, ada: Person, sol: Person, cy: Person, ola: Person) -> None:
    planning.set_facilitator(table.group, cy, True, actor=ola)
    table.do(cy, "enter")
    table.do(cy, "ask_apart", who=ada.ref)
    assert (table.do(ada, "stay"), table.do(ada, "go_apart")) == (200, 422)
    assert not Aside.objects.filter(kind="apart").exists()


def test_those_who_lead_talk_among_themselves(
    table: Table, ada: Person, sol: Person, cy: Person, mo: Person, ola: Person
) -> None:
    planning.set_facilitator(table.group, cy, True, actor=ola)
    table.page(sol)
    aside = Aside.objects.get(kind="leads")
    page = f"/groups/{table.group.ref}/aside/{aside.ref}/"
    assert table.client(cy).post(page, {"words": "Shall we slow down?"}).status_code == 302
    assert "Shall we slow down?" in table.client(sol).get(page).content.decode()
    for other in (ada, mo, ola):
        assert table.client(other).get(page).status_code == 404
    assert table.client(cy).post(page, {"words": " "}, headers={"accept": "application/json"}).status_code == 422


def test_a_page_that_falls_silent_has_dropped_out_and_the_piece_goes_on(
    table: Table, ada: Person, ben: Person, sol: Person
) -> None:
    """Pages without script never say that they are there: Ben's stays."""
    table.do(sol, "phase", to="check_in")
    presence.here(table.room, actor=ada)
    assert presence.sweep() == 0
    with time_machine.travel(now() + timedelta(seconds=91), tick=False):
        assert (presence.sweep(), presence.sweep()) == (1, 0)
        held = rooming.state(table.room)
        assert (held.holder, set(held.lost), ben.ref in held.here) == (ben.ref, {ada.ref}, True)
        assert table.do(ada, "enter") == 200
        assert ada.ref in rooming.state(table.room).here
    row = RoomEvent.objects.get(kind="lost")
    assert (row.actor_id, row.by) == (None, "")


def test_a_nod_asking_next_and_hands(table: Table, ada: Person, ben: Person, sol: Person) -> None:
    table.do(sol, "phase", to="check_in")
    assert (table.do(ben, "nod", which="hear"), table.do(ben, "nod", which="laugh")) == (200, 422)
    assert (table.do(ada, "ask_next", who=sol.ref), table.do(sol, "ask_next", who=sol.ref)) == (404, 200)
    assert (table.do(ben, "raise"), table.do(ben, "raise"), table.do(ben, "lower")) == (200, 422, 200)
    table.do(ada, "hand_over")
    assert rooming.state(table.room).holder == sol.ref


def test_every_screen_gets_the_same_picture_and_shows_its_own_part(
    table: Table, ada: Person, ben: Person, sol: Person
) -> None:
    """Drawn once for everybody: it names for whom a part is and holds no secret of anybody."""
    table.do(ben, "minute")
    table.do(ben, "arrive", words="Grey, but here.")
    table.do(sol, "phase", to="check_in")
    picture = scene.drawn(table.room, rooming.state(table.room))
    assert "Grey, but here." not in picture and "csrfmiddlewaretoken" not in picture
    assert f'data-for="{ada.ref}"' in picture
    assert picture.count('data-name="') >= 3


@pytest.mark.parametrize(("wish", "came", "rows"), [("nothing", None, 1), ("numbers", 2, 1), ("names", 2, 3)])
def test_only_what_the_organisation_keeps_of_who_came_is_kept(
    table: Table, sol: Person, ada: Person, ola: Person, wish: str, came: int | None, rows: int
) -> None:
    """Those who lead have their hours in any case."""
    Organisation.objects.update_or_create(pk=accounts.organisation().pk, defaults={"attendance": wish})
    with time_machine.travel(now() + timedelta(minutes=50), tick=False):
        table.do(sol, "end")
    assert Session.objects.get(pk=table.session.pk).came == came
    assert Attended.objects.count() == rows
    led = Attended.objects.get(led=True)
    assert (led.person_id, led.minutes) == (sol.pk, 50)
    assert b"0:50" in table.client(sol).get(f"/groups/{table.group.ref}/lead").content


def test_a_session_that_nobody_ended_counts_all_the_same(table: Table, sol: Person) -> None:
    with time_machine.travel(table.session.ends_at + timedelta(hours=3), tick=False):
        jobs.miss()
    assert Attended.objects.get(led=True).person_id == sol.pk


def test_a_message_in_the_room_can_be_reacted_to(
    table: Table, ada: Person, ben: Person, cy: Person, sol: Person
) -> None:
    table.say(ada, "It was a long week.")
    react = f"/groups/{table.group.ref}/react/{table.room.talk.ref}/1"  # type: ignore[union-attr]
    assert table.client(ben).get(react).status_code == 200
    assert table.client(ben).post(react, {"kind": "hear_you"}).status_code == 302
    assert Reaction.objects.get().person_id == ben.pk
    assert table.client(ben).post(react, {"kind": "vote"}).status_code == 302
    assert (table.client(ada).post(react, {"kind": "hear_you"}).status_code, Reaction.objects.count()) == (404, 1)
    assert table.client(cy).post(react, {"kind": "hear_you"}).status_code == 404
    table.client(ben).post(react, {"kind": "hear_you", "undo": "1"})
    assert not Reaction.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_remembered_of_a_room_is_what_its_rows_say(table: Table, ada: Person, sol: Person) -> None:
    """A look after each act, by this process; then from nothing, as another process reads it."""
    for kind in ("raise", "minute", "lower", "leave", "enter"):
        table.do(ada, kind)
        table.page(sol)
    table.do(sol, "phase", to="check_in")
    known = rooming.state(table.room)
    rooming.forget()
    assert rooming.state(table.room) == known
