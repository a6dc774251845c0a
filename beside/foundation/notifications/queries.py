"""Reading notices."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.kinds import words_for
from beside.foundation.notifications.models import Notice

_PAGE = 30


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as it is shown."""

    number: int
    words: str
    href: str
    at: datetime
    seen: bool
    later_at: datetime | None = None


def unseen(person: Person, most: int = 3) -> list[Told]:
    """The newest notices not yet put away or put off."""
    rows = Notice.objects.filter(Q(later_at=None) | Q(later_at__lte=now()), person=person, seen_at=None)
    return told(list(rows.order_by("-pk")[:most]))


def page(person: Person, before: int | None = None) -> tuple[list[Told], int | None]:
    """Notices from newest to oldest, thirty at a time, and where the next page begins."""
    rows = Notice.objects.filter(person=person).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: _PAGE + 1])
    return told(found[:_PAGE]), found[_PAGE - 1].pk if len(found) > _PAGE else None


def told(rows: list[Notice]) -> list[Told]:
    """Notices in words; those of an app that is gone are left out."""
    worded = ((row, words_for(row.kind, row.data)) for row in rows)
    return [
        Told(row.pk, words, row.href, row.made_at, row.seen_at is not None, row.later_at)
        for row, words in worded
        if words
    ]
