"""What the toolkit holds on a person."""

from collections.abc import Iterator
from typing import Any

from beside.core.clock import now
from beside.features.toolkit import keeping, peers
from beside.features.toolkit.core import own as document
from beside.features.toolkit.models import PeerNote, PeerStrategy, Sheet, StrategyVersion, Toolkit, Try
from beside.foundation.accounts import keys, personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding


def register() -> None:
    """All of one's own, what one shared, and (for staff) which words one changed."""
    personal.register(
        Holding(Toolkit, "my toolkit", _toolkit, _forget_toolkit),
        Holding(Try, "what I tried", _tries, _forget_tries),
        Holding(Sheet, "sheets I kept", _sheets, _forget_sheets),
        # Before what was shared, through which some are found.
        Holding(PeerNote, "notes on what I shared", _notes, _forget_notes),
        Holding(PeerStrategy, "what I shared that helps me", _shared, _empty_shared),
        Holding(StrategyVersion, "words of strategies I changed", _versions, _forget_versions),
    )


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _toolkit(person: Person) -> Iterator[dict[str, Any]]:
    for row in Toolkit.objects.filter(person=person):
        yield {**document.plain(keeping.own_of(person)), "changed_at": row.changed_at.isoformat()}


def _tries(person: Person) -> Iterator[dict[str, Any]]:
    for row in Try.objects.filter(person=person).order_by("pk"):
        yield {**keeping.open_try(row), "at": row.at.isoformat()}


def _sheets(person: Person) -> Iterator[dict[str, Any]]:
    for row in Sheet.objects.filter(person=person).order_by("pk"):
        key, said = keeping.open_sheet(row)
        times = {"made_at": row.made_at.isoformat(), "changed_at": row.changed_at.isoformat()}
        yield {"strategy": key, "said": said, **times}


def _shared(person: Person) -> Iterator[dict[str, Any]]:
    for row in PeerStrategy.objects.filter(author=person).order_by("pk"):
        yield {
            "ref": row.ref,
            "named": row.named,
            "parts": peers.opened(row),
            "made_at": row.made_at.isoformat(),
            "changed_at": row.changed_at.isoformat(),
            "sent_at": _moment(row.sent_at),
            "published_at": _moment(row.published_at),
            "withdrawn_at": _moment(row.withdrawn_at),
        }


def _notes(person: Person) -> Iterator[dict[str, Any]]:
    for note in PeerNote.objects.filter(by=person).select_related("strategy").order_by("pk"):
        words = keys.open_for_site(bytes(note.sealed), peers.note_context(note.strategy))
        yield {"about": note.strategy.ref, "words": words, "at": note.at.isoformat()}


def _versions(person: Person) -> Iterator[dict[str, Any]]:
    for row in StrategyVersion.objects.filter(by=person).order_by("pk"):
        yield {"strategy": row.key, "version": row.number, "at": row.at.isoformat()}


def _forget_toolkit(person: Person) -> None:
    Toolkit.objects.filter(person=person).delete()


def _forget_tries(person: Person) -> None:
    Try.objects.filter(person=person).delete()


def _forget_sheets(person: Person) -> None:
    Sheet.objects.filter(person=person).delete()


def _forget_notes(person: Person) -> None:
    PeerNote.objects.filter(by=person).delete()
    PeerNote.objects.filter(strategy__author=person).delete()


def _empty_shared(person: Person) -> None:
    mine = PeerStrategy.objects.filter(author=person)
    mine.filter(withdrawn_at=None).update(withdrawn_at=now())
    mine.update(author=None, sealed=b"")
    PeerStrategy.objects.filter(published_by=person).update(published_by=None)


def _forget_versions(person: Person) -> None:
    StrategyVersion.objects.filter(by=person).update(by=None)
