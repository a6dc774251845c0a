"""The shippable phrases, found by first word. Source and licence: data/lexicon.json, "provenance"."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from .rules import ACTIVE, HARM, PASSIVE, WEAK
from .words import Reading, read

_MEANING = {
    "passive": (PASSIVE, "Words of a wish to be dead"),
    "active": (ACTIVE, "Words of suicidal thoughts"),
    "self_harm": (ACTIVE, "Words of self-harm"),
    "other": (PASSIVE, "Suicidal language"),
    "burden": (PASSIVE, "Believes that others would be better off without them"),
    "strain": (WEAK, "Sounds at the end of their strength"),
}
"""Weight and sentence for each group of phrases; "means" names things and is evidence for nothing alone."""


@cache
def load() -> dict[str, Any]:
    """The data file as it is: provenance, kept and pruned phrases."""
    text = files(__package__).joinpath("data/lexicon.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word → phrases (as words, longest first) with their group, spelled as words.py spells texts."""
    index: dict[str, dict[tuple[str, ...], str]] = {}
    for group in _MEANING:
        for phrase in load()["kept"][group]:
            words = read(phrase).words
            index.setdefault(words[0], {})[words] = group
    return {first: tuple(sorted(phrases.items(), key=lambda item: -len(item[0]))) for first, phrases in index.items()}


def matches(reading: Reading) -> Iterator[tuple[str, float, str, frozenset[str], int, int]]:
    """Each phrase in the text: code, weight, sentence, flags, start and end in the line."""
    index = by_first_word()
    words = reading.words
    for place, word in enumerate(words):
        for phrase, group in index.get(word, ()):
            if words[place : place + len(phrase)] == phrase:
                weight, says = _MEANING[group]
                start = reading.at[place]
                end = start + sum(map(len, phrase)) + len(phrase) - 1
                yield (
                    f"phrase_{group}",
                    weight,
                    says,
                    HARM if group == "self_harm" else frozenset(),
                    start,
                    end,
                )
                break
