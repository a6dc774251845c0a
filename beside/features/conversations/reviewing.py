"""How safety reads what members write here, and what follows a block."""

from django.db.models import Q

from beside.features.conversations import actions, queries
from beside.features.conversations.models import Conversation, Handover
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import reviewing
from beside.foundation.safety.reviewing import Excerpt, Reviewable


def register() -> None:
    """A reason for a handover is read by the other, so it can be reported."""
    reviewing.register(Reviewable("conversations.handover", read=_for_reader, read_for_case=_for_case))
    reviewing.register_on_block(_end_between)


def _end_between(one: Person, other: Person) -> None:
    """After a block: whatever the two have running ends, and neither is told by whom."""
    between = Q(seeker=one, peer=other) | Q(seeker=other, peer=one)
    for conversation in Conversation.objects.select_related("talk").filter(between, ended_at=None):
        actions.end(conversation, actor=BESIDE, quietly=True)


def _for_reader(ref: str, viewer: Person) -> Excerpt | None:
    handover = _find(ref)
    if handover is None or viewer.pk not in {handover.conversation.seeker_id, handover.conversation.peer_id}:
        return None
    return _excerpt(handover)


def _for_case(ref: str) -> Excerpt | None:
    handover = _find(ref)
    return _excerpt(handover) if handover is not None else None


def _find(ref: str) -> Handover | None:
    return Handover.objects.select_related("conversation").filter(ref=ref).first()


def _excerpt(handover: Handover) -> Excerpt | None:
    if handover.by_id is None or not handover.reason:
        return None
    context = queries.reason_context(handover.conversation_id, handover.by_id)
    text = keys.open_text(handover.by_id, bytes(handover.reason), context)
    return Excerpt(text, handover.by_id, handover.at, "handover") if text else None
