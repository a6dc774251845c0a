"""How safety reads what members share of what helps them, hides and restores it."""

from django.http import Http404
from django.utils.translation import gettext as _

from beside.features.toolkit import access, peers
from beside.features.toolkit.models import PeerStrategy
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import reviewing
from beside.foundation.safety.reviewing import Excerpt, Reviewable


def register() -> None:
    """Tell safety. What somebody keeps for themselves is nobody's to look at, and is not registered."""
    reviewing.register(Reviewable(peers.SUBJECT, _read, _read_for_case, hide=_hide, restore=_show, empty=_empty))


def _read(ref: str, viewer: Person) -> Excerpt | None:
    try:
        return _excerpt(access.peer_strategy(ref.partition(":")[0], viewer))
    except Http404:
        return None


def _read_for_case(ref: str) -> Excerpt | None:
    row = PeerStrategy.objects.filter(ref=ref.partition(":")[0]).first()
    return _excerpt(row) if row is not None else None


def _excerpt(row: PeerStrategy) -> Excerpt | None:
    words = peers.whole(peers.opened(row))
    return Excerpt(words, row.author_id, row.changed_at, _("Something that helps a member")) if words else None


def _hide(ref: str) -> None:
    peers.set_hidden(ref, True, actor=BESIDE)


def _show(ref: str) -> None:
    peers.set_hidden(ref, False, actor=BESIDE)


def _empty(ref: str) -> None:
    PeerStrategy.objects.filter(ref=ref.partition(":")[0]).exclude(hidden_at=None).update(sealed=b"")
