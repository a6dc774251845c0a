"""Which words a pattern cannot do without: looking for them in a set is much quicker than trying the pattern.

A pattern is walked as Python's own parser reads it. What is not understood is taken to match anything, so that a
pattern is tried in vain at most, never passed over.
"""

from collections.abc import Iterable, Sequence, Set
from functools import cache, reduce
from typing import Any, Final, NamedTuple

# Private to the standard library: the only parser that reads a pattern just as it will be matched.
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

from .rules import written_out
from .rules_languages import STOPWORDS

Words = frozenset[str]
Ways = tuple[tuple[Words, ...], ...]
# Beyond so many ways, of a pattern and of one of its alternatives, what they have in common has to do.
_MOST_WAYS: Final = 300
_MOST_WAYS_OF_ONE: Final = 40
_MOST_BEGUN: Final = 80
_MOST_ROUNDS: Final = 8
_BETWEEN: Final = frozenset({""})


class _Way(NamedTuple):
    """One way through a part of a pattern.

    ``begun``: what may stand since the last space; None when that can be anything. ``needs``: of each of these sets at
    least one word stands in a line that matches this way.
    """

    begun: Words | None
    needs: frozenset[Words]


def may_match(pattern: str, words: Set[str]) -> bool:
    """Whether a line of these words, single spaces between them, can match; a no is certain."""
    by_word = _by_word(pattern)
    if by_word is None:
        return True
    for word in words & by_word.keys():
        for needs in by_word[word]:
            for any_of in needs:
                if words.isdisjoint(any_of):
                    break
            else:
                return True
    return False


@cache
def _by_word(pattern: str) -> dict[str, list[tuple[Words, ...]]] | None:
    """What else each way needs, by the words of which it needs one first; None where a way needs nothing."""
    found: dict[str, list[tuple[Words, ...]]] = {}
    for way in ways(pattern):
        if not way:
            return None
        for word in way[0]:
            found.setdefault(word, []).append(way[1:])
    return found


def ways(pattern: str) -> Ways:
    """The ways in which a rule's pattern can match: for each, sets of words of which at least one must be there.

    The whole pattern stands between spaces (``rules.compiled``).
    """
    found = _ended(_through(parser.parse(written_out(pattern)), [_Way(_BETWEEN, frozenset())]))
    return tuple(tuple(sorted(_fewest(way.needs), key=_telling)) for way in found)


def _telling(any_of: Words) -> tuple[bool, int, list[str]]:
    """Sorts what is rarest in people's messages first."""
    return (not any_of.isdisjoint(STOPWORDS["en"]), len(any_of), sorted(any_of))


def _fewest(needs: Iterable[Words]) -> list[Words]:
    needs = set(needs)
    return [any_of for any_of in needs if not any(other < any_of for other in needs)]


def _through(items: Iterable[tuple[Any, Any]], come: list[_Way]) -> list[_Way]:
    """All ways on from ``come``, after these parts of a pattern one after another."""
    for kind, what in items:
        come = _fewer(_after(str(kind), what, come))
    return come


def _after(kind: str, what: Any, come: list[_Way]) -> list[_Way]:
    match kind:
        case "LITERAL" if chr(what) == " ":
            return [_Way(_BETWEEN, way.needs) for way in _ended(come)]
        case "LITERAL":
            return [_longer(way, [chr(what)]) for way in come]
        case "IN":
            return [_longer(way, _letters(what)) for way in come]
        case "BRANCH":
            return [way for one in what[1] for way in _few(_through(one, come), _MOST_WAYS_OF_ONE)]
        case "SUBPATTERN":
            return _through(what[-1], come)
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, item = what
            return _repeated(least, most, item, come)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return come  # takes no letters; what it asks beyond is left to the pattern
        case _:
            return [_Way(None, way.needs) for way in come]


def _letters(what: Sequence[tuple[Any, Any]]) -> list[str] | None:
    """The letters of a class; None where they are not listed one by one, or a space is among them."""
    if any(str(kind) != "LITERAL" for kind, _letter in what):
        return None
    letters = [chr(letter) for _kind, letter in what]
    return None if " " in letters else letters


def _longer(way: _Way, letters: list[str] | None) -> _Way:
    if way.begun is None or letters is None or len(way.begun) * len(letters) > _MOST_BEGUN:
        return _Way(None, way.needs)
    return _Way(frozenset(word + letter for word in way.begun for letter in letters), way.needs)


def _repeated(least: int, most: int, item: Iterable[tuple[Any, Any]], come: list[_Way]) -> list[_Way]:
    for _ in range(min(least, _MOST_ROUNDS)):
        come = _through(item, come)
    if least > _MOST_ROUNDS:
        return [_Way(None, way.needs) for way in come]
    for _ in range(min(most - least, _MOST_ROUNDS)):
        further = _fewer([*come, *_through(item, come)])
        if set(further) == set(come):
            return come
        come = further
    return come if most - least <= _MOST_ROUNDS else _joined(_Way(None, way.needs) for way in come)


def _ended(come: Iterable[_Way]) -> list[_Way]:
    """A space, or the end: what was begun is a whole word now."""
    ended = [_Way(None, way.needs if way.begun is None or "" in way.begun else way.needs | {way.begun}) for way in come]
    return _fewer(ended)


def _fewer(come: Iterable[_Way]) -> list[_Way]:
    """The same ways in fewer: those that need the same are one, and one that needs more than another is left out."""
    begun: dict[frozenset[Words], Words | None] = {}
    for way in come:
        begun[way.needs] = _either(begun.get(way.needs, frozenset()), way.begun)
    left = [
        _Way(words, needs)
        for needs, words in begun.items()
        if not any(other < needs and _covers(begun[other], words) for other in begun)
    ]
    return _few(left, _MOST_WAYS)


def _few(come: list[_Way], most: int) -> list[_Way]:
    return come if len(come) <= most else _joined(come)


def _either(begun: Words | None, other: Words | None) -> Words | None:
    both = None if begun is None or other is None else begun | other
    return None if both is None or len(both) > _MOST_BEGUN else both


def _covers(wider: Words | None, words: Words | None) -> bool:
    return wider is None or (words is not None and words <= wider)


def _joined(come: Iterable[_Way]) -> list[_Way]:
    """One way for all: it needs what each of them needs, and one of what is rarest in each."""
    come = list(come)
    begun = reduce(_either, (way.begun for way in come))
    needs = frozenset.intersection(*(way.needs for way in come))
    if all(way.needs for way in come):
        needs |= {frozenset().union(*(min(way.needs, key=_telling) for way in come))}
    return [_Way(begun, needs)]
