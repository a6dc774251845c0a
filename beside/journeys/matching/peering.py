"""What a peer can do: be there, answer when asked, rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.conversations import actions as conversations
from beside.features.conversations.models import Conversation
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.queries import roles_of
from beside.foundation.audit.actions import Acting, record
from beside.foundation.profiles.models import Experience
from beside.journeys.matching import notices, offering
from beside.journeys.matching.core.people import HEAVY_FROM, How
from beside.journeys.matching.gathering import PEERS
from beside.journeys.matching.models import (
    MOST_CAPACITY,
    OPEN,
    Appointment,
    Availability,
    Offer,
    Request,
    Rest,
)
from beside.journeys.matching.timing import BREAKS, FURTHEST

LONGEST_STAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """When a peer is there, for what (no topics: anything), how, and for how many at once. ``since`` None: now."""

    until: datetime
    since: datetime | None = None
    capacity: int = 1
    topics: Sequence[str] = ()
    how: Sequence[str] = ()


def be_here(here: Here, *, actor: Person) -> Availability:
    """Be there now, or plan to be. What was said for the same time before is replaced.

    Raises ``Refused``: ``not_a_peer``, ``capacity``, ``how``, ``time``.
    """
    moment = now()
    since = here.since or moment
    _check_here(here, since, moment, actor)
    with transaction.atomic():
        offering.lock_person(actor.pk)
        same_time = Q(here_from__lt=here.until, here_until__gt=since)
        Availability.objects.filter(same_time, peer=actor, ended_at=None).update(ended_at=moment)
        made = Availability.objects.create(
            peer=actor, here_from=since, here_until=here.until, capacity=here.capacity, how=sorted(set(here.how))
        )
        made.topics.set(Experience.objects.filter(key__in=set(here.topics)))
        record("peer.here", made, actor=actor, capacity=here.capacity, until=here.until.isoformat())
        notices.offers_changed(actor.pk)
    offering.ask_next()
    return made


def stop_being_here(availability: Availability, *, actor: Acting) -> None:
    """Go, or drop a plan. Questions open for that time go to others; appointments stand until cancelled."""
    with transaction.atomic():
        living = Availability.objects.filter(pk=availability.pk, ended_at=None)
        if not living.update(ended_at=now()):
            return
        record("peer.gone", availability, actor=actor)
        _drop_offers(availability, actor)
    offering.ask_next()


def take_break(minutes: int, *, actor: Person) -> Rest:
    """Rest: nobody is offered until it is over. Raises ``Refused`` (``time``)."""
    if minutes not in BREAKS:
        raise Refused("time", _("Choose how long you would like to rest."))
    with transaction.atomic():
        offering.lock_person(actor.pk)
        rest = begin_break(actor, timedelta(minutes=minutes), actor=actor)
    offering.ask_next()
    return rest


def begin_break(peer: Person, long: timedelta, *, actor: Acting, after: Conversation | None = None) -> Rest:
    """Start a break in the caller's transaction, and let others be asked instead."""
    moment = now()
    rest = Rest.objects.create(peer=peer, began_at=moment, until=moment + long, after=after)
    record("peer.rests", rest, actor=actor, minutes=int(long.total_seconds() // 60), by_itself=after is not None)
    offering.withdraw_offers(Offer.objects.filter(peer=peer, for_at=None), actor=actor)
    notices.offers_changed(peer.pk)
    return rest


def end_break(*, actor: Person) -> None:
    """Be there again before the break is over."""
    with transaction.atomic():
        resting = Rest.objects.filter(peer=actor, ended_at=None, until__gt=now())
        for rest in resting:
            record("peer.rested", rest, actor=actor)
        resting.update(ended_at=now())
        notices.offers_changed(actor.pk)
    offering.ask_next()


def pass_offer(offer: Offer, *, actor: Person) -> None:
    """Not this time. Nobody is told; the next one is asked. Again, or too late, changes nothing."""
    if offer.peer_id != actor.pk:
        raise _late()
    with transaction.atomic():
        passed = offering.close(offer, Offer.Answer.PASSED, actor=actor)
    if passed:
        offering.ask_next()


def accept_offer(offer: Offer, *, actor: Person) -> Conversation | Appointment:
    """Say yes. For now, the conversation opens; for an hour to come, it is agreed.

    Saying yes again gives the same. Raises ``Refused``: ``taken`` (another said yes first), ``gone`` (the request was
    taken back), ``late`` (the question went on to others), ``not_now`` (a limit, a block or a wall stands between).
    """
    if offer.peer_id != actor.pk:
        raise _late()
    with transaction.atomic():
        request = offering.lock_request(offer.request_id)
        offering.lock_person(actor.pk)
        offer.refresh_from_db()
        if offer.answer == Offer.Answer.ACCEPTED:
            return _as_before(offer)
        _check_answer(offer, request)
        if request is None or not offering.fits(request, actor.pk, without=offer):
            raise _not_now()
        if not offering.close(offer, Offer.Answer.ACCEPTED, actor=actor):
            raise _late()
        if offer.for_at is not None and request.is_for_later(now()):
            return _agree(offer, request, actor)
        return meet(request, actor, offer, actor=actor)


def meet(request: Request, peer: Person, offer: Offer, *, actor: Acting) -> Conversation:
    """Open the conversation, in the caller's transaction and under its locks. Raises ``Refused`` (``taken``)."""
    if not Request.objects.filter(OPEN, pk=request.pk).update(matched_at=now()):
        raise _taken()
    request.refresh_from_db()
    handover = request.handover
    if handover is not None and handover.taken_at is None and handover.declined_at is None:
        conversation = conversations.take_over(handover, peer, actor=actor)
        Conversation.objects.filter(pk=conversation.pk).update(why=offer.why)
    else:
        conversation = conversations.open_conversation(
            request.person, peer, why=offer.why, how=request.how, actor=actor
        )
    if request.severity >= HEAVY_FROM:
        conversations.mark_heavy(conversation, actor=peer)
    Request.objects.filter(pk=request.pk).update(conversation=conversation)
    record("request.matched", request, actor=actor, offer=offer.pk, conversation=conversation.pk)
    offering.count_overtaken(request)
    offering.withdraw_offers(Offer.objects.filter(request=request), actor=actor)
    notices.matched(conversation, request.person, peer)
    return conversation


def cancel_appointment(appointment: Appointment, *, actor: Person) -> None:
    """The peer cannot come after all: others are asked, and the seeker is told only that. Again changes nothing."""
    if appointment.peer_id != actor.pk:
        raise _late()
    with transaction.atomic():
        request = offering.lock_request(appointment.request_id)
        living = Appointment.objects.filter(pk=appointment.pk, started_at=None, cancelled_at=None)
        if not living.update(cancelled_at=now()) or request is None:
            return
        # They are not asked for this one again.
        Offer.objects.filter(pk=appointment.offer_id).update(answer=Offer.Answer.PASSED)
        record("appointment.cancelled", appointment, actor=actor)
        notices.tell_seeker(request.person, notices.MOVED, email=True)
    offering.ask_next()


def part(by: Person, of: Person) -> None:
    """After a block: nothing is open between the two any more. Nobody is told why."""
    pair = Q(peer=by, request__person=of) | Q(peer=of, request__person=by)
    offering.withdraw_offers(Offer.objects.filter(pair), actor=by)
    coming = Appointment.objects.filter(pair, started_at=None, cancelled_at=None)
    for one in coming.select_related("peer", "request__person"):
        Appointment.objects.filter(pk=one.pk).update(cancelled_at=now())
        record("appointment.cancelled", one, actor=by)
        notices.tell_peer(one.peer, notices.CANCELLED)
        notices.tell_seeker(one.request.person, notices.MOVED, email=False)


def _check_here(here: Here, since: datetime, moment: datetime, actor: Person) -> None:
    if not roles_of(actor) & set(PEERS):
        raise Refused("not_a_peer", _("Being there for others is for peer supporters."))
    if not 1 <= here.capacity <= MOST_CAPACITY:
        raise Refused("capacity", _("Choose between one and six conversations."))
    if not set(here.how) <= set(How):
        raise Refused("how", _("Choose how you would like to be there."))
    in_order = moment - timedelta(minutes=1) <= since < here.until and here.until > moment
    if not in_order or here.until - since > LONGEST_STAY or since > moment + FURTHEST:
        raise Refused("time", _("Choose an end that comes after the beginning, within a day, and within two weeks."))


def _drop_offers(availability: Availability, actor: Acting) -> None:
    mine = Offer.objects.filter(peer=availability.peer_id, answer="")
    if availability.here_from <= now():
        offering.withdraw_offers(mine.filter(for_at=None), actor=actor)
    planned = (availability.here_from, availability.here_until)
    offering.withdraw_offers(mine.filter(for_at__range=planned), actor=actor)


def _check_answer(offer: Offer, request: Request | None) -> None:
    if request is None or request.withdrawn_at is not None or request.expired_at is not None:
        raise Refused("gone", _("They no longer need this. Thank you for being there."))
    if request.matched_at is not None:
        raise _taken()
    if not offer.is_open(now()):
        raise _late()


def _as_before(offer: Offer) -> Conversation | Appointment:
    made = Appointment.objects.filter(offer=offer, cancelled_at=None, started_at=None).first()
    if made is not None:
        return made
    conversation = offer.request.conversation
    if conversation is None:
        raise _late()
    return conversation


def _agree(offer: Offer, request: Request, actor: Person) -> Appointment:
    if Appointment.objects.filter(request=request, started_at=None, cancelled_at=None).exists():
        raise _taken()
    made = Appointment.objects.create(request=request, peer=actor, offer=offer, at=request.since)
    record("appointment.made", made, actor=actor, at=made.at.isoformat())
    offering.withdraw_offers(Offer.objects.filter(request=request), actor=actor)
    notices.tell_seeker(request.person, notices.APPOINTMENT, email=True)
    return made


def _taken() -> Refused:
    return Refused("taken", _("Someone else is with them already. Thank you for being there."))


def _late() -> Refused:
    return Refused("late", _("This question has gone on to others. Thank you for being there."))


def _not_now() -> Refused:
    return Refused("not_now", _("Something changed in the meantime, so this cannot be now. Others are being asked."))
