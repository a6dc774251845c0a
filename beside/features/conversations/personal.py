"""What conversations hold on a person."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from beside.core.clock import now
from beside.features.conversations import queries
from beside.features.conversations.models import Conversation, Handover, HeavyMark, HowWasIt, KeepInTouch
from beside.foundation.accounts import keys, personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.foundation.talk import actions as talk


def register() -> None:
    """Conversations, what was said of them, wishes, handovers."""
    personal.register(
        Holding(Conversation, "one to one", _conversations, _end_all),
        Holding(HeavyMark, "conversations that weigh more", _heavy, _forget_heavy),
        Holding(HowWasIt, "how it was", _how, _forget_how),
        Holding(KeepInTouch, "wishes to stay in touch", _wishes, _forget_wishes),
        Holding(Handover, "handovers", _handovers, _empty_handovers),
    )


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _conversations(person: Person) -> Iterator[dict[str, Any]]:
    for row in Conversation.objects.filter(Q(seeker=person) | Q(peer=person)).select_related("talk").order_by("pk"):
        yield {
            "talk": row.ref,
            "as": "seeker" if row.seeker_id == person.pk else "peer",
            "why": row.why,
            "how": row.how,
            "opened_at": row.opened_at.isoformat(),
            "paused_at": _moment(row.paused_at),
            "paused_by_me": row.paused_by_id == person.pk,
            "ended_at": _moment(row.ended_at),
            "ended_by_me": row.ended_by_id == person.pk,
            "kept_at": _moment(row.kept_at),
        }


def _heavy(person: Person) -> Iterator[dict[str, Any]]:
    for row in HeavyMark.objects.filter(by=person).select_related("conversation__talk").order_by("pk"):
        yield {"talk": row.conversation.ref, "at": row.at.isoformat()}


def _how(person: Person) -> Iterator[dict[str, Any]]:
    for row in HowWasIt.objects.filter(person=person).select_related("conversation__talk").order_by("pk"):
        yield {
            "talk": row.conversation.ref,
            "heard": row.heard,
            "line": queries.line_of(row),
            "again": row.again,
            "at": row.at.isoformat(),
        }


def _wishes(person: Person) -> Iterator[dict[str, Any]]:
    for row in KeepInTouch.objects.filter(person=person).select_related("conversation__talk").order_by("pk"):
        yield {"talk": row.conversation.ref, "wish": row.wish, "at": row.at.isoformat()}


def _handovers(person: Person) -> Iterator[dict[str, Any]]:
    """Those they proposed or took; a reason only where they wrote it themselves."""
    rows = Handover.objects.filter(Q(by=person) | Q(to=person)).select_related("conversation__talk").order_by("pk")
    for row in rows:
        mine = row.by_id == person.pk
        context = queries.reason_context(row.conversation_id, person.pk)
        yield {
            "talk": row.conversation.ref,
            "proposed_by_me": mine,
            "reason": keys.open_text(person.pk, bytes(row.reason), context) if mine else None,
            "at": row.at.isoformat(),
            "agreed_at": _moment(row.agreed_at),
            "declined_at": _moment(row.declined_at),
            "taken_at": _moment(row.taken_at),
        }


def _end_all(person: Person) -> None:
    """Whatever runs ends, without saying by whom; then the link to the person empties, and what was shared with it."""
    mine = Conversation.objects.filter(Q(seeker=person) | Q(peer=person))
    for row in mine.filter(ended_at=None).select_related("talk"):
        talk.set_quiet(row.talk, actor=person)
    mine.filter(ended_at=None).update(ended_at=now(), kept_at=None, paused_at=None)
    mine.update(why=[])
    Conversation.objects.filter(paused_by=person).update(paused_by=None)
    Conversation.objects.filter(ended_by=person).update(ended_by=None)
    Conversation.objects.filter(seeker=person).update(seeker=None)
    Conversation.objects.filter(peer=person).update(peer=None)


def _forget_heavy(person: Person) -> None:
    HeavyMark.objects.filter(by=person).delete()


def _forget_how(person: Person) -> None:
    HowWasIt.objects.filter(person=person).delete()


def _forget_wishes(person: Person) -> None:
    KeepInTouch.objects.filter(person=person).delete()


def _empty_handovers(person: Person) -> None:
    Handover.objects.filter(by=person).update(reason=b"", by=None)
    Handover.objects.filter(to=person).update(to=None)
