"""A session's room: opening it, what anybody does in it, what is said there, and its end."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import notices, queries
from beside.features.groups.access import Inside
from beside.features.groups.core import room as core
from beside.features.groups.models import (
    Moment,
    Removal,
    Room,
    RoomEvent,
    RoomWord,
    Session,
    Signal,
    Unsigned,
)
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.realtime import hub
from beside.foundation.safety.actions import open_case
from beside.foundation.safety.models import Case
from beside.foundation.safety.queries import open_case_in
from beside.foundation.talk import actions as talk
from beside.foundation.talk import writing
from beside.foundation.talk.store import Stored

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
}


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
        made, new = Room.objects.get_or_create(session=session)
        if new:
            made.talk = talk.make_thread(actor=actor)
            made.save(update_fields=["talk"])
            audit.record("room.opened", made, actor=actor)
    return made


def state(room: Room) -> core.Room:
    """The room as it is: what its events, read in order, make of it."""
    leads = frozenset(row.person.ref for row in queries.facilitators(room.session.group))
    found = core.Room(leads=leads, ends_at=room.session.ends_at)
    for row in room.events.order_by("version"):
        found = core.replay(found, core.Event(row.kind, row.by, row.at, row.data))
    return found


def do(room: Room, kind: str, data: dict[str, Any], *, actor: Person) -> core.Room:
    """One thing that somebody does in the room. Raises ``Refused``; then nothing has happened."""
    with transaction.atomic():
        held = Room.objects.select_for_update().select_related("session__group").get(pk=room.pk)
        if held.emptied_at is not None:
            raise Refused("over", _SAYS["over"])
        event = core.Event(kind, actor.ref, now(), data)
        try:
            after = core.apply(state(held), event)
        except core.NotNow as refused:
            raise Refused(refused.code, _SAYS.get(refused.code, _("That does not fit just now."))) from None
        RoomEvent.objects.create(
            room=held, version=after.version, kind=kind, actor=actor, by=actor.ref, data=data, at=event.at
        )
        values: dict[str, Any] = {"version": after.version}
        if after.phase == core.OVER:
            values["ended_at"] = event.at
        Room.objects.filter(pk=held.pk).update(**values)
        _tell(held.session, after.version)
    return after


def _tell(session: Session, version: int) -> None:
    ref = session.ref
    transaction.on_commit(lambda: hub.publish(topic(ref), {"on": "room", "session": ref, "version": version}))


def say(entered: Inside, room: Room, words: Any, client_id: Any, *, actor: Person) -> Stored:
    """Say something in the room. Raises ``Refused``: ``not_yours`` while the talking piece is with somebody else."""
    if room.talk is None:
        raise Refused("over", _SAYS["over"])
    held = state(room)
    if not held.may_speak(actor.ref):
        away = actor.ref not in held.here
        code = "over" if held.phase == core.OVER else "outside" if away else "not_yours"
        raise Refused(code, _SAYS[code])
    talk.take_seat(room.talk, actor=actor)
    return talk.send(room.talk.ref, words, client_id, actor=actor)


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


def removal_context(room: Room, person: Person) -> str:
    """What the reason is locked to."""
    return f"groups.removal:{room.pk}:{person.pk}"


def reason_of(room: Room, person: Person) -> str:
    """Why the person was asked to leave; "" where they were not."""
    row = Removal.objects.filter(room=room, person=person).first()
    return keys.open_for_site(bytes(row.sealed), removal_context(room, person)) if row is not None else ""


# --- quiet words ---
def signal(room: Room, kind: str, *, actor: Person) -> None:
    """Tell the facilitators alone that one needs a minute or is not OK. Again while it is unseen changes nothing."""
    if kind not in {"minute", "not_ok"}:
        raise Refused("kind", _("Choose one of the two."))
    with transaction.atomic():
        Signal.objects.get_or_create(room=room, person=actor, kind=kind, seen_at=None)
        _tell(room.session, room.version)


def see(room: Room, signal_id: int, *, actor: Person) -> None:
    """A facilitator has seen it."""
    Signal.objects.filter(room=room, pk=signal_id, seen_at=None).update(seen_at=now(), seen_by=actor)


def word_context(room: Room, person: Person, moment: str) -> str:
    """What a line of one's own is locked to."""
    return f"groups.word:{room.pk}:{person.pk}:{moment}"


def note(room: Room, moment: str, words: str, shared: bool, *, actor: Person) -> None:
    """Write how one arrives or leaves, or looks back; nothing written takes it away. Raises ``Refused``."""
    if moment not in Moment.values:
        raise Refused("moment", _("Choose one of the moments."))
    if not words.strip():
        RoomWord.objects.filter(room=room, person=actor, moment=moment).delete()
        return
    text = writing.clean(words, longest=LONGEST)
    sealed = keys.seal(actor.pk, text, word_context(room, actor, moment))
    with transaction.atomic():
        values = {"sealed": sealed, "shared": shared and moment == Moment.ARRIVE, "at": now()}
        RoomWord.objects.update_or_create(room=room, person=actor, moment=moment, defaults=values)
        _tell(room.session, room.version)


def unsigned(room: Room, words: str, *, actor: Person) -> None:
    """A word to the facilitators without a name. Who wrote it is not kept. Raises ``Refused``."""
    text = writing.clean(words, longest=LONGEST)
    row = Unsigned(room=room)
    row.sealed = keys.seal_for_site(text, f"groups.unsigned:{row.ref}")
    row.save()


def empty(room: Room, *, actor: audit.Acting = audit.BESIDE) -> bool:
    """Remove all that was said and done in a room, when the agreed days are over. False while a case holds a part."""
    if room.talk is not None and open_case_in(room.talk.ref):
        return False
    with transaction.atomic():
        if Room.objects.filter(pk=room.pk, emptied_at=None).update(emptied_at=now()):
            for rows in (room.events, room.words, room.unsigned, room.signals, room.removals):
                rows.all().delete()
            if room.talk is not None:
                room.talk.delete()
            audit.record("room.emptied", room, actor=actor)
    return True
