"""Asking peers, in fair order, one after another; and taking a question back.

Every step locks the request first and the peer's row after it, looks again, and then writes: two processes that do
the same at once ask nobody twice and nobody beyond what they can hold.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.journeys.matching import gathering, notices, words
from beside.journeys.matching.core import queue
from beside.journeys.matching.core.limits import may_meet, suits
from beside.journeys.matching.core.pool import Pool
from beside.journeys.matching.core.rank import Reason
from beside.journeys.matching.models import OPEN, Appointment, Offer, Request
from beside.journeys.matching.timing import LATER_OFFER_STANDS, OFFER_STANDS


def ask_next() -> list[Offer]:
    """Ask the next peer for everyone who waits and has nobody asked; the offers made.

    Fair order, limits and capacity are the matching core's; see ``core.queue``.
    """
    moment = now()
    asking = [one for one in _to_ask() if not one.is_for_later(moment)]
    made = _ask_for(asking, moment, moment)
    for one in _to_ask():
        if one.wanted_at is not None and one.is_for_later(moment):
            made += _ask_for([one], one.wanted_at, moment)
    return made


def place(
    request: Request, peer_id: int, reasons: Iterable[Reason], *, actor: Acting = BESIDE, chosen: bool = False
) -> Offer | None:
    """Ask one peer for one request, if both still can; None where something changed in the meantime."""
    with transaction.atomic():
        held = lock_request(request.pk)
        peer = lock_person(peer_id)
        if held is None or peer is None or not held.is_open or not _may_ask(held, peer_id):
            return None
        moment = now()
        later = held.wanted_at if held.is_for_later(moment) else None
        offer = Offer.objects.create(
            request=held,
            peer=peer,
            for_at=later,
            offered_at=moment,
            expires_at=min(moment + LATER_OFFER_STANDS, later) if later else moment + OFFER_STANDS,
            why=words.as_json(reasons),
            chosen_by_seeker=chosen,
        )
        record("offer.made", offer, actor=actor, request=held.pk, peer=peer_id, chosen=chosen)
        notices.offered(peer)
    return offer


def fits(request: Request, peer_id: int, *, without: Offer | None = None) -> bool:
    """Whether this peer may be brought to this request as things stand now: limits, walls, blocks, capacity, rest.

    ``without``: the offer being answered, which neither counts as load nor as having been asked before.
    """
    moment = now()
    at = request.wanted_at if request.wanted_at is not None and request.wanted_at > moment else moment
    found = gathering.gather([request], at, moment, only=peer_id, without=without)
    return any(may_meet(found.seekers[request.pk], candidate) for candidate in found.candidates)


def suits_still(request: Request, peer_id: int) -> bool:
    """Whether two who agreed on an hour may still meet: both here, no block, no wall. Their word given, capacity and
    being there at this very minute are not asked again.
    """
    seeker, peer = gathering.pair(request, peer_id, now())
    return seeker is not None and peer is not None and suits(seeker, peer)


def withdraw_offers(offers: QuerySet[Offer], *, actor: Acting) -> list[int]:
    """Take open questions back; the numbers of the peers who had them, each told that their page has changed."""
    peers: list[int] = []
    for offer in offers.filter(answer=""):
        if close(offer, Offer.Answer.WITHDRAWN, actor=actor):
            peers.append(offer.peer_id)
    notices.offers_changed(*peers)
    return peers


def close(offer: Offer, answer: Offer.Answer, *, actor: Acting) -> bool:
    """Note what became of an open offer, once; False where that was done already."""
    waiting = Offer.objects.filter(pk=offer.pk, answer="")
    if not waiting.update(answer=answer, answered_at=now()):
        return False
    record(f"offer.{answer.value}", offer, actor=actor, request=offer.request_id)
    return True


def lock_request(number: int) -> Request | None:
    """The row, held until the transaction ends."""
    return Request.objects.select_for_update().filter(pk=number).first()


def lock_person(number: int) -> Person | None:
    """The row, held until the transaction ends; after a request's, never before."""
    return Person.objects.select_for_update().filter(pk=number).first()


def count_overtaken(served: Request) -> None:
    """Everybody who asked before the one now served, and still waits, was overtaken once more."""
    moment = now()
    others = [one for one in _to_ask() if not one.is_for_later(moment) and one.pk != served.pk]
    earlier = [one.pk for one in others if (one.since, one.pk) < (served.since, served.pk)]
    Request.objects.filter(OPEN, pk__in=earlier).update(overtaken=F("overtaken") + 1)


def _to_ask() -> list[Request]:
    """Open requests that Beside asks for and that nobody has agreed to, earliest first."""
    agreed = Appointment.objects.filter(started_at=None, cancelled_at=None).values("request")
    return list(Request.objects.filter(OPEN, in_order_at__isnull=False).exclude(pk__in=agreed).order_by("pk"))


def _at_once(request: Request) -> int:
    """A heavy one asks two peers at a time, so that one who does not look does not keep them waiting."""
    return request.weight


def _ask_for(requests: list[Request], at: datetime, moment: datetime) -> list[Offer]:
    asked = _asked_now([one.pk for one in requests], moment)
    free = [one for one in requests if asked.get(one.pk, 0) < _at_once(one)]
    if not free:
        return []
    found = gathering.gather(free, at, moment)
    if not found.candidates:
        return []
    by_number = {one.pk: one for one in free}
    offers = queue.assign(gathering.waiting(free, found.seekers), Pool.from_candidates(found.candidates), moment)
    made = [place(by_number[one.request], one.match.candidate, one.match.reasons) for one in offers]
    return [one for one in made if one is not None]


def _asked_now(numbers: list[int], moment: datetime) -> dict[int, int]:
    counted: dict[int, int] = {}
    waiting = Offer.objects.filter(request__in=numbers, answer="", expires_at__gt=moment)
    for number in waiting.values_list("request_id", flat=True):
        counted[number] = counted.get(number, 0) + 1
    return counted


def _may_ask(request: Request, peer_id: int) -> bool:
    """The same question as ``fits``, and nobody else asked in the meantime; under the locks of ``place``."""
    open_now = Offer.objects.filter(request=request, answer="")
    return open_now.count() < _at_once(request) and fits(request, peer_id)
