"""The rules at work on one text: what matches, and what is left aside because of who speaks, when and how."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from . import lexicon, scope
from .model import Text
from .requiring import may_match
from .rules import ACTIVE, GRAVE, OWN_RULES, PASSIVE, WEAK, Rule, compiled
from .rules_central import CENTRAL_RULES
from .rules_despair import DESPAIR_RULES
from .rules_ending import ENDING_RULES
from .rules_flags import FLAG_RULES
from .rules_grave import GRAVE_RULES
from .rules_iberian import IBERIAN_RULES
from .rules_languages import LANGUAGE_RULES, STOPWORDS
from .rules_others import OTHER_RULES
from .words import Reading, read, word_set

ALL_RULES: tuple[Rule, ...] = (
    *(OWN_RULES + GRAVE_RULES + FLAG_RULES + DESPAIR_RULES + ENDING_RULES + OTHER_RULES),
    *(LANGUAGE_RULES + IBERIAN_RULES + CENTRAL_RULES),
)
NEAR = 80
"""Characters on either side of a match in which `unless` is looked for."""
_ENGLISH = frozenset({"en"})
_YES = word_set("yes yeah yep yea ye yup sometimes kinda maybe often always")
_DENIED = re.compile(r" (?:not|never)(?: \w+){0,2} (?:suicidal|kill myself|hurt myself|self harm|danger to myself) ")
ASIDE = ("quoted", "public", "other", "negated", "past", "figurative", "joking")
"""Why a match may not count as the writer's own danger (joking only lowers it)."""


@dataclass(slots=True)
class Noticed:
    """What the rules made of a text: matches that count, and how many were left aside for which reason."""

    reading: Reading
    language: str
    matches: list["Match"]
    aside: Counter[str] = field(default_factory=Counter)
    excused: bool = False

    @property
    def understood(self) -> bool:
        """Something matched or was denied, and all of it was left aside: denied, past, quoted, a figure of speech."""
        spoken = bool(sum(self.aside.values())) or self.excused
        return spoken and all(self.aside["joking"] and match.weight <= WEAK for match in self.matches)


@dataclass(frozen=True, slots=True)
class Match:
    """One rule or phrase that matched and counts; `start` and `end` are places in the line."""

    code: str
    says: str
    weight: float
    flags: frozenset[str]
    own: bool
    start: int
    end: int


@cache
def _by_anchor() -> dict[str, tuple[int, ...]]:
    index: dict[str, list[int]] = {}
    for number, rule in enumerate(ALL_RULES):
        for anchor in rule.anchors.split():
            index.setdefault(anchor, []).append(number)
    return {anchor: tuple(numbers) for anchor, numbers in index.items()}


def notice(text: Text) -> Noticed:
    """Everything the rules see in a text, its role and its context looked at."""
    reading = text.reading or read(text.body)
    noticed = Noticed(reading, _language(text.language, reading), [])
    noticed.excused = _DENIED.search(reading.line) is not None
    for match in _candidates(reading, noticed.language, text.context, noticed):
        why = _aside(match, reading, text.role)
        if why:
            noticed.aside[why] += 1
        if why in ("", "joking"):
            noticed.matches.append(_lowered(match) if why else match)
    if not noticed.matches and text.context:
        noticed.matches.extend(_answers_yes(reading, text.context))
    return noticed


def _language(given: str | None, reading: Reading) -> str:
    """The language to read by: as given, else the one whose small words are most frequent; "" when unknown.

    A text of one or two words, or of none, counts as English: nothing better can be known.
    """
    if given:
        return given.replace("_", "-").split("-")[0].casefold()
    counts = {code: sum(map(small.__contains__, reading.words)) for code, small in STOPWORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    if counts[best]:
        return best
    letters = [word for word in reading.words if word[0].isalpha()]
    latin = all(word.isascii() for word in letters)
    return "en" if latin and len(letters) <= 5 else ""


def _candidates(
    reading: Reading, language: str, context: tuple[str, ...], noticed: Noticed | None = None
) -> Iterator[Match]:
    """Every rule and phrase that matches, scope not yet looked at.

    All languages are tried, since people mix them and the language is often a guess; English stays away from
    German only, where "die" is an article.
    """
    present = set(reading.words)
    index = _by_anchor()
    numbers = sorted({number for word in present & index.keys() for number in index[word]})
    spoken: bool | None = None
    for number in numbers:
        rule = ALL_RULES[number]
        if (language == "de" and rule.languages == _ENGLISH) or not _can_match(rule, reading, present):
            continue
        for hit in compiled(rule.pattern).finditer(reading.line):
            if rule.after_talk:
                spoken = _spoken_of(context) if spoken is None else spoken
                if not spoken:
                    break
            if rule.unless and _excused(rule, reading, hit, noticed):
                continue
            yield Match(rule.code, rule.says, rule.weight, rule.flags, rule.own, hit.start(), hit.end())
    if language != "de":
        for code, weight, says, flags, start, end in lexicon.matches(reading):
            yield Match(code, says, weight, flags, True, start, end)


def _can_match(rule: Rule, reading: Reading, present: set[str]) -> bool:
    """Whether the words for it are there, and what must also stand somewhere."""
    if not may_match(rule.pattern, present):
        return False
    return not rule.also or (may_match(rule.also, present) and compiled(rule.also).search(reading.line) is not None)


def _excused(rule: Rule, reading: Reading, hit: re.Match[str], noticed: Noticed | None) -> bool:
    """Whether the rule's own excuse stands nearby; that is remembered, for the learnt score knows no excuses."""
    excused = compiled(rule.unless).search(_around(reading, hit.start(), hit.end())) is not None
    if excused and noticed is not None:
        noticed.excused = True
    return excused


def _around(reading: Reading, start: int, end: int) -> str:
    """The words near a match, where an excuse for it would stand; farther off nothing is excused."""
    return f" {reading.line[max(0, start - NEAR) : end + NEAR]} "


def _spoken_of(context: tuple[str, ...]) -> bool:
    """An earlier message spoke of suicide or self-harm, in whatever voice."""
    for body in context[-5:]:
        reading = read(body)
        words = set(reading.words)
        if words & _SUBJECT or (words & {"myself", "yourself"} and words & _ACTS):
            return True
        if any(match.weight >= PASSIVE for match in _candidates(reading, "en", ())):
            return True
    return False


_AFTER_TALK = tuple((word_set(rule.anchors), rule) for rule in ALL_RULES if rule.after_talk)
_SUBJECT = word_set("suicide suicidal overdose")
_ACTS = word_set("kill killing hurt hurting harm harming cut cutting hang")


def needs_context(reading: Reading) -> bool:
    """Whether earlier messages could change what the rules make of this text; callers need not open them otherwise."""
    if _agrees(reading):
        return True
    present = set(reading.words)
    return any(
        not present.isdisjoint(anchors)
        and may_match(rule.pattern, present)
        and compiled(rule.pattern).search(reading.line)
        for anchors, rule in _AFTER_TALK
    )


def _agrees(reading: Reading) -> bool:
    return bool(reading.words) and (
        reading.words[0] in _YES or reading.words[:2] in (("i", "am"), ("i", "do"), ("i", "have"))
    )


def _answers_yes(reading: Reading, context: tuple[str, ...]) -> list[Match]:
    """A plain yes to the last message, when that asked about suicide or self-harm."""
    asked = read(context[-1])
    if not _agrees(reading) or "?" not in asked.words or "no" in reading.words or "not" in reading.words:
        return []
    if not _spoken_of((context[-1],)):
        return []
    end = min(len(reading.line) - 1, reading.at[-1] + len(reading.words[-1]))
    return [
        Match(
            "says_yes",
            "Answers yes to a question about suicide or self-harm",
            ACTIVE,
            frozenset(),
            False,
            1,
            end,
        )
    ]


def _aside(match: Match, reading: Reading, role: str) -> str:
    """Why a match does not count, as one of ASIDE; "" when it does."""
    start, end = match.start, match.end
    if scope.quoted(reading, start, end):
        return "quoted"
    if scope.public(reading, start, end):
        return "public"
    if not match.own:
        return ""
    owner = scope.owner(reading, start, end)
    if owner in ("you", "other") or (role == "supporter" and owner != "me"):
        return "other"
    if scope.negated(reading, start):
        return "negated"
    if scope.past(reading, start, end, grave=match.weight >= GRAVE):
        return "past"
    if scope.figurative(reading, end):
        return "figurative"
    return "joking" if scope.joking(reading, start, end) else ""


def _lowered(match: Match) -> Match:
    """A match said with laughter: people laugh about what is true, so it weighs less and never nothing."""
    weight = PASSIVE if match.weight >= GRAVE else min(match.weight, WEAK)
    return Match(match.code, match.says, weight, frozenset(), True, match.start, match.end)
