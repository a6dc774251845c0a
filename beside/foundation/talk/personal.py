"""What talk holds on a person."""

from collections.abc import Iterator
from typing import Any

from beside.core.clock import now
from beside.foundation.accounts import keys, personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.foundation.talk import queries, writing
from beside.foundation.talk.models import Draft, Message, MessageVersion, Reaction, Seat


def register() -> None:
    """Seats, messages, reactions, drafts."""
    personal.register(
        Holding(Seat, "conversations", _seats, _leave_seats),
        # Before the messages, through which they are found.
        Holding(MessageVersion, "earlier wordings", _versions, _forget_versions),
        Holding(Message, "messages", _messages, _empty_messages),
        Holding(Reaction, "reactions", _reactions, lambda person: _delete(Reaction, person)),
        Holding(Draft, "drafts", _drafts, lambda person: _delete(Draft, person)),
    )


def _seats(person: Person) -> Iterator[dict[str, Any]]:
    for seat in Seat.objects.filter(person=person).select_related("talk").order_by("pk"):
        yield {
            "talk": seat.talk.ref,
            "kind": seat.talk.kind,
            "joined_at": seat.joined_at.isoformat(),
            "left_at": seat.left_at.isoformat() if seat.left_at else None,
            "read_number": seat.read_number,
            "name_here": seat.mask_name,
        }


def _messages(person: Person) -> Iterator[dict[str, Any]]:
    """Their own words only: what others wrote to them is others' to export."""
    box = keys.boxes_of({person.pk}).get(person.pk)
    rows = Message.objects.filter(author=person).select_related("talk").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        context = writing.message_context(row.talk_id, person.pk, row.client_id)
        readable = box is not None and row.taken_back_at is None and bool(row.sealed)
        yield {
            "talk": row.talk.ref,
            "number": row.number,
            "at": row.at.isoformat(),
            "text": box.open(bytes(row.sealed), context).decode() if box is not None and readable else None,
            "edited_at": row.edited_at.isoformat() if row.edited_at else None,
            "taken_back_at": row.taken_back_at.isoformat() if row.taken_back_at else None,
        }


def _versions(person: Person) -> Iterator[dict[str, Any]]:
    rows = Message.objects.filter(author=person, versions__isnull=False).distinct().select_related("talk")
    for row in rows.order_by("pk"):
        for at, text in queries.versions(row):
            yield {"talk": row.talk.ref, "number": row.number, "at": at.isoformat(), "text": text}


def _forget_versions(person: Person) -> None:
    MessageVersion.objects.filter(message__author=person).delete()


def _reactions(person: Person) -> Iterator[dict[str, Any]]:
    for row in Reaction.objects.filter(person=person).select_related("message__talk").order_by("pk"):
        yield {
            "talk": row.message.talk.ref,
            "number": row.message.number,
            "kind": row.kind,
            "at": row.at.isoformat(),
        }


def _drafts(person: Person) -> Iterator[dict[str, Any]]:
    for row in Draft.objects.filter(person=person).select_related("talk").order_by("pk"):
        yield {"talk": row.talk.ref, "text": queries.draft_of(row.talk, person), "at": row.at.isoformat()}


def _leave_seats(person: Person) -> None:
    Seat.objects.filter(person=person, left_at=None).update(left_at=now())


def _empty_messages(person: Person) -> None:
    """The place and time stay for the other's sake; the words go, and their author with them."""
    Message.objects.filter(author=person).update(sealed=b"", author=None)


def _delete(table: type[Reaction] | type[Draft], person: Person) -> None:
    table._default_manager.filter(person=person).delete()
