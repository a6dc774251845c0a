"""Reading requests: where they stand, who might fit and why, how long it may take, when somebody is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from beside.core.clock import now
from beside.foundation.accounts import keys
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety import queries as safety
from beside.journeys.matching import gathering, words
from beside.journeys.matching.core import queue
from beside.journeys.matching.core.pool import Pool
from beside.journeys.matching.core.rank import Match, Reason, rank
from beside.journeys.matching.models import OPEN, Appointment, Availability, Offer, Request, Rest, waited
from beside.journeys.matching.timing import FURTHEST, RECENT, SOONEST

SHOWN = 3
"""How many people who might fit somebody sees: enough to choose, too few to browse."""
_HOURS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class MightFit:
    """Somebody who might fit, as a card: who, and why in words."""

    ref: str
    name: str
    seed: str
    pronouns: str
    why: list[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question, as the peer sees it."""

    offer: Offer
    name: str
    seed: str
    why: list[str]
    how: list[str]
    about: list[str]
    words: str
    heavy: bool


@dataclass(frozen=True, slots=True)
class NextTime:
    """When somebody is there next: hours peers have planned, and the organisation's own hours."""

    hours: list[datetime]
    staffed: safety.Staffing


# --- those who ask ---
def open_request(person: Person) -> Request | None:
    """The person's request that still waits."""
    return Request.objects.filter(OPEN, person=person).first()


def last_request(person: Person) -> Request | None:
    """The newest request, whatever came of it."""
    return Request.objects.filter(person=person).order_by("-opened_at", "-pk").first()


def words_of(request: Request) -> str:
    """The person's own words; empty where they gave none or have left."""
    return keys.open_text(request.person_id, bytes(request.words), f"matching.words:{request.ref}") or ""


def candidates(request: Request, limit: int = SHOWN) -> list[Match]:
    """The best of those who are there now and may be asked, with reasons."""
    moment = now()
    at = request.wanted_at if request.wanted_at is not None and request.wanted_at > moment else moment
    found = gathering.gather([request], at, moment)
    if not found.candidates:
        return []
    return rank(found.seekers[request.pk], Pool.from_candidates(found.candidates), limit)


def might_fit(request: Request) -> list[MightFit]:
    """At most three people, with reasons in the seeker's words. Nobody sees a list of strangers."""
    matches = candidates(request)
    cards = profiles.cards([one.candidate for one in matches], to=request.person)
    return [
        MightFit(
            card.ref,
            card.pseudonym,
            card.seed,
            card.pronouns,
            words.reasons_in_words(words.as_json(one.reasons), to_seeker=True),
        )
        for one in matches
        if not (card := cards[one.candidate]).gone
    ]


def reasons_for(request: Request, peer_id: int) -> tuple[Reason, ...] | None:
    """Why this peer fits; None where they are not among the few that the person was shown, or cannot be asked."""
    return next((one.reasons for one in candidates(request) if one.candidate == peer_id), None)


def topic_names(request: Request) -> list[str]:
    """What a request is about, as the list calls it."""
    names = profiles.experience_names()
    found = [names.get(key, "") for key in request.about.values_list("experience__key", flat=True)]
    return sorted(name for name in found if name)


def appointment_of(request: Request) -> Appointment | None:
    """The appointment agreed for it."""
    return request.appointments.filter(started_at=None, cancelled_at=None).first()


def estimate(request: Request) -> queue.Estimate | None:
    """How long it may take, from the waits of the last two weeks; None where nobody can honestly say."""
    moment = now()
    recent = Request.objects.filter(matched_at__gt=moment - RECENT, left_with_us_at=None, handover=None)
    waits = [waited(one) for one in recent.order_by("-matched_at")[:200]]
    ahead = Request.objects.filter(OPEN, in_order_at__isnull=False).exclude(pk=request.pk)
    before = [one for one in ahead if one.since < request.since and not one.is_for_later(moment)]
    return queue.estimate(waits, len(before), len(peers_here(moment)))


def promise_until(request: Request) -> datetime:
    """By when an answer is promised."""
    return request.since + timedelta(minutes=accounts.organisation().promise_minutes)


def peers_here(moment: datetime) -> list[int]:
    """Who is there now and not resting."""
    ids = list(dict.fromkeys(gathering.there_at(moment).values_list("peer_id", flat=True)))
    resting = gathering.resting_at(ids, moment)
    return [number for number in ids if number not in resting]


def next_time(request: Request) -> NextTime:
    """When somebody may be there: planned hours of those who may be brought to this person, and the staff's hours."""
    moment = now()
    planned = Availability.objects.filter(here_from__gt=moment + SOONEST, here_from__lt=moment + FURTHEST)
    starts = sorted(set(planned.filter(ended_at=None).values_list("here_from", flat=True)))
    hours: list[datetime] = []
    for start in starts:
        found = gathering.gather([request], start, moment)
        if found.candidates and rank(found.seekers[request.pk], Pool.from_candidates(found.candidates), 1):
            hours.append(start)
        if len(hours) == _HOURS_SHOWN:
            break
    return NextTime(hours, safety.staffing(moment))


# --- peers ---
def here_now(peer: Person) -> Availability | None:
    """What the peer said for this moment."""
    moment = now()
    living = Availability.objects.filter(peer=peer, ended_at=None, here_from__lte=moment, here_until__gt=moment)
    return living.order_by("-here_until").first()


def plans(peer: Person) -> list[Availability]:
    """Hours to come that the peer has planned."""
    return list(Availability.objects.filter(peer=peer, ended_at=None, here_from__gt=now()).order_by("here_from"))


def resting(peer: Person) -> Rest | None:
    """The break the peer is on."""
    living = Rest.objects.filter(peer=peer, ended_at=None, began_at__lte=now(), until__gt=now())
    return living.order_by("-until").first()


def open_offers(peer: Person) -> list[Asked]:
    """Everything the peer is asked now, the soonest to lapse first."""
    waiting = Offer.objects.filter(gathering.OPEN_REQUEST, peer=peer, answer="", expires_at__gt=now())
    return asked(list(waiting.select_related("request__person").order_by("expires_at", "pk")), peer)


def asked(offers: Sequence[Offer], peer: Person) -> list[Asked]:
    """These questions as the peer sees them."""
    cards = profiles.cards([one.request.person_id for one in offers], to=peer)
    found = []
    for one in offers:
        card = cards[one.request.person_id]
        if card.gone:
            continue
        why = words.reasons_in_words(one.why, to_seeker=False)
        heavy = one.request.weight > 1
        how, about = words.list_of(one.request.how), topic_names(one.request)
        found.append(Asked(one, card.pseudonym, card.seed, why, how, about, words_of(one.request), heavy))
    return found


@dataclass(frozen=True, slots=True)
class Coming:
    """An appointment, as the peer sees it."""

    appointment: Appointment
    name: str
    seed: str


def coming(peer: Person) -> list[Coming]:
    """Appointments the peer agreed to, soonest first."""
    rows = Appointment.objects.filter(peer=peer, started_at=None, cancelled_at=None).select_related("request")
    listed = list(rows.order_by("at", "pk"))
    cards = profiles.cards([one.request.person_id for one in listed], to=peer)
    found = []
    for one in listed:
        card = cards[one.request.person_id]
        found.append(Coming(one, card.pseudonym, card.seed))
    return found


def own_topics(person: Person) -> list[tuple[str, str]]:
    """(key, name) of what the person lets their matches know, as a peer may be there for it."""
    shown = profiles.own_experiences(person)
    return [(one.key, one.name) for one in shown if one.seen_by != "nobody"]
