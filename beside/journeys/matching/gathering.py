"""From rows to the people that the matching core knows, with a handful of queries however many there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet

from beside.core.clock import now
from beside.features.conversations import queries as conversations
from beside.features.conversations.models import Conversation
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person, Role, RoleGrant
from beside.foundation.profiles import queries as profiles
from beside.foundation.profiles.models import Profile
from beside.foundation.profiles.models import Wish as WishRow
from beside.foundation.safety import queries as safety
from beside.journeys.matching.core.people import Aspect, Candidate, Experience, How, Seeker, Stance, Wish
from beside.journeys.matching.core.people import Person as CorePerson
from beside.journeys.matching.core.queue import Waiting
from beside.journeys.matching.models import OPEN, Appointment, Availability, Offer, Request, RequestTopic, Rest
from beside.journeys.matching.timing import APPOINTMENT_TAKES, ASK_AGAIN_AFTER

# Whom somebody in need may be brought to. Operators run the service; that alone makes nobody a peer.
PEERS: Final = (Role.PEER_SUPPORTER, Role.FACILITATOR, Role.MODERATOR, Role.SAFETY_LEAD)
ADULT_FROM: Final = 18
OPEN_REQUEST: Final = Q(request__matched_at=None, request__withdrawn_at=None, request__expired_at=None)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Peers who are there, and those who wait, at one moment."""

    candidates: list[Candidate]
    seekers: dict[int, Seeker]  # by the number of the request


def peers() -> QuerySet[Person]:
    """Everybody whom somebody in need may be brought to."""
    roles = RoleGrant.objects.filter(role__in=PEERS, ended_at=None).values("person")
    able = Person.objects.filter(pk__in=roles, is_active=True, erased_at=None, admitted_at__isnull=False)
    # Kept out by a decision: nobody in need is brought to them meanwhile.
    return able.filter(Q(out_until=None) | Q(out_until__lte=now()))


def there_at(moment: datetime) -> QuerySet[Availability]:
    """Who has said that they are there at ``moment``, and may be offered."""
    here = Availability.objects.filter(here_from__lte=moment, here_until__gt=moment, ended_at=None)
    return here.filter(peer__in=peers())


def gather(
    requests: Sequence[Request],
    at: datetime,
    now: datetime,
    *,
    only: int | None = None,
    without: Offer | None = None,
) -> Gathered:
    """Everyone who is there ``at`` that time, and the seekers of ``requests``, as things stand ``now``.

    ``only`` one peer, if given. ``without``: an offer that counts neither as load nor as having been asked,
    because it is the one being answered.
    """
    there = there_at(at) if only is None else there_at(at).filter(peer=only)
    here = {row.peer_id: row for row in there.prefetch_related("topics").order_by("here_until", "pk")}
    known = _Known.of({*here, *(one.person_id for one in requests)}, now)
    loads = loads_of(here, at, now, without=without)
    resting = resting_at(here, at)
    candidates = [
        Candidate(
            **known.common(row.peer_id),
            how=frozenset(How(one) for one in row.how),
            topics=frozenset(topic.key for topic in row.topics.all()),
            capacity=row.capacity,
            load=loads[row.peer_id],
            resting=row.peer_id in resting,
        )
        for row in here.values()
    ]
    return Gathered(candidates, _seekers(requests, known, now, without))


def pair(request: Request, peer_id: int, now: datetime) -> tuple[Seeker | None, CorePerson | None]:
    """The one who asked and one peer, whether or not the peer is there at this minute; None for whoever is gone."""
    known = _Known.of({request.person_id, peer_id}, now)
    seeker = _seekers([request], known, now, None).get(request.pk)
    there = peers().filter(pk=peer_id).exists()
    return seeker, CorePerson(**known.common(peer_id)) if there else None


def waiting(requests: Iterable[Request], seekers: dict[int, Seeker]) -> list[Waiting]:
    """Requests as the queue knows them."""
    return [
        Waiting(id=one.pk, severity=one.severity, since=one.since, seeker=seekers[one.pk], overtaken=one.overtaken)
        for one in requests
    ]


def loads_of(peer_ids: Iterable[int], at: datetime, now: datetime, *, without: Offer | None = None) -> Counter[int]:
    """What each peer holds ``at`` that time: running conversations, what they are asked, who is coming."""
    ids = list(peer_ids)
    loads: Counter[int] = Counter(conversations.running_loads(ids))
    asked = Offer.objects.filter(OPEN_REQUEST, peer__in=ids, answer="", expires_at__gt=now)
    if without is not None:
        asked = asked.exclude(pk=without.pk)
    near = (at - APPOINTMENT_TAKES, at + APPOINTMENT_TAKES)
    asked = asked.filter(Q(for_at=None) | Q(for_at__range=near))
    coming = Appointment.objects.filter(peer__in=ids, started_at=None, cancelled_at=None, at__range=near)
    rows: list[Offer | Appointment] = [*asked.select_related("request"), *coming.select_related("request")]
    for row in rows:
        loads[row.peer_id] += row.request.weight
    return loads


def resting_at(peer_ids: Iterable[int], moment: datetime) -> set[int]:
    """Those who have a break then."""
    rests = Rest.objects.filter(peer__in=list(peer_ids), began_at__lte=moment, until__gt=moment, ended_at=None)
    return set(rests.values_list("peer_id", flat=True))


@dataclass(slots=True)
class _Known:
    """What is known of some people: profile, experiences, wishes, blocks."""

    year: int
    adults_only: bool
    births: dict[int, int | None]
    rows: dict[int, Profile]
    lived: dict[int, list[tuple[str, str, int]]]
    wishes: dict[int, list[tuple[str, str, str]]]
    apart: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, ids: set[int], moment: datetime) -> "_Known":
        """Six queries for all of them."""
        known = cls(
            moment.year,
            accounts.organisation().least_age >= ADULT_FROM,
            dict(Person.objects.filter(pk__in=ids).values_list("pk", "birth_year")),
            {row.person_id: row for row in Profile.objects.filter(person__in=ids)},
            profiles.for_matching(ids),
            profiles.wishes_of(ids),
        )
        for pair in safety.apart_among(ids):
            one, other = sorted(pair)
            known.apart[one].add(other)
            known.apart[other].add(one)
        return known

    def common(self, number: int) -> dict[str, Any]:
        """The values that seekers and candidates share."""
        profile, birth = self.rows.get(number), self.births.get(number)
        age = None if birth is None else self.year - birth
        return {
            "id": number,
            # Where the year is not known, only adults may have joined.
            "adult": self.adults_only if age is None else age >= ADULT_FROM,
            "age": age,
            "gender": (profile.gender if profile else "") or None,
            # Whoever named no language reads these pages, so they know the one these are written in.
            "languages": frozenset((profile.languages if profile else None) or [settings.LANGUAGE_CODE[:2]]),
            "experiences": tuple(
                Experience(key, Stance(stance), comfort) for key, stance, comfort in self.lived.get(number, [])
            ),
            "wishes": frozenset(_wish(*one) for one in self.wishes.get(number, [])),
            "blocked_with": frozenset(self.apart.get(number, ())),
        }


def _wish(aspect: str, value: str, toward: str) -> Wish:
    return Wish(Aspect(aspect), value, toward == WishRow.Toward.RATHER)


def _seekers(requests: Sequence[Request], known: _Known, now: datetime, without: Offer | None) -> dict[int, Seeker]:
    about: defaultdict[int, set[str]] = defaultdict(set)
    topics = RequestTopic.objects.filter(request__in=requests)
    for number, key in topics.values_list("request_id", "experience__key"):
        about[number].add(key)
    passed, seen = _asked_before(requests, now, without)
    return {
        one.pk: Seeker(
            **known.common(one.person_id),
            how=frozenset(How(way) for way in one.how),
            about=frozenset(about[one.pk]),
            severity=one.severity,
            passed=frozenset(passed[one.pk]),
            seen=frozenset(seen[one.person_id]),
        )
        for one in requests
    }


def _asked_before(
    requests: Sequence[Request], now: datetime, without: Offer | None
) -> tuple[defaultdict[int, set[int]], defaultdict[int, set[int]]]:
    """Whom not to ask again for a request, and whom its person was brought near before (by person)."""
    passed: defaultdict[int, set[int]] = defaultdict(set)
    seen: defaultdict[int, set[int]] = defaultdict(set)
    ours = {one.pk for one in requests}
    people = {one.person_id for one in requests}
    for one in Offer.objects.filter(request__person__in=people).select_related("request"):
        seen[one.request.person_id].add(one.peer_id)
        answering = without is not None and one.pk == without.pk
        if one.request_id in ours and not answering and _not_again(one, now):
            passed[one.request_id].add(one.peer_id)
    apart = _rather_not_again(people)
    for request in requests:
        passed[request.pk] |= apart[request.person_id]
    return passed, seen


def _rather_not_again(seeker_ids: set[int]) -> defaultdict[int, set[int]]:
    """Peers each of these talked to where either would not again, or from whom they asked to go on to another."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    past = Conversation.objects.filter(seeker__in=seeker_ids, peer__isnull=False)
    past = past.filter(Q(said_of_it__again=False) | Q(handovers__agreed_at__isnull=False))
    for seeker, peer in past.values_list("seeker_id", "peer_id"):
        if seeker is not None and peer is not None:
            found[seeker].add(peer)
    return found


def _not_again(offer: Offer, now: datetime) -> bool:
    if offer.answer == Offer.Answer.EXPIRED:
        return (offer.answered_at or offer.expires_at) > now - ASK_AGAIN_AFTER
    return offer.answer in ("", Offer.Answer.PASSED, Offer.Answer.ACCEPTED)


def open_requests() -> QuerySet[Request]:
    """All that wait."""
    return Request.objects.filter(OPEN)
