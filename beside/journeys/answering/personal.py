"""What the promise of an answer holds on a person."""

from collections.abc import Iterator
from typing import Any

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.journeys.answering.models import GentleNote, Nudge, Willing


def register() -> None:
    """How one wishes to be asked, what one was asked, and the wish for a note."""
    personal.register(
        Holding(Willing, "being asked to answer", _willing, lambda person: _delete(Willing, person)),
        Holding(Nudge, "what I was asked to answer", _nudges, lambda person: _delete(Nudge, person)),
        Holding(GentleNote, "a gentle note", _notes, lambda person: _delete(GentleNote, person)),
    )


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _willing(person: Person) -> Iterator[dict[str, Any]]:
    for row in Willing.objects.filter(person=person):
        yield {"a_day": row.a_day, "welcomes": row.welcomes, "changed_at": row.changed_at.isoformat()}


def _nudges(person: Person) -> Iterator[dict[str, Any]]:
    for row in Nudge.objects.filter(person=person).select_related("post").order_by("pk"):
        yield {
            "post": row.post.ref,
            "as": row.ring,
            "at": row.at.isoformat(),
            "passed_at": _moment(row.passed_at),
            "answered_at": _moment(row.answered_at),
        }


def _notes(person: Person) -> Iterator[dict[str, Any]]:
    for row in GentleNote.objects.filter(person=person):
        yield {"asked_at": row.asked_at.isoformat(), "sent_at": _moment(row.sent_at)}


def _delete(table: Any, person: Person) -> None:
    table._default_manager.filter(person=person).delete()
