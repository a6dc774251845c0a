"""Kinder words for words that hurt: facts from data/wording.json, which names its sources.

Nothing is said of how people speak of themselves, of what they quote, or of names.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .model import Wording

LONGEST = 8000
"""Characters looked at."""

SUGGEST, INFORM = "suggest", "inform"

_QUOTES = re.compile(
    r"\"[^\"]{0,500}\"|“[^”]{0,500}”|«[^»]{0,500}»|„[^“”]{0,500}[“”]|`[^`]{0,500}`|(?m:^\s{0,3}>.*$)|(?<!\w)[‘'][^'‘’\n]{2,200}[’'](?!\w)"
)
_ME = re.compile(
    r"(?<![\w'’])(?:i|i['’]?m|i['’]ve|i['’]d|i['’]ll|im|ive|me|my|mine|myself|we|us|our|ours|ourselves)(?![\w])", re.I
)
_END = re.compile(r"[.!?\n;]+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Term:
    """Forms in small letters, why they may hurt, what one could say; ``level`` is suggest or inform."""

    forms: tuple[str, ...]
    why: str
    say: str
    level: str


@cache
def terms() -> tuple[Term, ...]:
    """The list as it stands in the file."""
    text = files(__package__).joinpath("data/wording.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)["terms"]
    return tuple(Term(tuple(row["forms"]), row["why"], row["say"], row["level"]) for row in rows)


@cache
def _pattern(levels: frozenset[str]) -> tuple[re.Pattern[str], dict[str, Term]]:
    named = {form.casefold(): term for term in terms() if term.level in levels for form in term.forms}
    forms = sorted(named, key=len, reverse=True)
    spelt = "|".join(re.escape(form).replace(r"\ ", r"\s{1,3}").replace("'", "['’]") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{spelt})(?:s|es)?(?![\w-])", re.I), named


def wording(
    text: str, *, everywhere: bool = False, levels: frozenset[str] = frozenset({SUGGEST})
) -> tuple[Wording, ...]:
    """What in ``text`` could be said more kindly, in order.

    ``everywhere`` also looks at first person, quotes and names: for texts of our own. Never raises.
    """
    looked_at = text[:LONGEST]
    pattern, named = _pattern(levels)
    quotes = [] if everywhere else [hit.span() for hit in _QUOTES.finditer(looked_at)]
    found = []
    for hit in pattern.finditer(looked_at):
        if not everywhere and (_inside(hit, quotes) or _of_oneself(looked_at, hit) or _a_name(looked_at, hit)):
            continue
        term = _term(named, hit.group())
        found.append(Wording(hit.start(), hit.end(), hit.group(), term.why, term.say))
    return tuple(found)


def _term(named: dict[str, Term], said: str) -> Term:
    plain = re.sub(r"\s+", " ", said.casefold()).replace("’", "'")
    return next(named[form] for form in (plain, plain[:-1], plain[:-2]) if form in named)


def _inside(hit: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start() and hit.end() <= end for start, end in spans)


def _of_oneself(text: str, hit: re.Match[str]) -> bool:
    """The sentence speaks of the writer, outside the words themselves."""
    ends = [end.end() for end in _END.finditer(text, 0, hit.start())]
    start = ends[-1] if ends else 0
    after = _END.search(text, hit.end())
    end = after.start() if after else len(text)
    return bool(_ME.search(text, start, hit.start()) or _ME.search(text, hit.end(), end))


def _a_name(text: str, hit: re.Match[str]) -> bool:
    """Written like a name: with a capital in the middle of a sentence, or beside another word that has one."""
    first = hit.group()[0]
    if not first.isupper() or hit.group().isupper():
        return False
    before = text[: hit.start()].rstrip()
    beside = re.match(r"\s[^\W\d_]", text[hit.end() : hit.end() + 2])
    if beside and text[hit.end() + 1].isupper():
        return True
    return bool(before) and before[-1] not in ".!?\n:…" and bool(_LETTER.search(before[-1:] or ""))
