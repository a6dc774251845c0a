"""What happens by itself every few seconds. Each step is safe to repeat and safe in several processes at once:
it changes a row only while the row still is as it was found.
"""

from datetime import timedelta

from django.db import transaction

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.conversations.models import Conversation
from beside.foundation.accounts import queries as accounts
from beside.foundation.audit.actions import BESIDE, record
from beside.foundation.safety import actions as safety
from beside.foundation.safety.models import Case
from beside.journeys.matching import actions, notices, offering, peering, timing
from beside.journeys.matching.models import OPEN, Appointment, Availability, Offer, Request, Rest


def tick() -> None:
    """Everything the meeting of people needs done, in an order in which each step helps the next."""
    expire_offers()
    start_appointments()
    begin_breaks()
    end_availability()
    begin_asking()
    offering.ask_next()
    offer_call_backs()
    warn_of_promises()
    expire_requests()


def expire_offers() -> None:
    """Questions nobody answered in time go on to others."""
    for offer in Offer.objects.filter(answer="", expires_at__lte=now()):
        with transaction.atomic():
            if offering.close(offer, Offer.Answer.EXPIRED, actor=BESIDE):
                notices.offers_changed(offer.peer_id)


def start_appointments() -> None:
    """Open the conversation at the hour agreed; where that cannot be any more, ask others at once."""
    due = Appointment.objects.filter(started_at=None, cancelled_at=None, at__lte=now())
    for appointment in due.select_related("offer", "peer"):
        try:
            _start(appointment)
        except Refused:
            _fell_through(appointment)


def begin_breaks() -> None:
    """A break begins after a heavy conversation; the peer may end it at once."""
    ended = Conversation.objects.filter(
        ended_at__gt=now() - timing.BREAK_AFTER_HEAVY, heavy_marks__isnull=False, peer__isnull=False
    )
    for conversation in ended.exclude(pk__in=Rest.objects.filter(after__isnull=False).values("after")).distinct():
        with transaction.atomic():
            if conversation.peer_id is None or offering.lock_person(conversation.peer_id) is None:
                continue
            if conversation.peer is not None and not Rest.objects.filter(after=conversation).exists():
                left = (conversation.ended_at or now()) + timing.BREAK_AFTER_HEAVY - now()
                peering.begin_break(conversation.peer, left, actor=BESIDE, after=conversation)


def end_availability() -> None:
    """Whoever's time is over is not there any more."""
    for row in Availability.objects.filter(ended_at=None, here_until__lte=now()):
        peering.stop_being_here(row, actor=BESIDE)


def begin_asking() -> None:
    """Whoever asked and did not choose is not left alone with it."""
    undecided = Request.objects.filter(OPEN, in_order_at=None, opened_at__lte=now() - timing.CHOOSE_WITHIN)
    for request in undecided:
        with transaction.atomic():
            if Request.objects.filter(OPEN, pk=request.pk, in_order_at=None).update(in_order_at=now()):
                record("request.asked_in_order", request, actor=BESIDE)
                notices.request_changed(request.person_id)


def offer_call_backs() -> None:
    """After a while, offer to take the waiting off their hands."""
    moment = now()
    waiting = Request.objects.filter(OPEN, call_back_offered_at=None, left_with_us_at=None, in_order_at__isnull=False)
    for request in waiting.exclude(pk__in=_agreed()).select_related("person"):
        if request.since > moment - timing.CALL_BACK_AFTER:
            continue
        with transaction.atomic():
            if Request.objects.filter(OPEN, pk=request.pk, call_back_offered_at=None).update(
                call_back_offered_at=moment
            ):
                record("request.call_back_offered", request, actor=BESIDE)
                notices.tell_seeker(request.person, notices.CALL_BACK, email=False)


def warn_of_promises() -> None:
    """Tell staff of whoever has nearly waited as long as was promised, once for each."""
    moment = now()
    near = timedelta(minutes=accounts.organisation().promise_minutes * timing.PROMISE_NEAR)
    waiting = Request.objects.filter(OPEN, promise_warned_at=None).exclude(pk__in=_agreed())
    for request in waiting.select_related("person"):
        if request.since > moment - near:
            continue
        with transaction.atomic():
            if Request.objects.filter(OPEN, pk=request.pk, promise_warned_at=None).update(promise_warned_at=moment):
                # A person chose how heavy it is; that is all staff are told, and how soon they should look.
                urgency = Case.Urgency.NOW if request.weight > 1 else Case.Urgency.TODAY
                safety.open_case(Case.Kind.PROMISE, about=request.person, urgency=urgency, actor=BESIDE)
                record("request.promise_near", request, actor=BESIDE)


def expire_requests() -> None:
    """What nobody could answer in days ends, and its person is told and may ask again. Staff have known for long."""
    moment = now()
    for request in Request.objects.filter(OPEN).select_related("person"):
        stands = timing.LEFT_WITH_US_STANDS_FOR if request.left_with_us_at else timing.STANDS_FOR
        if request.since > moment - stands:
            continue
        with transaction.atomic():
            if Request.objects.filter(OPEN, pk=request.pk).update(expired_at=moment):
                record("request.expired", request, actor=BESIDE)
                actions.drop_what_hangs_on(request, actor=BESIDE)
                notices.tell_seeker(request.person, notices.EXPIRED, email=True)


def _start(appointment: Appointment) -> None:
    with transaction.atomic():
        request = offering.lock_request(appointment.request_id)
        offering.lock_person(appointment.peer_id)
        living = Appointment.objects.filter(pk=appointment.pk, started_at=None, cancelled_at=None)
        if request is None or not living.update(started_at=now()):
            return
        if not offering.suits_still(request, appointment.peer_id):
            raise Refused("not_now", "")
        record("appointment.started", appointment, actor=BESIDE)
        peering.meet(request, appointment.peer, appointment.offer, actor=BESIDE)


def _fell_through(appointment: Appointment) -> None:
    with transaction.atomic():
        living = Appointment.objects.filter(pk=appointment.pk, started_at=None, cancelled_at=None)
        if living.update(cancelled_at=now()):
            record("appointment.fell_through", appointment, actor=BESIDE)
            request = Request.objects.select_related("person").get(pk=appointment.request_id)
            notices.request_changed(request.person_id)
            notices.offers_changed(appointment.peer_id)


def _agreed() -> list[int]:
    living = Appointment.objects.filter(started_at=None, cancelled_at=None)
    return list(living.values_list("request_id", flat=True))
