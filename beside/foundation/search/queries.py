"""Finding: only what the person may read, without those they are apart from, the best hits first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from beside.foundation.accounts.models import Person
from beside.foundation.safety.queries import blocked_ids
from beside.foundation.search import folding, hooks
from beside.foundation.search.hooks import Card
from beside.foundation.search.models import Word

PAGE: Final = 20
BEST: Final = 200  # hits that are ranked; whoever wants more narrows the search
MOST_WORDS: Final = 12
_MARK: Final = re.compile(r"[a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for. ``kinds`` empty: everything; ``scope`` and ``marks`` narrow."""

    words: str
    kinds: Sequence[str] = ()
    scope: str = ""
    marks: Sequence[str] = ()
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. ``instead`` is what was searched for where nothing had the words as they were typed."""

    cards: list[Card] = field(default_factory=list)
    later: int | None = None
    instead: str = ""


def find(question: Question, person: Person, *, as_typed: bool = False) -> Found:
    """Texts with every word (the last may be a beginning). Never raises on any words."""
    words = folding.words(question.words)[:MOST_WORDS]
    marks = [mark for mark in question.marks if _MARK.fullmatch(mark)]
    if not words and not marks:
        return Found()
    scopes = _scopes(question, person)
    if not scopes:
        return Found()
    rows = _ask(words, marks, question.kinds, scopes, person)
    instead = ""
    if not rows and words and not as_typed:
        # Only what has a hit among readable texts is offered: a guess must not tell what stands elsewhere.
        guessed = _guess(words)
        rows = _ask(guessed, marks, question.kinds, scopes, person) if guessed != words else []
        instead = " ".join(guessed) if rows else ""
    return _page(rows, question.skip, person, instead)


def _scopes(question: Question, person: Person) -> list[str]:
    readable = {
        scope
        for source in hooks.sources()
        if not question.kinds or source.kind in question.kinds
        for scope in source.scopes(person)
    }
    return sorted(readable & {question.scope} if question.scope else readable)


def _page(rows: list[tuple[str, str]], skip: int, person: Person, instead: str) -> Found:
    skip = max(0, min(skip, BEST))
    chosen = rows[skip : skip + PAGE]
    cards: dict[tuple[str, str], Card] = {}
    for source in hooks.sources():
        refs = [ref for kind, ref in chosen if kind == source.kind]
        if refs:
            cards |= {(source.kind, ref): card for ref, card in source.cards(refs, person).items()}
    shown = [cards[row] for row in chosen if row in cards]
    later = skip + PAGE if len(rows) > skip + PAGE else None
    return Found(shown, later, instead)


def _ask(
    words: Sequence[str], marks: Sequence[str], kinds: Sequence[str], scopes: Sequence[str], person: Person
) -> list[tuple[str, str]]:
    """(kind, ref) of the best hits. Every word is quoted or a bare letter-and-digit word: nothing in it is a sign."""
    if connection.vendor == "postgresql":
        matched, given, best = _on_postgresql(words, marks)
    else:
        matched, given, best = _on_sqlite(words, marks)
    where = [f"e.scope IN ({_slots(scopes)})"]
    given += scopes
    if kinds:
        where.append(f"e.kind IN ({_slots(kinds)})")
        given += kinds
    apart = sorted(blocked_ids(person))
    if apart:
        where.append(f"(e.masked OR e.author_id IS NULL OR e.author_id NOT IN ({_slots(apart)}))")
        given += apart
    sql = f"SELECT e.kind, e.ref {matched} AND {' AND '.join(where)} ORDER BY {best}, e.id DESC LIMIT {BEST}"
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [(kind, ref) for kind, ref in cursor.fetchall()]


def _slots(values: Sequence[Any]) -> str:
    return ",".join(["%s"] * len(values))


def _on_sqlite(words: Sequence[str], marks: Sequence[str]) -> tuple[str, list[Any], str]:
    parts = [f'{{title text}} : "{word}"' for word in words[:-1]]
    parts += [f'{{title text}} : "{words[-1]}" *'] if words else []
    parts += [f'marks : "{mark}"' for mark in marks]
    matched = "FROM search_words JOIN search_indexed e ON e.id = search_words.rowid WHERE search_words MATCH %s"
    return matched, [" AND ".join(parts)], "bm25(search_words, 4.0, 1.0, 0.0)" if words else "e.at DESC"


def _on_postgresql(words: Sequence[str], marks: Sequence[str]) -> tuple[str, list[Any], str]:
    parts = [f"{word}:AB" for word in words[:-1]] + ([f"{words[-1]}:*AB"] if words else [])
    asked = " & ".join([*parts, *(f"{mark}:C" for mark in marks)])
    matched = "FROM search_indexed e, to_tsquery('simple', %s) q WHERE e.document @@ q"
    return matched, [asked], "ts_rank('{0,0,0.25,1}', e.document, q) DESC" if words else "e.at DESC"


def _guess(words: Sequence[str]) -> list[str]:
    """Each word as it was probably meant: one that is there and begins alike, at most two slips away."""
    return [_meant(word) for word in words]


def _meant(word: str) -> str:
    if len(word) < 4 or Word.objects.filter(word=word).exists():
        return word
    first = word[0]
    near = Word.objects.filter(word__gte=first, word__lt=chr(ord(first) + 1)).values_list("word", flat=True)
    slips = 1 if len(word) < 7 else 2
    lengths = {size for size in range(len(word) - slips, len(word) + slips + 1)}
    known = [one for one in near[:20_000] if len(one) in lengths]
    best = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=slips)
    return str(best[0]) if best is not None else word
