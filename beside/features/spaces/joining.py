"""Coming into a space, leaving it, resting from it, and what its hosts decide."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.spaces import notices
from beside.features.spaces.access import Inside
from beside.features.spaces.actions import topic
from beside.features.spaces.models import Joining, JoinRequest, Membership, Rank, Space
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.realtime import hub
from beside.foundation.safety.decided import check
from beside.foundation.safety.models import Limit
from beside.foundation.talk.models import Kind, Seat

LONGEST_WORDS = 500


def context(person_id: int, ref: str) -> str:
    """What the words of a request are locked to."""
    return f"spaces.request:{person_id}:{ref}"


def join(space: Space, *, actor: Person) -> Membership:
    """Come into an open space, or back to it. Nobody is told. Raises ``Refused`` where a host says yes first."""
    if space.joining != Joining.OPEN:
        raise Refused("asks", _("This space asks you to say hello first. A host then lets you in."))
    check(actor, Limit.WRITING)
    return _let_in(space, actor, actor=actor)


def _let_in(space: Space, person: Person, *, actor: audit.Acting) -> Membership:
    with transaction.atomic():
        held, made = Membership.objects.get_or_create(space=space, person=person)
        if not made and held.left_at is not None:
            Membership.objects.filter(pk=held.pk).update(left_at=None, joined_at=now(), rank=Rank.MEMBER)
            held.refresh_from_db()
            made = True
        if made:
            audit.record("space.joined", held, actor=actor)
    return held


def leave(entered: Inside, *, actor: Person) -> None:
    """Leave quietly. What one wrote stays; nothing more can be written, at once and on every open page."""
    if entered.membership is None:
        return
    with transaction.atomic():
        held = Membership.objects.filter(pk=entered.membership.pk, left_at=None)
        if held.update(left_at=now(), rank=Rank.MEMBER):
            mine = Seat.objects.filter(person=actor, talk__kind=Kind.THREAD, talk__post__space=entered.space)
            mine.filter(left_at=None).update(left_at=now())
            audit.record("space.left", entered.membership, actor=actor)
            ref = entered.space.ref
            transaction.on_commit(lambda: hub.drop(actor.pk, topic(ref)))


def not_today(entered: Inside, *, actor: Person) -> None:
    """Nothing of this space reaches the person until tomorrow; it is told to nobody."""
    if entered.membership is not None:
        Membership.objects.filter(pk=entered.membership.pk).update(away_until=now() + timedelta(hours=20))


def back_today(entered: Inside, *, actor: Person) -> None:
    """Take that back."""
    if entered.membership is not None:
        Membership.objects.filter(pk=entered.membership.pk).update(away_until=None)


def ask(space: Space, words: str, *, actor: Person) -> JoinRequest:
    """Ask to come in, with a line to the hosts. Asking again changes nothing. Raises ``Refused``."""
    words = " ".join(words.replace("\x00", "").split())
    if len(words) > LONGEST_WORDS:
        raise Refused("too_long", _("A line or two is enough."))
    check(actor, Limit.WRITING)
    try:
        with transaction.atomic():
            request = JoinRequest(space=space, person=actor)
            request.words = keys.seal(actor.pk, words, context(actor.pk, request.ref)) if words else b""
            request.save()
            audit.record("space.asked", request, actor=actor)
            notices.tell_hosts(space)
    except IntegrityError:
        return JoinRequest.objects.get(space=space, person=actor, decided_at=None)
    return request


def decide(entered: Inside, request: JoinRequest, *, actor: Person, accepted: bool) -> None:
    """A host lets somebody in, or not now. Only the one who asked is told, and of a no only that it is not now."""
    with transaction.atomic():
        waiting = JoinRequest.objects.filter(pk=request.pk, decided_at=None)
        if not waiting.update(decided_at=now(), decided_by=actor, accepted=accepted):
            return
        audit.record("space.let_in" if accepted else "space.not_now", request, actor=actor)
        if accepted:
            _let_in(entered.space, request.person, actor=actor)
        notices.tell_decided(request, entered.space, accepted)


def set_host(space: Space, person: Person, host: bool, *, actor: Person) -> None:
    """Ask somebody to host a space, or let them rest. For operators; the person is told."""
    with transaction.atomic():
        held = _let_in(space, person, actor=actor)
        rank = Rank.HOST if host else Rank.MEMBER
        if Membership.objects.filter(pk=held.pk).exclude(rank=rank).update(rank=rank):
            audit.record("space.host" if host else "space.host_ended", held, actor=actor)
            if host:
                notices.tell_host(person, space)
