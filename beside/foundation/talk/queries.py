"""Reading talks: opened texts for those who sit in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import F, QuerySet

from beside.core.crypto import Unreadable
from beside.core.prepared import Prepared
from beside.foundation.accounts import keys
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.talk import writing
from beside.foundation.talk.models import Draft, Kind, Message, Reaction, Seat, Talk
from beside.foundation.talk.outgoing import thin, told

_READ_MARKS = Prepared(
    lambda talk: Seat.objects.filter(talk=talk, left_at=None).values_list("person__ref", "read_number")
)
_MASKS = Prepared(
    lambda talk: Seat.objects.filter(talk=talk).exclude(mask="").values_list("person_id", "mask", "mask_name")
)
_DRAFTS = Prepared(lambda talk, person: Draft.objects.filter(talk=talk, person=person).values_list("sealed"), 2)
_REACTIONS = Prepared(
    lambda talk, first, last: (
        Reaction.objects.filter(message__talk=talk, message__number__gte=first, message__number__lte=last)
        .order_by("at", "pk")
        .values_list("message_id", "kind", "person__ref")
    ),
    3,
)


@dataclass(slots=True)
class Shown:
    """A message as those in the talk see it; ``text`` is None when taken back, hidden or its author's key is gone."""

    talk_ref: str
    number: int
    change: int
    author_id: int | None
    author_ref: str | None
    client_id: str
    text: str | None
    at: datetime
    edited: bool
    taken_back: bool
    gone: bool
    reply_to: int | None
    hidden: bool = False
    reactions: list[tuple[str, list[str]]] = field(default_factory=list)
    kind: str = Kind.DIRECT
    name: str = ""  # the name for this place, where the writer has one

    def event(self) -> dict[str, Any]:
        """The message as the live line and the API tell it (docs/live.md)."""
        if self.kind == Kind.THREAD:
            return thin(self.talk_ref, self.change)
        return told(self) | {
            "edited": self.edited,
            "taken_back": self.taken_back,
            "gone": self.gone,
            "hidden": self.hidden,
            "reactions": dict(self.reactions),
        }


@dataclass(frozen=True, slots=True)
class Page:
    """A run of messages, oldest first, and whether there are more before and after it."""

    messages: list[Shown]
    earlier: bool
    later: bool


def page(
    talk: Talk,
    *,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
    limit: int = 50,
) -> Page:
    """Up to ``limit`` messages by number: those before, after or around one; the newest when none is named."""
    if after is not None:
        chosen = _after(limit).objects(talk.pk, after)
    elif around is not None:
        start = max(around - limit // 4, 1)
        chosen = _after(limit).objects(talk.pk, start - 1)
    elif before is not None:
        chosen = _before(limit).objects(talk.pk, before)[::-1]
    else:
        chosen = _newest(limit).objects(talk.pk)[::-1]
    first, last = (chosen[0].number, chosen[-1].number) if chosen else (1, talk.last_number)
    return Page(shown(talk, chosen), earlier=first > 1, later=last < talk.last_number)


@cache
def _newest(limit: int) -> Prepared[Message]:
    return Prepared(lambda talk: Message.objects.filter(talk=talk).order_by("-number")[:limit])


@cache
def _after(limit: int) -> Prepared[Message]:
    return Prepared(
        lambda talk, number: Message.objects.filter(talk=talk, number__gt=number).order_by("number")[:limit], 2
    )


@cache
def _before(limit: int) -> Prepared[Message]:
    return Prepared(
        lambda talk, number: Message.objects.filter(talk=talk, number__lt=number).order_by("-number")[:limit], 2
    )


def changes_since(talk: Talk, change: int, *, limit: int = 200) -> tuple[list[Shown], bool]:
    """Everything that happened after ``change``, each message once as it is now; and whether there is more."""
    rows = list(Message.objects.filter(talk=talk, change__gt=change).order_by("change")[: limit + 1])
    return shown(talk, rows[:limit]), len(rows) > limit


def one(talk: Talk, number: int) -> Shown:
    """A single message as it is now."""
    return shown(talk, list(Message.objects.filter(talk=talk, number=number)))[0]


def shown(talk: Talk, rows: Sequence[Message], *, for_staff: bool = False) -> list[Shown]:
    """Open the texts of some messages of one talk, with their reactions; hidden ones only ``for_staff``."""
    authors = {row.author_id for row in rows if row.author_id is not None}
    refs = accounts.refs_of(authors)
    boxes = keys.boxes_of(authors)
    reactions = _reactions(rows)
    worn = masks(talk)
    return [
        Shown(
            talk_ref=talk.ref,
            number=row.number,
            change=row.change,
            author_id=row.author_id,
            author_ref=_known_by(row.author_id, refs, worn),
            client_id=row.client_id,
            text=_open(row, boxes) if for_staff or row.hidden_at is None else None,
            at=row.at,
            edited=row.edited_at is not None,
            taken_back=row.taken_back_at is not None,
            gone=row.author_id not in boxes,
            reply_to=row.reply_to,
            hidden=row.hidden_at is not None and row.taken_back_at is None,
            reactions=reactions.get(row.pk, []),
            kind=talk.kind,
            name=worn[row.author_id][1] if row.author_id in worn else "",
        )
        for row in rows
    ]


def masks(talk: Talk) -> dict[int, tuple[str, str]]:
    """Names for this place alone, by person number: what stands for the public name, and for the pseudonym."""
    if talk.kind != Kind.THREAD:
        return {}
    return {person_id: (mask, name) for person_id, mask, name in _MASKS.rows(talk.pk)}


def _known_by(author_id: int | None, refs: Mapping[int, str], worn: Mapping[int, tuple[str, str]]) -> str | None:
    if author_id is None:
        return None
    return worn[author_id][0] if author_id in worn else refs.get(author_id)


def texts_of(rows: Sequence[Message]) -> dict[tuple[int, int], str]:
    """Opened texts of messages of several talks, by talk and number, for triage; without those that cannot be read."""
    boxes = keys.boxes_of({row.author_id for row in rows if row.author_id is not None})
    opened = {(row.talk_id, row.number): _open(row, boxes) for row in rows}
    return {place: text for place, text in opened.items() if text is not None}


def _open(row: Message, boxes: dict[int, Any]) -> str | None:
    box = boxes.get(row.author_id) if row.author_id is not None else None
    if box is None or row.author_id is None or row.taken_back_at is not None:
        return None
    context = writing.message_context(row.talk_id, row.author_id, row.client_id)
    try:
        text: str = box.open(bytes(row.sealed), context).decode()
    except Unreadable:
        # Tampered with, or restored beside another secrets file: show that it cannot be read, never a crash.
        return None
    return text


def _reactions(rows: Sequence[Message]) -> dict[int, list[tuple[str, list[str]]]]:
    """By message; also those of messages between the ones asked for, which cost less than leaving them out."""
    if not rows:
        return {}
    found: dict[int, dict[str, list[str]]] = {}
    numbers = [row.number for row in rows]
    for message_id, kind, ref in _REACTIONS.rows(rows[0].talk_id, min(numbers), max(numbers)):
        found.setdefault(message_id, {}).setdefault(kind, []).append(ref)
    return {message_id: list(kinds.items()) for message_id, kinds in found.items()}


def seats(talk: Talk) -> QuerySet[Seat]:
    """Those who sit in the talk now."""
    return Seat.objects.filter(talk=talk, left_at=None).select_related("person")


def read_marks(talk: Talk) -> dict[str, int]:
    """How far each has read."""
    return dict(_READ_MARKS.rows(talk.pk))


def unread_talks(person: Person) -> set[int]:
    """Talks with something the person has not read. What they wrote themselves was read when they wrote it."""
    behind = Seat.objects.filter(person=person, left_at=None, read_number__lt=F("talk__last_number"))
    return set(behind.values_list("talk_id", flat=True))


def versions(message: Message) -> list[tuple[datetime, str]]:
    """What a reply said before it was edited, oldest first; nothing where its words cannot be read any more."""
    box = keys.boxes_of({message.author_id}).get(message.author_id) if message.author_id is not None else None
    if box is None or message.author_id is None or message.hidden_at is not None or message.taken_back_at is not None:
        return []
    context = writing.message_context(message.talk_id, message.author_id, message.client_id)
    return [(row.at, box.open(bytes(row.sealed), context).decode()) for row in message.versions.order_by("pk")]


def draft_of(talk: Talk, person: Person) -> str:
    """What the person has begun to write here; empty when nothing is kept."""
    drafts = _DRAFTS.rows(talk.pk, person.pk)
    return keys.open_text(person.pk, drafts[0][0], draft_context(talk.pk, person.pk)) or "" if drafts else ""


def draft_context(talk_id: int, person_id: int) -> str:
    """What a draft is locked to."""
    return f"talk.draft:{talk_id}:{person_id}"
