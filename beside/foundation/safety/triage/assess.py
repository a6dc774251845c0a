"""Puts rules and learnt score together: text in, concern out."""

from collections.abc import Sequence
from dataclasses import replace

from . import learning
from .model import FLAGS, LEARNT, PLAN_MEANS_TIMING, Assessment, Level, Reason, Text
from .noticing import ALL_RULES, Match, Noticed, notice
from .rules import ACTIVE, GRAVE, PASSIVE, WEAK
from .rules_languages import COVERED
from .thresholds import SHIPPED, Thresholds
from .words import Reading

__all__ = ["ALL_RULES", "RULES_VERSION", "assess", "by_rules"]

RULES_VERSION = 6

ATTENTION_FROM = PASSIVE - 0.05
"""By rules alone, a person should look from this score on (a clear wish to be dead, or more)."""
_ENOUGH_WORDS = 3
_AGREES = 0.15
HELP_FROM = WEAK - 0.05
"""By rules alone, the writer gets a gentle private offer from this score on."""


def assess(texts: Sequence[Text], thresholds: Thresholds = SHIPPED) -> list[Assessment]:
    """Looks at each text by itself (and its own context) and says what it noticed, in the order given.

    Never raises on any text, reads nothing outside this package, and gives the same answer each time, whatever
    else is asked in the same call. Where the model's files are missing the rules answer alone: `learnt` is false.
    """
    noticed = [notice(text) for text in texts]
    ruled = [_concluded(one.matches, one.reading, one.language in COVERED) for one in noticed]
    learnt = learning.judge(texts, noticed)
    if learnt is None:
        return ruled
    return [
        _with_learnt(text, seen, one, found, thresholds)
        for text, seen, one, found in zip(texts, noticed, ruled, learnt, strict=True)
    ]


def by_rules(text: Text) -> Assessment:
    """What the rules alone say, whether or not the model is there."""
    seen = notice(text)
    return _concluded(seen.matches, seen.reading, seen.language in COVERED)


def _with_learnt(
    text: Text, seen: Noticed, ruled: Assessment, found: learning.Judged, thresholds: Thresholds
) -> Assessment:
    """The learnt scores raise what rules missed and never lower a plan, a flag or a rule's own concern.

    They are left aside for what a supporter writes. The first one, of how grave a text is, learnt from English posts:
    it is left aside in other languages, and in short texts of which the rules understood that the words are denied,
    past, quoted, public or a figure of speech; of a text of up to sixty words that holds no word of which danger is
    made it is still given, so that texts stay comparable, but nothing follows from it. The second one, of any concern
    at all, is heard in short texts of every language that the rules know.
    """
    if text.role == "supporter" or not any(word.isalpha() for word in seen.reading.words):
        return ruled
    count = len(seen.reading.words)
    brief, hinted = count <= learning.SHORT, learning.hinted(seen.reading)
    if brief and learning.everyday(seen.reading):
        return ruled
    graded = seen.language == "en" and not (brief and seen.understood)
    score = round(max(ruled.score, found.score), 4) if graded else ruled.score
    noticed = graded and hinted and score >= (thresholds.brief if brief else thresholds.attention)
    # It learnt from long texts; of a brief one it is heard where the second score does not rule it out.
    noticed = noticed and (not brief or found.concern >= _AGREES)
    if not noticed and count <= learning.UNHINTED:
        # Of two words the second score knows too little.
        enough = sum(word.isalpha() for word in seen.reading.words) >= _ENOUGH_WORDS
        noticed = enough and found.concern >= _concern_from(seen, thresholds)
    if not noticed and not (graded and hinted):
        return replace(ruled, score=score, learnt=graded)
    reasons = ruled.reasons
    if noticed and not reasons:
        start, end = found.span
        reasons = (Reason(LEARNT, start, end, text.body[start:end], learning.SAYS),)
    attention = ruled.attention or noticed
    return replace(
        ruled,
        level=_judged_level(ruled, found, graded=graded, brief=brief),
        score=score,
        reasons=reasons,
        attention=attention,
        offer_help=attention or ruled.offer_help or score >= thresholds.offer_help,
        learnt=True,
    )


def _concern_from(seen: Noticed, thresholds: Thresholds) -> float:
    """From where on the second score counts in this text; 2, which it never reaches, in a language nobody taught it."""
    if seen.language not in COVERED:
        return 2.0
    cuts = [thresholds.concern]
    if not learning.hinted(seen.reading):
        cuts.append(thresholds.unhinted)
    if len(seen.reading.words) > learning.SHORT:
        cuts.append(thresholds.longer)
    if seen.language != "en":
        cuts.append(thresholds.foreign)
    if seen.understood:
        cuts.append(thresholds.understood)
    return max(cuts)


def _judged_level(ruled: Assessment, found: learning.Judged, *, graded: bool, brief: bool) -> Level:
    if ruled.page:
        return Level.IMMINENT
    if not graded or (brief and ruled.level and not found.level):
        return ruled.level
    return found.level


def _concluded(found: list[Match], reading: Reading, covered: bool) -> Assessment:
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


def _reasons(found: list[Match], reading: Reading) -> tuple[Reason, ...]:
    """One reason for each kind and place, strongest first."""
    seen: dict[tuple[str, int], Reason] = {}
    for match in sorted(found, key=lambda match: (-match.weight, match.start, match.code)):
        start, end = reading.span(match.start, match.end)
        key = (match.code, start)
        seen.setdefault(key, Reason(match.code, start, end, reading.text[start:end], match.says))
    return tuple(seen.values())
