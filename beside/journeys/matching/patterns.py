"""Patterns in whom somebody turns to, for a person to look at. Counted, said in words, and never acted on.

Only picks count: whom Beside asks by itself says nothing about anybody. Every threshold is a number of people as well
as a share, so that two or three picks never make a pattern.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.profiles import places
from beside.foundation.profiles.models import Profile
from beside.foundation.safety import actions as safety
from beside.foundation.safety.models import Pattern
from beside.journeys.matching.gathering import PEERS
from beside.journeys.matching.models import Offer

WITHIN: Final = timedelta(days=30)
# At least so many different people of whom it is known, and such a share of them.
KNOWN: Final = 6
SHARE: Final = 0.9
# Where nearly everyone who could be picked is of that kind, picking them means nothing.
USUAL: Final = 0.5
# So many different people passed, and such a share of those who answered.
PASSES: Final = 5
PASSED_SHARE: Final = 0.8

Kind = Callable[[Person], str]


def look() -> None:
    """Look at whoever picked several people in the last thirty days. Safe to repeat: each pattern is told of once."""
    picks = Offer.objects.filter(chosen_by_seeker=True, offered_at__gt=now() - WITHIN)
    several = picks.values("request__person").annotate(people=Count("peer", distinct=True)).filter(people__gte=PASSES)
    for number in list(several.values_list("request__person", flat=True)):
        person = Person.objects.filter(pk=number, is_active=True).first()
        if person is not None:
            mine = list(picks.filter(request__person=person).select_related("peer"))
            _one_kind(person, {offer.peer for offer in mine})
            _passes(person, mine)


def _one_kind(person: Person, peers: set[Person]) -> None:
    genders = dict(Profile.objects.filter(person__in=[*peers, person, *_everyone()]).values_list("person", "gender"))
    reasons = [
        *_of_one_kind(person, peers, lambda one: genders.get(one.pk) or "", dict(places.GENDERS)),
        *_of_one_kind(person, peers, _band, dict(places.AGE_BANDS)),
    ]
    if reasons:
        safety.notice_pattern(person, Pattern.Kind.ONE_KIND, reasons, actor=BESIDE)


def _band(person: Person) -> str:
    return places.age_band(person.birth_year, now()) or ""


def _of_one_kind(person: Person, peers: set[Person], kind_of: Kind, words: Mapping[str, object]) -> list[str]:
    """One reason where nearly all are of a kind that is neither the person's own nor usual among peers; else none."""
    known = Counter(kind for peer in peers if (kind := kind_of(peer)))
    total = known.total()
    if total < KNOWN:
        return []
    kind, count = known.most_common(1)[0]
    if count / total < SHARE or kind == kind_of(person) or _share_among_peers(kind, kind_of) > USUAL:
        return []
    said = words.get(kind, kind)
    return [
        _("%(count)d of the %(total)d people they picked in thirty days are of one kind: %(kind)s.")
        % {"count": count, "total": total, "kind": said}
    ]


def _share_among_peers(kind: str, kind_of: Kind) -> float:
    known = [found for one in _everyone() if (found := kind_of(one))]
    return known.count(kind) / len(known) if known else 1.0


def _everyone() -> Iterable[Person]:
    return accounts.holders(*PEERS)


def _passes(person: Person, mine: list[Offer]) -> None:
    answered = [offer for offer in mine if offer.answer in (Offer.Answer.PASSED, Offer.Answer.ACCEPTED)]
    passed = {offer.peer_id for offer in answered if offer.answer == Offer.Answer.PASSED}
    said_yes = {offer.peer_id for offer in answered if offer.answer == Offer.Answer.ACCEPTED} - passed
    if len(passed) >= PASSES and len(passed) / (len(passed) + len(said_yes)) >= PASSED_SHARE:
        reasons = [
            _("%(count)d different people they picked in thirty days passed; %(yes)d said yes.")
            % {"count": len(passed), "yes": len(said_yes)}
        ]
        safety.notice_pattern(person, Pattern.Kind.PASSES, reasons, actor=BESIDE)
