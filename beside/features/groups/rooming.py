"""A session's room: opening it, what anybody does in it, what is said there, and its end."""

from collections.abc import Callable
from threading import Lock
from typing import Any, Final

from cachetools import LRUCache
from django.db import connection, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import attendance, notices, queries, scene
from beside.features.groups.access import Inside
from beside.features.groups.core import agenda
from beside.features.groups.core import room as core
from beside.features.groups.models import Removal, Room, RoomEvent, Session
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.realtime import hub
from beside.foundation.safety.actions import open_case
from beside.foundation.safety.models import Case
from beside.foundation.safety.queries import open_case_in
from beside.foundation.talk import actions as talk
from beside.foundation.talk import writing
from beside.foundation.talk.outgoing import Stored

LONGEST: Final = 1_000
_SAYS: Final = {
    "not_yours": _("The talking piece is with somebody else."),
    "moved_on": _("The room has moved on meanwhile. Look again."),
    "locked": _("The door is closed for this session."),
    "removed": _("You were asked to leave this session."),
    "over": _("This session is over."),
    "facilitators": _("Only those who lead the session can do that."),
    "outside": _("Come into the room first."),
    "minutes": _("Choose up to an hour."),
    "alone": _("Another facilitator has to stay with the others."),
}
# Rooms as they were at a version that is on disk: an act or a look reads only what has happened since.
_known: LRUCache[str, tuple[frozenset[str], core.Room]] = LRUCache(maxsize=512)
_lock: Final = Lock()
_following: Final[list[Callable[[Room, core.Room], None]]] = []


def follow(keep_to: Callable[[Room, core.Room], None]) -> None:
    """Call this after each thing that happens in a room, in its transaction."""
    if keep_to not in _following:
        _following.append(keep_to)


def topic(session_ref: str) -> str:
    """The live topic of a room."""
    return f"room:{session_ref}"


def is_open(session: Session) -> bool:
    """Whether the room of a session can be gone into."""
    return (
        session.called_off_at is None and session.starts_at - queries.EARLY <= now() <= session.ends_at + queries.LATE
    )


def room_of(session: Session, *, actor: Person) -> Room:
    """The room of a session; made when the first one comes. Raises ``Refused`` outside its hours."""
    found = Room.objects.filter(session=session).select_related("talk", "session__group").first()
    if found is not None:
        return found
    if not is_open(session):
        raise Refused("closed", _("The room opens fifteen minutes before the session."))
    with transaction.atomic():
        made, new = Room.objects.get_or_create(session=session, defaults={"agenda": session.group.agenda})
        if new:
            made.talk = talk.make_thread(actor=actor)
            made.save(update_fields=["talk"])
            audit.record("room.opened", made, actor=actor)
    return made


def state(room: Room) -> core.Room:
    """The room as it is: what its events, read in order, make of it."""
    leads = frozenset(row.person.ref for row in queries.facilitators(room.session.group))
    found = _remembered(room, leads)
    for row in room.events.filter(version__gt=found.version).order_by("version"):
        found = core.replay(found, core.Event(row.kind, row.by, row.at, row.data))
    if not connection.in_atomic_block:
        _remember(room, leads, found)
    return found


def _remembered(room: Room, leads: frozenset[str]) -> core.Room:
    with _lock:
        known = _known.get(room.session.ref)
    if known is not None and known[0] == leads and known[1].version <= room.version:
        return known[1]
    steps = agenda.read(room.agenda)
    return core.Room(
        leads=leads,
        ends_at=room.session.ends_at,
        agenda=tuple(one.key for one in steps),
        in_turn=frozenset(one.key for one in steps if one.turns),
    )


def _remember(room: Room, leads: frozenset[str], found: core.Room) -> None:
    with _lock:
        _known[room.session.ref] = (leads, found)


def forget() -> None:
    """Read rooms from their rows again."""
    with _lock:
        _known.clear()


def do(room: Room, kind: str, data: dict[str, Any], *, actor: Person | None) -> core.Room:
    """One thing that somebody, or None for the service, does in the room. Raises ``Refused``: nothing has happened."""
    with transaction.atomic():
        held = Room.objects.select_for_update().select_related("session__group").get(pk=room.pk)
        if held.emptied_at is not None:
            raise Refused("over", _SAYS["over"])
        before, by = state(held), actor.ref if actor is not None else ""
        event = core.Event(kind, by, now(), data)
        try:
            after = core.apply(before, event)
        except core.NotNow as refused:
            raise Refused(refused.code, _SAYS.get(refused.code, _("That does not fit just now."))) from None
        RoomEvent.objects.create(
            room=held, version=after.version, kind=kind, actor=actor, by=by, data=data, at=event.at
        )
        values: dict[str, Any] = {"version": after.version}
        if after.phase == core.OVER:
            values["ended_at"] = event.at
        Room.objects.filter(pk=held.pk).update(**values)
        held.version = after.version
        if after.phase == core.OVER:
            attendance.keep(held)
        for follow in _following:
            follow(held, after)
        transaction.on_commit(lambda: _remember(held, after.leads, after))
        tell(held, after)
    return after


def tell(room: Room, after: core.Room | None = None) -> None:
    """Tell open pages once it is on disk: with what the room shows to all, or that they should look."""
    transaction.on_commit(lambda: _publish(room, after))


def _publish(room: Room, after: core.Room | None) -> None:
    ref = room.session.ref
    event: dict[str, Any] = {"on": "room", "session": ref, "version": room.version}
    if after is not None:
        event |= {"language": get_language(), "scene": scene.drawn(room, after)}
    hub.publish(topic(ref), event)


def say(entered: Inside, room: Room, words: Any, client_id: Any, *, actor: Person) -> Stored:
    """Say something in the room. Raises ``Refused``: ``not_yours`` while the talking piece is with somebody else."""
    if room.talk is None:
        raise Refused("over", _SAYS["over"])
    held = state(room)
    if not held.may_speak(actor.ref):
        raise _not_now(held, actor.ref)
    talk.take_seat(room.talk, actor=actor)
    return talk.send(room.talk.ref, words, client_id, actor=actor)


def _not_now(held: core.Room, who: str) -> Refused:
    if held.phase == core.OVER:
        return Refused("over", _SAYS["over"])
    if who in held.here and who not in held.circle:
        return Refused("apart", _("You are talking apart. Come back to the others first."))
    code = "not_yours" if who in held.here else "outside"
    return Refused(code, _SAYS[code])


def remove(room: Room, person: Person, why: str, *, actor: Person) -> None:
    """Ask somebody to leave the session, with a reason that they read; the care desk looks after them. Raises
    ``Refused``.
    """
    reason = writing.clean(why, longest=LONGEST)
    with transaction.atomic():
        do(room, "remove", {"who": person.ref}, actor=actor)
        row = Removal(room=room, person=person, by=actor)
        row.sealed = keys.seal_for_site(reason, removal_context(room, person))
        row.save()
        audit.record("room.removed", row, actor=actor)
        open_case(Case.Kind.CHECK, about=person, urgency=Case.Urgency.TODAY, actor=actor)
        group = room.session.group
        notices.tell(person, notices.REMOVED, group, f"/room/{room.session.ref}/")
        if room.talk is not None:
            thread = talk.topic(room.talk.ref, room.talk.kind)
            transaction.on_commit(lambda: hub.drop(person.pk, thread))
        transaction.on_commit(lambda: hub.drop(person.pk, topic(room.session.ref)))


def removal_context(room: Room, person: Person) -> str:
    """What the reason is locked to."""
    return f"groups.removal:{room.pk}:{person.pk}"


def reason_of(room: Room, person: Person) -> str:
    """Why the person was asked to leave; "" where they were not."""
    row = Removal.objects.filter(room=room, person=person).first()
    return keys.open_for_site(bytes(row.sealed), removal_context(room, person)) if row is not None else ""


def empty(room: Room, *, actor: audit.Acting = audit.BESIDE) -> bool:
    """Remove all that was said and done in a room, when the agreed days are over. False while a case holds a part."""
    talks = [room.talk, *(aside.talk for aside in room.asides.select_related("talk"))]
    if any(one is not None and open_case_in(one.ref) for one in talks):
        return False
    with transaction.atomic():
        if Room.objects.filter(pk=room.pk, emptied_at=None).update(emptied_at=now()):
            parts = (room.events, room.words, room.unsigned, room.signals, room.removals, room.presences, room.voices)
            for rows in parts:
                rows.all().delete()
            for one in talks:
                if one is not None:
                    one.delete()
            audit.record("room.emptied", room, actor=actor)
    return True
