"""What somebody who would like to talk can do. Peers' side: ``peering.py``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.conversations.models import Conversation, Handover
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.profiles.models import Experience
from beside.foundation.safety import decided, triage
from beside.foundation.safety.actions import notice_concern
from beside.foundation.safety.models import Limit
from beside.journeys.matching import limiting, notices, offering, queries
from beside.journeys.matching.core.people import SEVERITY_MOST, How
from beside.journeys.matching.models import (
    LONGEST_WORDS,
    OPEN,
    Appointment,
    Offer,
    Request,
    RequestTopic,
)
from beside.journeys.matching.timing import FURTHEST, SOONEST

WORDS_KIND = "matching.request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks for.

    ``at`` None: now. ``topics`` are keys of the list, ``how`` values of ``core.people.How``.
    """

    at: datetime | None = None
    topics: Sequence[str] = ()
    how: Sequence[str] = ()
    severity: int = 0
    words: str = ""


def ask(wanted: Wanted, *, actor: Person) -> Request:
    """Ask to talk. For now, the person may then choose someone; for an hour to come, Beside asks at once.

    Raises ``Refused``: ``open`` (one request at a time), ``too_often``, ``too_long``, ``severity``, ``how``,
    ``too_soon``, ``too_far``.
    """
    decided.check(actor, Limit.ASKING)
    text = _checked(wanted)
    if queries.open_request(actor) is not None:
        raise _one_at_a_time()
    limiting.check_ask(actor)
    try:
        with transaction.atomic():
            request = _asked(wanted, text, actor)
    except IntegrityError:
        raise _one_at_a_time() from None
    if request.in_order_at is not None:
        offering.ask_next()
    return request


def choose_peer(request: Request, peer: Person, *, actor: Person) -> Offer:
    """Ask this one first. If they cannot, Beside goes on in order, and nobody is told who passed.

    Raises ``Refused``: ``closed``, ``not_free`` (somebody who cannot be asked, for whatever reason), ``too_often``.
    """
    _own_open(request, actor)
    decided.check(actor, Limit.CHOOSING)
    reasons = queries.reasons_for(request, peer.pk)
    if reasons is None:
        raise _not_free()
    limiting.check_choice(actor)
    with transaction.atomic():
        # Others that were asked meanwhile are not needed: the person has chosen.
        offering.lock_request(request.pk)
        offering.withdraw_offers(Offer.objects.filter(request=request), actor=actor)
        offer = offering.place(request, peer.pk, reasons, actor=actor, chosen=True)
        if offer is None:
            raise _not_free()
        _begin_asking(request, actor)
    return offer


def let_beside_ask(request: Request, *, actor: Acting) -> None:
    """Ask those who fit, in order. Doing it again changes nothing. Raises ``Refused`` (``closed``)."""
    if actor.pk is not None and (actor.pk != request.person_id or not _still_open(request)):
        raise _closed()
    with transaction.atomic():
        _begin_asking(request, actor)
    offering.ask_next()


def withdraw(request: Request, *, actor: Acting) -> None:
    """Take the request back, and the appointment made for it. Again changes nothing."""
    with transaction.atomic():
        held = offering.lock_request(request.pk)
        if held is None or not Request.objects.filter(OPEN, pk=held.pk).update(withdrawn_at=now()):
            return
        record("request.withdrawn", held, actor=actor)
        drop_what_hangs_on(held, actor=actor)
        notices.request_changed(held.person_id)


def accept_call_back(request: Request, *, actor: Person) -> None:
    """Leave it with us: the request stays in the queue, and the person is told when somebody is there."""
    _own_open(request, actor)
    with transaction.atomic():
        waiting = Request.objects.filter(OPEN, pk=request.pk, left_with_us_at=None)
        if waiting.update(left_with_us_at=now()):
            record("request.left_with_us", request, actor=actor)
            _begin_asking(request, actor)


def make_appointment(request: Request, at: datetime, *, actor: Person) -> None:
    """Wait for an hour to come instead of now. Raises ``Refused``: ``closed``, ``too_soon``, ``too_far``."""
    _own_open(request, actor)
    _check_hour(at)
    with transaction.atomic():
        offering.lock_request(request.pk)
        # Who was asked for now was asked something else.
        offering.withdraw_offers(Offer.objects.filter(request=request), actor=actor)
        drop_what_hangs_on(request, actor=actor)
        changed = Request.objects.filter(OPEN, pk=request.pk).update(wanted_at=at, call_back_offered_at=None)
        if not changed:
            raise _closed()
        record("request.moved", request, actor=actor, at=at.isoformat())
        _begin_asking(request, actor)
    offering.ask_next()


def ask_for_another(conversation: Conversation, handover: Handover) -> None:
    """The seeker said yes to another peer: their request goes to the queue as it was, on behalf of both.

    Runs inside the handover's transaction (see conversations.hooks). It does not count as asking once more.
    """
    seeker = conversation.seeker
    if seeker is None:
        return
    held = queries.open_request(seeker)
    if held is not None:
        Request.objects.filter(pk=held.pk).update(handover=handover, in_order_at=held.in_order_at or now())
        return
    first = Request.objects.filter(conversation=conversation).first()
    made = Request.objects.create(
        person=seeker,
        how=first.how if first else [],
        severity=first.severity if first else 0,
        in_order_at=now(),
        handover=handover,
    )
    _about(made, [one.experience for one in first.about.select_related("experience")] if first else [])
    record("request.opened", made, actor=BESIDE, handover=handover.pk)
    transaction.on_commit(offering.ask_next)


def drop_what_hangs_on(request: Request, *, actor: Acting) -> None:
    """Take back the questions open for a request and the appointment made for it; peers are told."""
    offering.withdraw_offers(Offer.objects.filter(request=request), actor=actor)
    coming = Appointment.objects.filter(request=request, started_at=None, cancelled_at=None)
    for one in coming.select_related("peer"):
        if Appointment.objects.filter(pk=one.pk, started_at=None, cancelled_at=None).update(cancelled_at=now()):
            record("appointment.cancelled", one, actor=actor)
            notices.tell_peer(one.peer, notices.CANCELLED)


def words_context(request: Request) -> str:
    """What the words of a request are locked to."""
    return f"matching.words:{request.ref}"


def _checked(wanted: Wanted) -> str:
    text = wanted.words.replace("\x00", "").strip()
    if len(text) > LONGEST_WORDS:
        raise Refused(
            "too_long", _("That is longer than this can hold. A line or two is enough; say the rest when you meet.")
        )
    if not 0 <= wanted.severity <= SEVERITY_MOST:
        raise Refused("severity", _("Choose how heavy it is right now."))
    if not set(wanted.how) <= set(How):
        raise Refused("how", _("Choose how you would like to be met."))
    if wanted.at is not None:
        _check_hour(wanted.at)
    return text


def _check_hour(at: datetime) -> None:
    moment = now()
    if at < moment + SOONEST:
        raise Refused("too_soon", _("That is too soon to find somebody for. Choose a later time, or now."))
    if at > moment + FURTHEST:
        raise Refused("too_far", _("That is too far ahead. Choose a time within two weeks."))


def _asked(wanted: Wanted, text: str, actor: Person) -> Request:
    request = Request(person=actor, wanted_at=wanted.at, how=sorted(set(wanted.how)), severity=wanted.severity)
    request.in_order_at = now() if wanted.at is not None else None
    if text:
        request.words = keys.seal(actor.pk, text, words_context(request))
    request.save()
    _about(request, Experience.objects.filter(key__in=set(wanted.topics)))
    # What it is about, and the words, stay out of the log.
    record("request.opened", request, actor=actor, severity=request.severity, later=wanted.at is not None)
    if text:
        judged = triage.assess([triage.Text(body=text)])[0]
        notice_concern(actor, WORDS_KIND, request.ref, judged)
    return request


def _about(request: Request, topics: Iterable[Experience]) -> None:
    RequestTopic.objects.bulk_create([RequestTopic(request=request, experience=one) for one in topics])


def _begin_asking(request: Request, actor: Acting) -> None:
    if Request.objects.filter(OPEN, pk=request.pk, in_order_at=None).update(in_order_at=now()):
        record("request.asked_in_order", request, actor=actor)
        notices.request_changed(request.person_id)


def _own_open(request: Request, actor: Person) -> None:
    if request.person_id != actor.pk or not _still_open(request):
        raise _closed()


def _still_open(request: Request) -> bool:
    return Request.objects.filter(OPEN, pk=request.pk).exists()


def _closed() -> Refused:
    return Refused("closed", _("This is no longer waiting."))


def _one_at_a_time() -> Refused:
    return Refused("open", _("You have asked already. You can take that back and ask anew."))


def _not_free() -> Refused:
    return Refused("not_free", _("They are not free any more. Here is who is there now."))
