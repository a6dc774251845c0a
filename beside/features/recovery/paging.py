"""The journal, a few pages at a time."""

from typing import Final

from django.db.models import Q

from beside.features.recovery.models import Kind, Page
from beside.foundation.accounts.models import Person

AT_ONCE: Final = 12


def journal_page(owner: Person, before: str) -> tuple[list[Page], str]:
    """The newest days, or those before the page named; and the ref to go on from ("" at the end)."""
    rows = Page.objects.filter(owner=owner, kind=Kind.JOURNAL, removed_at=None)
    last = rows.filter(ref=before).first() if before else None
    if last is not None:
        rows = rows.filter(Q(day__lt=last.day) | Q(day=last.day, pk__lt=last.pk))
    found = list(rows.order_by("-day", "-pk")[: AT_ONCE + 1])
    return found[:AT_ONCE], found[AT_ONCE - 1].ref if len(found) > AT_ONCE else ""
