"""Puts the rules together: text in, concern out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from . import lexicon, scope
from .model import FLAGS, PLAN_MEANS_TIMING, Assessment, Level, Reason, Text
from .rules import ACTIVE, GRAVE, OWN_RULES, PASSIVE, WEAK, Rule, compiled
from .rules_flags import FLAG_RULES
from .rules_grave import GRAVE_RULES
from .rules_languages import COVERED, LANGUAGE_RULES, STOPWORDS
from .words import Reading, read, word_set

RULES_VERSION = 1

ATTENTION_FROM = PASSIVE - 0.05
"""A person should look from this score on (a clear wish to be dead, or more)."""
HELP_FROM = WEAK - 0.05
"""The writer gets a gentle private offer from this score on."""

ALL_RULES: tuple[Rule, ...] = OWN_RULES + GRAVE_RULES + FLAG_RULES + LANGUAGE_RULES
NEAR = 80
"""Characters on either side of a match in which `unless` is looked for."""
_ENGLISH = frozenset({"en"})
_YES = word_set("yes yeah yep yea ye yup sometimes kinda maybe often always")


@dataclass(frozen=True, slots=True)
class _Match:
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


def assess(texts: Sequence[Text]) -> list[Assessment]:
    """Looks at each text by itself (and its own context) and says what it noticed, in the order given.

    Never raises on any text, reads nothing outside this package, and gives the same answer each time.
    """
    return [_one(text) for text in texts]


def _one(text: Text) -> Assessment:
    reading = read(text.body)
    language = _language(text.language, reading)
    found: list[_Match] = []
    for match in _candidates(reading, language, text.context):
        weighed = _in_scope(match, reading, text.role)
        if weighed is not None:
            found.append(weighed)
    if not found and text.context:
        found.extend(_answers_yes(reading, text.context))
    return _concluded(found, reading, language in COVERED)


def _language(given: str | None, reading: Reading) -> str:
    """The language to read by: as given, else the one whose small words are most frequent; "" when unknown.

    A text of one or two words, or of none, counts as English: nothing better can be known.
    """
    if given:
        return given.replace("_", "-").split("-")[0].casefold()
    counts = {code: sum(word in small for word in reading.words) for code, small in STOPWORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    if counts[best]:
        return best
    letters = [word for word in reading.words if word[0].isalpha()]
    latin = all(word.isascii() for word in letters)
    return "en" if latin and len(letters) <= 5 else ""


def _candidates(reading: Reading, language: str, context: tuple[str, ...]) -> Iterator[_Match]:
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
        if language == "de" and rule.languages == _ENGLISH:
            continue
        if rule.also and not compiled(rule.also).search(reading.line):
            continue
        for hit in compiled(rule.pattern).finditer(reading.line):
            if rule.after_talk:
                spoken = _spoken_of(context) if spoken is None else spoken
                if not spoken:
                    break
            if rule.unless and compiled(rule.unless).search(_around(reading, hit.start(), hit.end())):
                continue
            yield _Match(rule.code, rule.says, rule.weight, rule.flags, rule.own, hit.start(), hit.end())
    if language != "de":
        for code, weight, says, flags, start, end in lexicon.matches(reading):
            yield _Match(code, says, weight, flags, True, start, end)


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


_SUBJECT = word_set("suicide suicidal overdose")
_ACTS = word_set("kill killing hurt hurting harm harming cut cutting hang")


def _answers_yes(reading: Reading, context: tuple[str, ...]) -> list[_Match]:
    """A plain yes to the last message, when that asked about suicide or self-harm."""
    asked = read(context[-1])
    agrees = reading.words[:1] and (
        reading.words[0] in _YES or reading.words[:2] in (("i", "am"), ("i", "do"), ("i", "have"))
    )
    if not agrees or "?" not in asked.words or "no" in reading.words or "not" in reading.words:
        return []
    if not _spoken_of((context[-1],)):
        return []
    end = min(len(reading.line) - 1, reading.at[-1] + len(reading.words[-1]))
    return [
        _Match(
            "says_yes",
            "Answers yes to a question about suicide or self-harm",
            ACTIVE,
            frozenset(),
            False,
            1,
            end,
        )
    ]


def _in_scope(match: _Match, reading: Reading, role: str) -> _Match | None:
    """The match as it counts after looking around it; None when it does not count."""
    start, end = match.start, match.end
    if scope.quoted(reading, start, end) or scope.public(reading, start, end):
        return None
    if not match.own:
        return match
    owner = scope.owner(reading, start, end)
    if owner in ("you", "other") or (role == "supporter" and owner != "me"):
        return None
    if scope.negated(reading, start) or scope.past(reading, start, end, grave=match.weight >= GRAVE):
        return None
    if scope.figurative(reading, end):
        return None
    if scope.joking(reading, start, end):
        weight = PASSIVE if match.weight >= GRAVE else min(match.weight, WEAK)
        return _Match(match.code, match.says, weight, frozenset(), True, start, end)
    return match


def _concluded(found: list[_Match], reading: Reading, covered: bool) -> Assessment:
    strongest: dict[str, float] = {}
    for match in found:
        kind = match.code.removeprefix("phrase_")
        strongest[kind] = max(strongest.get(kind, 0.0), match.weight)
    score = _score(list(strongest.values()))
    flags = frozenset().union(*(match.flags for match in found)) & FLAGS
    level = _level(score)
    return Assessment(
        level=level,
        score=score,
        flags=flags,
        reasons=_reasons(found, reading),
        covered=covered,
        attention=score >= ATTENTION_FROM or bool(flags),
        offer_help=score >= HELP_FROM or bool(flags),
        page=PLAN_MEANS_TIMING in flags,
        rules_version=RULES_VERSION,
    )


def _score(weights: list[float]) -> float:
    """The strongest match, raised a little by each further kind; never across to the next level by itself."""
    if not weights or max(weights) <= 0:
        return 0.0
    top = max(weights)
    further = sum(1 for weight in weights if weight > 0) - 1
    ceiling = next((limit for limit in (PASSIVE, ACTIVE, GRAVE) if limit > top), 1.0) - 0.01
    return round(min(ceiling, top + 0.03 * further), 4)


def _level(score: float) -> Level:
    if score >= GRAVE:
        return Level.IMMINENT
    if score >= ACTIVE:
        return Level.ELEVATED
    return Level.LOW if score >= ATTENTION_FROM else Level.NONE


def _reasons(found: list[_Match], reading: Reading) -> tuple[Reason, ...]:
    """One reason for each kind and place, strongest first."""
    seen: dict[tuple[str, int], Reason] = {}
    for match in sorted(found, key=lambda match: (-match.weight, match.start, match.code)):
        start, end = reading.span(match.start, match.end)
        key = (match.code, start)
        seen.setdefault(key, Reason(match.code, start, end, reading.text[start:end], match.says))
    return tuple(seen.values())
