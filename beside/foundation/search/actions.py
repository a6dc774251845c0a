"""Putting texts into the index and taking them out; inside the transaction that changes the text itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import Acting
from beside.foundation.search import folding
from beside.foundation.search.models import Indexed, Word


@dataclass(frozen=True, slots=True)
class Document:
    """A text as a feature gives it. ``marks`` are letters, digits and underscores."""

    kind: str
    ref: str
    scope: str
    title: str
    text: str
    at: datetime
    author: Person | None = None
    masked: bool = False
    marks: Iterable[str] = ()


def put(document: Document, *, actor: Acting) -> None:
    """Let a text be found, or found by its new words. Again changes nothing."""
    title, text = folding.words(document.title), folding.words(document.text)
    values = {
        "scope": document.scope,
        "title": " ".join(title),
        "text": " ".join(text),
        "marks": " ".join(sorted(document.marks)),
        "author": document.author,
        "masked": document.masked,
        "at": document.at,
    }
    Indexed.objects.update_or_create(kind=document.kind, ref=document.ref, defaults=values)
    wanted = sorted({word for word in (*title, *text) if len(word) > 2 and not word.isdigit()})
    Word.objects.bulk_create([Word(word=word) for word in wanted], ignore_conflicts=True)


def drop(kind: str, ref: str, *, actor: Acting) -> None:
    """Let a text be found no more. Again changes nothing."""
    Indexed.objects.filter(kind=kind, ref=ref).delete()
