"""What the two can do with their conversation. Each tells both sides; only a private word tells nobody."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.conversations import hooks, queries
from beside.features.conversations.models import Conversation, Handover, HeavyMark, HowWasIt, KeepInTouch
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.realtime import hub
from beside.foundation.safety import queries as safety
from beside.foundation.talk import actions as talk
from beside.foundation.talk.models import Kind, Part

LONGEST_LINE = 500  # characters, of a line about a conversation or a reason for a handover


def open_conversation(
    seeker: Person, peer: Person, *, why: Sequence[dict[str, Any]], how: Sequence[str], actor: audit.Acting
) -> Conversation:
    """Bring two people together. Raises ``Refused`` where they do not see each other."""
    if seeker.pk == peer.pk or safety.are_apart(seeker, peer):
        raise Refused("apart", _("These two cannot be brought together."))
    with transaction.atomic():
        made = talk.make_talk(Kind.DIRECT, {seeker: Part.MEMBER, peer: Part.SUPPORTER}, actor=actor)
        conversation = Conversation.objects.create(talk=made, seeker=seeker, peer=peer, why=list(why), how=list(how))
        audit.record("conversation.opened", conversation, actor=actor)
    return conversation


def pause(conversation: Conversation, *, actor: Person) -> None:
    """Rest for a while: both read, nobody writes. Doing it again changes nothing."""
    with transaction.atomic():
        running = Conversation.objects.filter(pk=conversation.pk, paused_at=None, ended_at=None)
        if running.update(paused_at=now(), paused_by=actor):
            talk.set_quiet(conversation.talk, actor=actor)
            _noted("conversation.paused", conversation, "paused", actor=actor)
    conversation.refresh_from_db()


def resume(conversation: Conversation, *, actor: Person) -> None:
    """Go on after a pause; either may. Raises ``Refused`` if it has ended."""
    with transaction.atomic():
        paused = Conversation.objects.filter(pk=conversation.pk, ended_at=None).exclude(paused_at=None)
        if paused.update(paused_at=None, paused_by=None):
            talk.wake(conversation.talk, actor=actor)
            _noted("conversation.resumed", conversation, "running", actor=actor)
        elif Conversation.objects.filter(pk=conversation.pk, ended_at__isnull=False).exists():
            raise Refused("ended", _("This conversation has ended."))
    conversation.refresh_from_db()


def end(conversation: Conversation, *, actor: audit.Acting, quietly: bool = False) -> None:
    """End it; either may, at any time. Both keep what was said. ``quietly``: nobody learns who.

    Ending again changes nothing.
    """
    by = None if quietly else actor.pk
    with transaction.atomic():
        running = Conversation.objects.filter(pk=conversation.pk, ended_at=None)
        if running.update(ended_at=now(), ended_by=by, kept_at=None, paused_at=None, paused_by=None):
            KeepInTouch.objects.filter(conversation=conversation).delete()
            talk.set_quiet(conversation.talk, actor=actor)
            _noted("conversation.ended", conversation, "ended", actor=actor)
    conversation.refresh_from_db()


def mark_heavy(conversation: Conversation, *, actor: Person, heavy: bool = True) -> None:
    """The peer says that it weighs more, or no longer. Private. Raises ``Refused`` for anybody else."""
    if conversation.peer_id != actor.pk:
        raise Refused("not_peer", _("Only the peer can say how much this weighs for them."))
    with transaction.atomic():
        if heavy:
            _mark, changed = HeavyMark.objects.get_or_create(conversation=conversation, by=actor)
        else:
            changed = bool(HeavyMark.objects.filter(conversation=conversation, by=actor).delete()[0])
        if changed:
            audit.record("conversation.heavy" if heavy else "conversation.lighter", conversation, actor=actor)


def rate(
    conversation: Conversation, *, actor: Person, heard: int | None, again: bool | None, line: str = ""
) -> HowWasIt:
    """Keep how it was for ``actor``. The other never sees it; said again, it replaces."""
    if heard is not None and not 1 <= heard <= 5:
        raise Refused("heard", _("Choose one of the five."))
    line = _short(line)
    sealed = keys.seal(actor.pk, line, queries.line_context(conversation.pk, actor.pk)) if line else b""
    with transaction.atomic():
        said, _made = HowWasIt.objects.update_or_create(
            conversation=conversation,
            person=actor,
            defaults={"heard": heard, "again": again, "line": sealed, "at": now()},
        )
        audit.record("conversation.how_was_it", conversation, actor=actor)
    return said


def keep_in_touch(conversation: Conversation, *, actor: Person, wish: bool) -> bool:
    """Say whether one would like to stay in touch; True when both wish it, and then it goes on.

    A wish that is not shared stays private. Raises ``Refused`` where the other has left or is not to be seen.
    """
    other = conversation.other(actor)
    if wish and (other is None or safety.are_apart(actor, other)):
        raise Refused("apart", _("This conversation cannot go on. You can ask to talk to someone else."))
    with transaction.atomic():
        # Both may say so in the same moment; one after the other, so that the second sees the first.
        locked = Conversation.objects.select_for_update().get(pk=conversation.pk)
        KeepInTouch.objects.update_or_create(conversation=locked, person=actor, defaults={"wish": wish, "at": now()})
        audit.record("conversation.wish_to_keep", locked, actor=actor)
        both = locked.wishes_to_keep.filter(wish=True).count() == 2
        if both and locked.kept_at is None:
            _keep(locked, actor)
        elif not both and locked.kept_at is not None:
            Conversation.objects.filter(pk=locked.pk).update(kept_at=None)
    conversation.refresh_from_db()
    return both


def _keep(conversation: Conversation, actor: Person) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(
        kept_at=now(), ended_at=None, ended_by=None, paused_at=None, paused_by=None
    )
    talk.wake(conversation.talk, actor=actor)
    _noted("conversation.kept", conversation, "running", actor=actor)


def hand_over(conversation: Conversation, *, actor: Person, reason: str = "") -> Handover:
    """Propose to go on with another peer. Asked by the seeker, it is agreed at once.

    Raises ``Refused`` when one is open already, or the conversation has ended.
    """
    if conversation.ended_at is not None:
        raise Refused("ended", _("This conversation has ended. You can ask to talk to someone else."))
    reason = _short(reason)
    sealed = keys.seal(actor.pk, reason, queries.reason_context(conversation.pk, actor.pk)) if reason else b""
    with transaction.atomic():
        if (
            Conversation.objects.select_for_update()
            .get(pk=conversation.pk)
            .handovers.filter(declined_at=None, taken_at=None)
        ):
            raise Refused("open", _("That has been asked already."))
        handover = Handover.objects.create(conversation=conversation, by=actor, reason=sealed)
        _noted("handover.proposed", conversation, "handover", actor=actor)
        if actor.pk == conversation.seeker_id:
            _agree(conversation, handover, actor)
    return handover


def agree_to_hand_over(conversation: Conversation, handover: Handover, *, actor: Person) -> None:
    """The seeker's yes. Raises ``Refused`` for anybody else."""
    _seeker_only(conversation, actor)
    with transaction.atomic():
        _agree(conversation, handover, actor)


def decline_hand_over(conversation: Conversation, handover: Handover, *, actor: Person) -> None:
    """The seeker would rather stay; or whoever proposed takes it back."""
    if actor.pk not in {conversation.seeker_id, handover.by_id}:
        raise Refused("not_yours", _("Only the one who was asked can answer."))
    with transaction.atomic():
        waiting = Handover.objects.filter(pk=handover.pk, declined_at=None, taken_at=None)
        if waiting.update(declined_at=now()):
            _noted("handover.declined", conversation, "handover", actor=actor)


def take_over(
    handover: Handover, to: Person, *, actor: audit.Acting, why: Sequence[dict[str, Any]] = ()
) -> Conversation:
    """``to`` takes the seeker on: a conversation of their own opens and this one ends.

    Raises ``Refused`` without the seeker's yes, or when another was quicker.
    """
    conversation = handover.conversation
    seeker = conversation.seeker
    with transaction.atomic():
        agreed = Handover.objects.filter(pk=handover.pk, declined_at=None, taken_at=None).exclude(agreed_at=None)
        if seeker is None or not agreed.update(to=to, taken_at=now()):
            raise Refused("taken", _("This is no longer waiting."))
        audit.record("handover.taken", handover, actor=actor)
        end(conversation, actor=actor, quietly=True)
        return open_conversation(seeker, to, why=why, how=conversation.how, actor=actor)


def _agree(conversation: Conversation, handover: Handover, actor: Person) -> None:
    waiting = Handover.objects.filter(pk=handover.pk, agreed_at=None, declined_at=None, taken_at=None)
    if waiting.update(agreed_at=now()):
        handover.refresh_from_db()
        _noted("handover.agreed", conversation, "handover", actor=actor)
        hooks.find_another(conversation, handover)


def _seeker_only(conversation: Conversation, actor: Person) -> None:
    if actor.pk != conversation.seeker_id:
        raise Refused("not_yours", _("Only the one who was asked can answer."))


def _short(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if len(text) > LONGEST_LINE:
        raise Refused("too_long", _("That is longer than this can hold. A line or two is enough."))
    return text


def _noted(verb: str, conversation: Conversation, state: str, *, actor: audit.Acting) -> None:
    """The audit row, and both sides told once it is true."""
    audit.record(verb, conversation, actor=actor)
    ref = conversation.ref
    transaction.on_commit(lambda: hub.publish(talk.topic(ref), {"on": "conversation", "talk": ref, "state": state}))
