"""How often each of the lexicon's fifty constructs is named in a text: features, never reasons.

The phrases are those of the Suicide Risk Lexicon v1 as published (data/constructs.json), unpruned.
"""

import json
from functools import cache
from importlib.resources import files

from .words import Reading, read


@cache
def names() -> tuple[str, ...]:
    """The constructs in the order of the data file."""
    return tuple(_load()["constructs"])


@cache
def _load() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = json.loads(
        files(__package__).joinpath("data/constructs.json").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]]:
    index: dict[str, dict[tuple[str, ...], set[int]]] = {}
    for number, phrases in enumerate(_load()["constructs"].values()):
        for phrase in phrases:
            words = read(phrase).words
            if words:
                index.setdefault(words[0], {}).setdefault(words, set()).add(number)
    return {
        first: tuple((words, tuple(sorted(which))) for words, which in sorted(phrases.items()))
        for first, phrases in index.items()
    }


def counts(reading: Reading) -> list[int]:
    """For each construct, how many of its phrases stand in the text."""
    found = [0] * len(names())
    index, words = _by_first_word(), reading.words
    for place, word in enumerate(words):
        for phrase, which in index.get(word, ()):
            if words[place : place + len(phrase)] == phrase:
                for number in which:
                    found[number] += 1
    return found
