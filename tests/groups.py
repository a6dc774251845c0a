"""Groups for the walk through all pages and for journeys; asked for by ``tests.world``."""

from datetime import time, timedelta
from uuid import uuid4

from beside.core.clock import now
from beside.features.groups import access, joining, keeping, planning, quiet_words, rooming
from beside.features.groups.models import Group, Presence, RoomEvent, Session
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import holders


def make(name: str, lead: Person, *people: Person, size: int = 6, screened: bool = False) -> Group:
    """A weekly group from tomorrow on with these people in it."""
    operator = holders(Role.OPERATOR)[0]
    given = {
        "name": name, "purpose": "For this test.", "format": "A round, and then talk.", "experience": None,
        "identity": "", "youngest": None, "oldest": None,
        "language": "en", "joining": "screened" if screened else "open", "least": 2,
        "size": size, "agreements": ["What is said here stays here."], "link": "https://call.example.org/room",
        "rhythm": "weekly", "first_day": (now() + timedelta(days=1)).date(), "clock_time": time(19), "minutes": 60,
        "times": None, "time_zone": "Europe/London", "keep_days": 30,
    }  # fmt: skip
    group = planning.make(given, actor=operator)
    planning.set_facilitator(group, lead, True, actor=operator)
    for person in people:
        joining.join(group, actor=person)
    return group


def begin(group: Group) -> str:
    """Its next session begins in a minute; its public name."""
    session = group.sessions.order_by("starts_at")[0]
    starts = now() + timedelta(minutes=1)
    Session.objects.filter(pk=session.pk).update(starts_at=starts, ends_at=starts + timedelta(minutes=60))
    return str(session.ref)


def lead_too(group: Group, person: Person) -> None:
    """One more who leads it."""
    planning.set_facilitator(group, person, True, actor=holders(Role.OPERATOR)[0])


def fall_silent(session_ref: str, person: Person) -> None:
    """Their page has not been heard of for two minutes."""
    rows = Presence.objects.filter(room__session__ref=session_ref, person=person)
    rows.update(seen_at=now() - timedelta(minutes=2))


def versions(session_ref: str) -> list[int]:
    """The versions of what happened in a room, in order."""
    rows = RoomEvent.objects.filter(room__session__ref=session_ref)
    return list(rows.order_by("version").values_list("version", flat=True))


def fill(ada: Person, ben: Person, cy: Person) -> None:
    """One that Ben leads with Ada in it, one that is full with Cy in line, one where Cy asks."""
    group = make("Evening circle", ben, ada)
    entered = access.inside(group.ref, ada)
    keeping.say(entered, "The river is high.", str(uuid4()), actor=ada)
    keeping.keep(entered, "https://example.org is good on sleep", actor=ada)
    sessions = group.sessions.order_by("starts_at")
    joining.cannot_come(entered, sessions[0], True, actor=ada)
    planning.call_off(access.led(group.ref, ben), sessions[1], True, actor=ben)
    on = make("On now", ben, ada)
    begin(on)
    for person in (ada, ben):
        inside = access.inside(on.ref, person)
        room = rooming.room_of(access.session_with_room(inside, on.sessions.order_by("starts_at")[0].ref), actor=person)
        rooming.do(room, "enter", {}, actor=person)
    quiet_words.signal(room, "minute", actor=ada)
    rooming.do(room, "phase", {"to": "check_in"}, actor=ben)
    rooming.say(inside, room, "Welcome.", str(uuid4()), actor=ben)
    full = make("A full table", ben, ada, cy, size=2)
    joining.leave(access.inside(full.ref, cy), actor=cy)
    joining.join(full, actor=holders(Role.SAFETY_LEAD)[0])
    joining.wait(full, actor=cy)
    joining.ask(make("Talks first", ben, screened=True), "May I come in?", actor=cy)
