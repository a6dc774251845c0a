"""Talks for a few of a group: before somebody comes in, two apart from a room, the facilitators among themselves."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.refusal import Refused
from beside.features.groups import notices, queries, rooming
from beside.features.groups.access import Inside
from beside.features.groups.models import Aside, Group, JoinRequest, Removal, Room
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.talk import actions as talk
from beside.foundation.talk.outgoing import Stored

_SHUT: Final = ("quiet", _("This talk is over; nothing can be added."))


def before(request: JoinRequest, *, actor: Person) -> Aside:
    """The talk of somebody who asks to come in with the facilitators; made when the first of them opens it."""
    key = f"{request.group.ref}:{Aside.Kind.BEFORE}:{request.ref}"
    return _open(key, request.group, Aside.Kind.BEFORE, actor, person=request.person)


def among_leads(entered: Inside, room: Room, *, actor: Person) -> Aside:
    """The talk of those who lead a session, which nobody else reads."""
    key = f"{room.session.ref}:{Aside.Kind.LEADS}"
    return _open(key, entered.group, Aside.Kind.LEADS, actor, room=room)


def go_apart(room: Room, *, actor: Person) -> Aside:
    """A member goes apart with the facilitator who asked them. Raises ``Refused``."""
    with transaction.atomic():
        lead_ref = rooming.do(room, "go_apart", {}, actor=actor).apart[actor.ref]
        lead = queries.facilitator(room.session.group, lead_ref)
        key = f"{room.session.ref}:{Aside.Kind.APART}:{actor.ref}:{lead_ref}"
        return _open(key, room.session.group, Aside.Kind.APART, actor, room=room, person=actor, lead=lead)


def _open(key: str, group: Group, kind: Aside.Kind, actor: Person, **more: Any) -> Aside:
    found = Aside.objects.filter(key=key).select_related("talk", "group").first()
    if found is not None:
        return found
    with transaction.atomic():
        thread = talk.make_thread(actor=actor)
        made, new = Aside.objects.get_or_create(
            key=key, defaults={"group": group, "kind": kind, "talk": thread, **more}
        )
        if new:
            audit.record("group.aside", made, actor=actor, kind=kind)
        else:
            thread.delete()  # somebody else was first
    return made


def say(aside: Aside, words: Any, client_id: Any, *, actor: Person) -> Stored:
    """Say something in one. Raises ``Refused``; who may read it, the caller has checked."""
    if is_shut(aside):
        raise Refused(*_SHUT)
    talk.take_seat(aside.talk, actor=actor)
    stored = talk.send(aside.talk.ref, words, client_id, actor=actor)
    if aside.kind == Aside.Kind.BEFORE and aside.person is not None:
        if aside.person_id == actor.pk:
            notices.tell_facilitators(aside.group, notices.BEFORE, f"/aside/{aside.ref}/")
        else:
            notices.tell(aside.person, notices.BEFORE, aside.group, f"/aside/{aside.ref}/")
    return stored


def is_shut(aside: Aside) -> bool:
    """Whether nothing more can be said: the person was answered, the session is over, somebody was asked to leave."""
    if aside.kind == Aside.Kind.BEFORE:
        return not JoinRequest.objects.filter(group=aside.group, person=aside.person, decided_at=None).exists()
    if aside.room is None or aside.room.emptied_at is not None:
        return True
    if aside.kind == Aside.Kind.APART:
        gone = Removal.objects.filter(room=aside.room, person=aside.person).exists()
        return gone or aside.room.ended_at is not None
    return False
