"""What groups hold on a person. What was said between sessions is exported by talk."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from beside.features.groups import joining, queries, rooming
from beside.features.groups.models import (
    Absence,
    Aside,
    Attended,
    Feed,
    JoinRequest,
    Membership,
    Note,
    Presence,
    Reminded,
    Removal,
    RoomEvent,
    RoomWord,
    Signal,
    VoiceSeat,
    Waiting,
)
from beside.foundation.accounts import keys, personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding


def register() -> None:
    """Places, requests, places in line, absences, notes, reminders, the calendar."""
    personal.register(
        Holding(Note, "notes in groups", _notes, lambda person: _delete(Note, person, "author")),
        Holding(JoinRequest, "requests to join groups", _requests, _delete_requests),
        Holding(Waiting, "places on waiting lists", _waiting, lambda person: _delete(Waiting, person)),
        Holding(Absence, "sessions I could not come to", _absences, lambda person: _delete(Absence, person)),
        Holding(Reminded, "reminders of sessions", _reminded, lambda person: _delete(Reminded, person)),
        Holding(Aside, "talks for a few in groups", _asides, _leave_asides),
        Holding(VoiceSeat, "voice in rooms", _voices, lambda person: _delete(VoiceSeat, person)),
        Holding(Presence, "rooms my page was open in", _presences, lambda person: _delete(Presence, person)),
        Holding(Attended, "sessions I was at", _attended, lambda person: _delete(Attended, person)),
        Holding(RoomWord, "how I arrived and left", _words, lambda person: _delete(RoomWord, person)),
        Holding(Signal, "quiet words to facilitators", _signals, _delete_signals),
        Holding(Removal, "sessions I was asked to leave", _removals, _delete_removals),
        Holding(RoomEvent, "what I did in rooms", _events, _forget_events),
        Holding(Membership, "groups", _memberships, lambda person: _delete(Membership, person)),
        Holding(Feed, "calendar", _feed, lambda person: _delete(Feed, person)),
    )


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _delete(model: Any, person: Person, name: str = "person") -> None:
    model.objects.filter(**{name: person}).delete()


def _delete_requests(person: Person) -> None:
    JoinRequest.objects.filter(person=person).delete()
    JoinRequest.objects.filter(decided_by=person).update(decided_by=None)


def _memberships(person: Person) -> Iterator[dict[str, Any]]:
    for row in Membership.objects.filter(person=person).select_related("group").order_by("pk"):
        yield {
            "group": row.group.name,
            "rank": row.rank,
            "remind_minutes_before": row.remind,
            "agreed_at": _moment(row.agreed_at),
            "joined_at": _moment(row.joined_at),
            "left_at": _moment(row.left_at),
        }


def _requests(person: Person) -> Iterator[dict[str, Any]]:
    for row in JoinRequest.objects.filter(person=person).select_related("group").order_by("pk"):
        words = keys.open_text(person.pk, bytes(row.words), joining.context(person.pk, row.ref))
        yield {
            "group": row.group.name,
            "words": words,
            "at": _moment(row.at),
            "decided_at": _moment(row.decided_at),
            "accepted": row.accepted,
        }


def _waiting(person: Person) -> Iterator[dict[str, Any]]:
    for row in Waiting.objects.filter(person=person).select_related("group").order_by("pk"):
        yield {
            "group": row.group.name,
            "at": _moment(row.at),
            "offered_at": _moment(row.offered_at),
            "ended_at": _moment(row.ended_at),
            "answer": row.answer,
        }


def _absences(person: Person) -> Iterator[dict[str, Any]]:
    for row in Absence.objects.filter(person=person).select_related("session__group").order_by("pk"):
        yield {"group": row.session.group.name, "session": _moment(row.session.starts_at), "said_at": _moment(row.at)}


def _reminded(person: Person) -> Iterator[dict[str, Any]]:
    for row in Reminded.objects.filter(person=person).select_related("session__group").order_by("pk"):
        yield {"group": row.session.group.name, "session": _moment(row.session.starts_at), "at": _moment(row.at)}


def _notes(person: Person) -> Iterator[dict[str, Any]]:
    for row in Note.objects.filter(author=person).select_related("group").order_by("pk"):
        words = keys.open_text(person.pk, bytes(row.sealed), queries.note_context(row))
        yield {"group": row.group.name, "words": words, "at": _moment(row.at)}


def _feed(person: Person) -> Iterator[dict[str, Any]]:
    for row in Feed.objects.filter(person=person):
        yield {"names_groups": row.names, "made_at": _moment(row.made_at)}


def _words(person: Person) -> Iterator[dict[str, Any]]:
    for row in RoomWord.objects.filter(person=person).select_related("room__session__group").order_by("pk"):
        context = queries.word_context(row.room, person, row.moment)
        words = keys.open_text(person.pk, bytes(row.sealed), context)
        group = row.room.session.group.name
        yield {"group": group, "moment": row.moment, "words": words, "shared": row.shared, "at": _moment(row.at)}


def _signals(person: Person) -> Iterator[dict[str, Any]]:
    for row in Signal.objects.filter(person=person).select_related("room__session__group").order_by("pk"):
        yield {"group": row.room.session.group.name, "said": row.kind, "at": _moment(row.at)}


def _delete_signals(person: Person) -> None:
    Signal.objects.filter(person=person).delete()
    Signal.objects.filter(seen_by=person).update(seen_by=None)


def _removals(person: Person) -> Iterator[dict[str, Any]]:
    for row in Removal.objects.filter(person=person).select_related("room__session__group").order_by("pk"):
        why = rooming.reason_of(row.room, person)
        yield {"group": row.room.session.group.name, "why": why, "at": _moment(row.at)}


def _delete_removals(person: Person) -> None:
    Removal.objects.filter(person=person).delete()
    Removal.objects.filter(by=person).update(by=None)


def _events(person: Person) -> Iterator[dict[str, Any]]:
    for row in RoomEvent.objects.filter(actor=person).select_related("room__session__group").order_by("pk"):
        yield {"group": row.room.session.group.name, "did": row.kind, "at": _moment(row.at)}


def _forget_events(person: Person) -> None:
    """What happened in a room stays in order for the others, under a public name that leads nowhere any more."""
    RoomEvent.objects.filter(actor=person).update(actor=None)


def _asides(person: Person) -> Iterator[dict[str, Any]]:
    """What was said in them is exported by talk."""
    rows = Aside.objects.filter(Q(person=person) | Q(lead=person)).select_related("group").order_by("pk")
    for row in rows:
        yield {"group": row.group.name, "kind": row.kind, "at": _moment(row.at)}


def _leave_asides(person: Person) -> None:
    """The other's words stay until the room's words go."""
    Aside.objects.filter(person=person).update(person=None)
    Aside.objects.filter(lead=person).update(lead=None)


def _presences(person: Person) -> Iterator[dict[str, Any]]:
    for row in Presence.objects.filter(person=person).select_related("room__session__group").order_by("pk"):
        yield {"group": row.room.session.group.name, "last_heard_of": _moment(row.seen_at)}


def _voices(person: Person) -> Iterator[dict[str, Any]]:
    for row in VoiceSeat.objects.filter(person=person).select_related("room__session__group").order_by("pk"):
        group = row.room.session.group.name
        yield {"group": group, "since": _moment(row.since), "ended_at": _moment(row.ended_at)}


def _attended(person: Person) -> Iterator[dict[str, Any]]:
    for row in Attended.objects.filter(person=person).select_related("session__group").order_by("pk"):
        starts = _moment(row.session.starts_at)
        yield {"group": row.session.group.name, "session": starts, "led": row.led, "minutes": row.minutes}
