"""The journal, a few pages at a time."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from django.db.models import Q

from beside.core.prepared import Prepared
from beside.features.recovery import keeping
from beside.features.recovery.keeping import Words
from beside.features.recovery.models import Kind, Page
from beside.foundation.accounts.models import Person
from beside.foundation.search.folding import fold

AT_ONCE: Final = 12
_NEWEST = Prepared(
    lambda owner: Page.objects.filter(owner=owner, kind=Kind.JOURNAL, removed_at=None).order_by("-day", "-pk")[
        : AT_ONCE + 1
    ]
)


def journal_page(owner: Person, before: str, sought: str = "") -> tuple[list[tuple[Page, Words]], str]:
    """The newest days, or those before the page named; and the ref to go on from ("" at the end).

    ``sought``: only pages with all of these words, wherever in them; accents and capitals do not matter.
    """
    if not before and not sought:
        return _some([(page, keeping.opened(page)) for page in _NEWEST.objects(owner.pk)])
    rows = Page.objects.filter(owner=owner, kind=Kind.JOURNAL, removed_at=None)
    last = rows.filter(ref=before).first() if before else None
    if last is not None:
        rows = rows.filter(Q(day__lt=last.day) | Q(day=last.day, pk__lt=last.pk))
    # The words are locked, so no index can know them: pages are opened one after another until there are enough.
    pages = rows.order_by("-day", "-pk").iterator(chunk_size=AT_ONCE + 1)
    return _some(list(islice(_with(pages, fold(sought).split()), AT_ONCE + 1)))


def _some(found: list[tuple[Page, Words]]) -> tuple[list[tuple[Page, Words]], str]:
    return found[:AT_ONCE], found[AT_ONCE - 1][0].ref if len(found) > AT_ONCE else ""


def _with(pages: Iterator[Page], sought: list[str]) -> Iterator[tuple[Page, Words]]:
    for page in pages:
        words = keeping.opened(page)
        if sought:
            text = fold(f"{words.title} {words.text}")
            if not all(word in text for word in sought):
                continue
        yield page, words
