"""What a person can do in a talk. Pages, the live line and the API all come through here."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.realtime import hub
from beside.foundation.safety import decided
from beside.foundation.safety.models import Limit
from beside.foundation.talk import access, limits, queries, watch, writing
from beside.foundation.talk.models import Draft, Kind, Message, MessageVersion, Part, Reaction, ReactionKind, Seat, Talk
from beside.foundation.talk.outgoing import Outgoing, Stored
from beside.foundation.talk.store import store

_SEAT = Prepared(lambda talk, person: Seat.objects.filter(talk=talk, person=person), 2)
_MASKED = "1"  # no public name begins so (core/ids.py): a name for one place is never taken for a person's


def topic(talk_ref: str, kind: str = Kind.DIRECT) -> str:
    """The live topic of a talk. Threads have their own, so that nothing said to a private talk can reach one."""
    return f"thread:{talk_ref}" if kind == Kind.THREAD else f"talk:{talk_ref}"


def make_talk(kind: Kind, people: Mapping[Person, Part], *, actor: audit.Acting) -> Talk:
    """A new talk with a seat for each of ``people``."""
    with transaction.atomic():
        talk = Talk.objects.create(kind=kind)
        Seat.objects.bulk_create([Seat(talk=talk, person=person, part=part) for person, part in people.items()])
        audit.record("talk.made", talk, actor=actor, kind=kind)
    return talk


def make_thread(*, actor: audit.Acting) -> Talk:
    """A new thread, with nobody in it yet: those who write take a seat."""
    with transaction.atomic():
        talk = Talk.objects.create(kind=Kind.THREAD)
        audit.record("talk.made", talk, actor=actor, kind=Kind.THREAD)
    return talk


def take_seat(talk: Talk, *, actor: Person, mask_name: str = "", part: Part = Part.MEMBER) -> Seat:
    """Sit down in a thread, or come back to one's seat. The caller has checked that ``actor`` may read it.

    ``mask_name`` is a name for this thread alone; once taken it stays, since what was said under it stands there.
    """
    seat = _SEAT.first(talk.pk, actor.pk)
    if seat is not None:
        if seat.left_at is not None:
            Seat.objects.filter(pk=seat.pk).update(left_at=None)
            seat.left_at = None
        return seat
    mask = f"{_MASKED}{new_ref()}"[:16] if mask_name else ""
    given = {"part": part, "mask": mask, "mask_name": mask_name, "read_number": talk.last_number}
    return Seat.objects.get_or_create(talk=talk, person=actor, defaults=given)[0]


def send(
    talk_ref: str,
    text: Any,
    client_id: Any,
    *,
    actor: Person,
    reply_to: int | None = None,
    longest: int = writing.LONGEST,
) -> Stored:
    """Keep a message and tell those who are there. Sending again with the same ``client_id`` keeps it once.

    Raises ``Refused``; "not yours" and "not there" are one refusal.
    """
    limits.may_send(actor.pk)
    item = Outgoing(
        talk_ref,
        actor.pk,
        actor.ref,
        writing.client_id(client_id),
        writing.clean(text, longest=longest),
        reply_to,
        clear_draft=True,
    )
    result = store([item])[0]
    if isinstance(result, Refused):
        raise result
    if result.again:
        tell_again(result)
    else:
        transaction.on_commit(lambda: hub.publish(topic(talk_ref, result.kind), result.event()))
        transaction.on_commit(lambda: watch.noticed([result]))
    return result


def tell_again(stored: Stored, *, actor: audit.Acting = audit.BESIDE) -> None:
    """Tell those who are there of a message that was kept before, as it is now.

    Whoever kept it may have ended between the commit and the telling: then only this, the sender's second try, brings
    it to the other. Pages that have it know it by its number.
    """
    message = Message.objects.select_related("talk").filter(talk_id=stored.talk_id, number=stored.number).first()
    if message is not None:
        _tell(message)


def edit(talk_ref: str, number: int, text: Any, *, actor: Person, longest: int = writing.LONGEST) -> queries.Shown:
    """Say one's own message in other words. Raises 404 or ``Refused``."""
    limits.may_send(actor.pk)
    words = writing.clean(text, longest=longest)
    with transaction.atomic():
        message = _own(talk_ref, number, actor)
        _awake(message)
        decided.check(actor, Limit.WRITING)
        if message.hidden_at is not None:
            raise Refused(
                "hidden", _("The staff have hidden this message. What you can do about it stands in your settings.")
            )
        if message.talk.kind == Kind.THREAD:
            # What many have read and answered is not put in other words unseen.
            before = message.edited_at or message.at
            MessageVersion.objects.create(message=message, sealed=message.sealed, at=before)
        message.sealed = writing.seal(keys.box_of(actor.pk), words, message.talk_id, actor.pk, message.client_id)
        message.edited_at = now()
        message.triaged = 0  # other words are looked at anew
        message.change = _next_change(message.talk_id)
        message.save(update_fields=["sealed", "edited_at", "triaged", "change"])
    transaction.on_commit(watch.look_again)
    return _tell(message)


def take_back(talk_ref: str, number: int, *, actor: Person) -> queries.Shown:
    """Remove one's own words for both; that something was said stays visible. Raises 404 or ``Refused``."""
    with transaction.atomic():
        message = _own(talk_ref, number, actor)
        message.sealed, message.taken_back_at = b"", now()
        message.change = _next_change(message.talk_id)
        message.save(update_fields=["sealed", "taken_back_at", "change"])
        Reaction.objects.filter(message=message).delete()
        MessageVersion.objects.filter(message=message).delete()
    return _tell(message)


def react(talk_ref: str, number: int, kind: str, *, actor: Person) -> queries.Shown:
    """Answer a message with one of the kinds. Raises 404 or ``Refused``."""
    if kind not in ReactionKind.values:
        raise Refused("kind", _("Choose one of the reactions."))
    limits.may_send(actor.pk)
    with transaction.atomic():
        message = _message(talk_ref, number, actor)
        _awake(message)
        if message.taken_back_at is not None:
            raise Refused("taken_back", _("That message was taken back."))
        _row, made = Reaction.objects.get_or_create(message=message, person=actor, kind=kind)
        if made:
            _touch(message)
    return _tell(message)


def unreact(talk_ref: str, number: int, kind: str, *, actor: Person) -> queries.Shown:
    """Take a reaction away. Raises 404."""
    with transaction.atomic():
        message = _message(talk_ref, number, actor)
        gone, _by_table = Reaction.objects.filter(message=message, person=actor, kind=kind).delete()
        if gone:
            _touch(message)
    return _tell(message)


def mark_read(talk_ref: str, number: int, *, actor: Person) -> None:
    """Remember how far someone has read; never backwards, never beyond the last message. Raises 404."""
    seat = access.seat_of(talk_ref, actor)
    number = min(number, seat.talk.last_number)
    moved = Seat.objects.filter(pk=seat.pk, read_number__lt=number).update(read_number=number)
    if moved and seat.talk.kind != Kind.THREAD:
        hub.publish(topic(talk_ref), {"on": "read", "talk": talk_ref, "person": actor.ref, "number": number})


def save_draft(talk_ref: str, text: str, *, actor: Person) -> None:
    """Keep what someone has begun to write; nothing written removes it. Raises 404."""
    seat = access.seat_of(talk_ref, actor)
    words = text[: writing.LONGEST * 2].encode("utf-8", "ignore").decode()
    if not words.strip():
        Draft.objects.filter(talk=seat.talk, person=actor).delete()
        return
    sealed = keys.seal(actor.pk, words, queries.draft_context(seat.talk_id, actor.pk))
    Draft.objects.update_or_create(talk=seat.talk, person=actor, defaults={"sealed": sealed, "at": now()})


def set_hidden(message: Message, hidden: bool, *, actor: audit.Acting) -> None:
    """Take a message out of sight by a decision, or bring it back; open pages follow at once."""
    with transaction.atomic():
        held = Message.objects.filter(pk=message.pk, hidden_at__isnull=hidden)
        if not held.update(hidden_at=now() if hidden else None, change=_next_change(message.talk_id)):
            return
        audit.record("message.hidden" if hidden else "message.restored", message, actor=actor)
    _tell(message)


def set_quiet(talk: Talk, *, actor: audit.Acting) -> None:
    """Let the talk rest: nothing more is written to it, reading goes on."""
    with transaction.atomic():
        if Talk.objects.filter(pk=talk.pk, quiet_at=None).update(quiet_at=now()):
            audit.record("talk.quiet", talk, actor=actor)


def wake(talk: Talk, *, actor: audit.Acting) -> None:
    """Let the talk go on."""
    with transaction.atomic():
        if Talk.objects.filter(pk=talk.pk).exclude(quiet_at=None).update(quiet_at=None):
            audit.record("talk.woken", talk, actor=actor)


def leave(talk: Talk, *, actor: Person) -> None:
    """Give up one's seat: no more reading or writing, at once, on every open page."""
    with transaction.atomic():
        if Seat.objects.filter(talk=talk, person=actor, left_at=None).update(left_at=now()):
            audit.record("talk.left", talk, actor=actor)
            transaction.on_commit(lambda: hub.drop(actor.pk, topic(talk.ref, talk.kind)))


def _own(talk_ref: str, number: int, actor: Person) -> Message:
    message = access.own_message(talk_ref, number, actor)
    if message.taken_back_at is not None:
        raise Refused("taken_back", _("That message was taken back."))
    return message


def _message(talk_ref: str, number: int, actor: Person) -> Message:
    talk = access.readable(talk_ref, actor)
    message = Message.objects.select_related("talk").filter(talk=talk, number=number).first()
    if message is None:
        raise Refused("not_there", _("That message is not here."))
    return message


def _awake(message: Message) -> None:
    """Other words under an old number are still words to someone: after a block or an end nothing new is said.

    Taking one's own words back stays possible.
    """
    if message.talk.quiet_at is not None:
        raise Refused("quiet", _("This conversation is resting. Nothing can be added to it now."))


def _next_change(talk_id: int) -> int:
    """The talk's next change number; takes the talk's lock until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE talk_talk SET last_change = last_change + 1 WHERE id = %s RETURNING last_change",
            [talk_id],
        )
        row = cursor.fetchone()
    if row is None:
        raise IntegrityError("the talk is gone")
    return int(row[0])


def _touch(message: Message) -> None:
    message.change = _next_change(message.talk_id)
    message.save(update_fields=["change"])


def _tell(message: Message) -> queries.Shown:
    result = queries.one(message.talk, message.number)
    transaction.on_commit(lambda: hub.publish(topic(result.talk_ref, result.kind), result.event()))
    return result
