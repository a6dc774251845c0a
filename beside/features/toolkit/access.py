"""Whose is what. "Not yours" looks like "not there"."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.features.toolkit.core.own import PEER
from beside.features.toolkit.core.strategy import Strategy
from beside.features.toolkit.library import Library, library
from beside.features.toolkit.models import PeerStrategy, Sheet, Try
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person, Role
from beside.foundation.safety.queries import blocked_ids

_NEWEST = Prepared(
    lambda at: (
        PeerStrategy.objects.filter(withdrawn_at=None, hidden_at=None, published_at__lte=at)
        .only("ref", "author", "named", "sealed")
        .order_by("-published_at", "-pk")[:60]
    ),
    moments=(0,),
)
MODERATORS = (Role.MODERATOR, Role.SAFETY_LEAD)


def is_moderator(person: Person) -> bool:
    """Whether the person looks at what members share."""
    return bool(accounts.roles_of(person) & set(MODERATORS))


def strategy(key: str, known: Library | None = None) -> Strategy:
    """A strategy that the organisation offers, in a library that was read already or anew. Raises 404."""
    found = (known or library()).shown.get(key)
    if found is None:
        raise Http404
    return found


def own_try(ref: str, person: Person) -> Try:
    """One's own try. Raises 404."""
    return get_object_or_404(Try, ref=ref, person=person)


def own_sheet(ref: str, person: Person) -> Sheet:
    """One's own sheet. Raises 404."""
    return get_object_or_404(Sheet, ref=ref, person=person)


def peer_strategies(person: Person) -> QuerySet[PeerStrategy]:
    """What members shared and this one may read, newest first.

    One without a name hides from blocks: if it vanished, it would tell whose it is.
    """
    found = PeerStrategy.objects.filter(withdrawn_at=None, hidden_at=None, published_at__lte=now())
    return found.exclude(author__in=blocked_ids(person), named=True).order_by("-published_at", "-pk")


def newest_from_peers(person: Person) -> list[PeerStrategy]:
    """The newest few dozen of them."""
    apart = blocked_ids(person)
    return [row for row in _NEWEST.objects(now()) if not (row.named and row.author_id in apart)]


def peer_strategy(ref: str, person: Person) -> PeerStrategy:
    """One that the person may read. Raises 404."""
    found = peer_strategies(person).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def own_peer_strategy(ref: str, person: Person) -> PeerStrategy:
    """One's own, in whatever state but gone. Raises 404."""
    return get_object_or_404(PeerStrategy, ref=ref, author=person, withdrawn_at=None)


def to_look_at(ref: str, moderator: Person) -> PeerStrategy:
    """One that was sent to the moderators; never one's own. Raises 404."""
    sent = PeerStrategy.objects.filter(ref=ref, withdrawn_at=None, sent_at__isnull=False)
    found = sent.exclude(author=moderator).first()
    if found is None:
        raise Http404
    return found


def may_keep(key: str, person: Person) -> bool:
    """Whether this is something that can be kept and tried: a strategy here, or a peer's that the person may read."""
    if key.startswith(PEER):
        return peer_strategies(person).filter(ref=key.removeprefix(PEER)).exists()
    return key in library().shown
