"""Reading conversations."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from beside.features.conversations.models import Conversation, HeavyMark, HowWasIt
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.talk import queries as talk

PAGE = 20
MOST_RUNNING = 100  # shown on one page; nobody holds as many


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in the list. ``last_at`` is None before anything is said."""

    ref: str
    name: str
    seed: str
    opened_at: datetime
    last_at: datetime | None
    state: str
    unread: bool


def state_of(conversation: Conversation) -> str:
    """ "running", "paused" or "ended"."""
    if conversation.ended_at is not None:
        return "ended"
    return "paused" if conversation.paused_at is not None else "running"


def of_person(person: Person) -> QuerySet[Conversation]:
    """All the person sits in."""
    seated = Q(talk__seats__person=person, talk__seats__left_at=None)
    return Conversation.objects.filter(Q(seeker=person) | Q(peer=person), seated)


def running(person: Person) -> list[Listed]:
    """What goes on or rests, the latest word first."""
    rows = of_person(person).filter(ended_at=None).select_related("talk")
    return _listed(list(rows.order_by(F("talk__last_at").desc(nulls_first=True), "-pk")[:MOST_RUNNING]), person)


def ended(person: Person, *, after: str = "") -> tuple[list[Listed], str]:
    """A page of what has ended, newest first, and the ref to go on from ("" at the end)."""
    rows = of_person(person).filter(ended_at__isnull=False).select_related("talk")
    last = rows.filter(talk__ref=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(ended_at__lt=last.ended_at) | Q(ended_at=last.ended_at, pk__lt=last.pk))
    found = list(rows.order_by("-ended_at", "-pk")[: PAGE + 1])
    return _listed(found[:PAGE], person), found[PAGE - 1].ref if len(found) > PAGE else ""


def _listed(rows: list[Conversation], person: Person) -> list[Listed]:
    others = {row.pk: row.peer_id if row.seeker_id == person.pk else row.seeker_id for row in rows}
    cards = profiles.cards((number for number in others.values() if number is not None), to=person)
    unread = talk.unread_talks(person)
    listed = []
    for row in rows:
        other = others[row.pk]
        card = cards[other] if other is not None else None
        listed.append(
            Listed(
                row.ref,
                card.pseudonym if card else _("Someone who has left"),
                card.seed if card else "",
                row.opened_at,
                row.talk.last_at,
                state_of(row),
                row.talk_id in unread,
            )
        )
    return listed


def running_load(person: Person) -> int:
    """How much the person holds as a peer: 2 for each heavy conversation, 1 for each other.

    Paused ones count, because either may go on at any time; those kept by both's wish do not.
    """
    return running_loads([person.pk]).get(person.pk, 0)


def running_loads(person_ids: list[int]) -> dict[int, int]:
    """The same for many, with one query; people who hold nothing are left out."""
    heavy = Exists(HeavyMark.objects.filter(conversation=OuterRef("pk")))
    rows = Conversation.objects.filter(peer__in=person_ids, ended_at=None, kept_at=None)
    loads: dict[int, int] = {}
    for peer_id, weighs in rows.annotate(weighs=heavy).values_list("peer_id", "weighs"):
        if peer_id is not None:
            loads[peer_id] = loads.get(peer_id, 0) + (2 if weighs else 1)
    return loads


def said_by(conversation: Conversation, person: Person) -> HowWasIt | None:
    """What the person said of it, for themselves."""
    return HowWasIt.objects.filter(conversation=conversation, person=person).first()


def line_of(said: HowWasIt) -> str:
    """The line in clear, for its writer."""
    return keys.open_text(said.person_id, bytes(said.line), line_context(said.conversation_id, said.person_id)) or ""


def line_context(conversation_id: int, person_id: int) -> str:
    """What a line about a conversation is locked to."""
    return f"conversations.line:{conversation_id}:{person_id}"


def reason_context(conversation_id: int, by_id: int) -> str:
    """What a reason for a handover is locked to."""
    return f"conversations.reason:{conversation_id}:{by_id}"
