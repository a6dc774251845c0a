"""What is wrong with a content file, in words. A test and ``beside check`` ask it of every file that we ship."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from . import words
from .strategy import Exercise, Line, Strategy, strategy

_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PROMISES: Final = re.compile(
    r"\b(?:cures?|guarantee[ds]?|always works|never fails|will help you|stop taking|come off your|streaks?)\b", re.I
)
_NEEDS_EYES: Final = re.compile(r"\b(?:you must|close your eyes)\b", re.I)
_SLACK: Final = 40  # seconds by which an exercise may differ from the minutes that are named


def mistakes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Everything that is to be mended; empty for a sound file."""
    found: list[str] = []
    read: list[Strategy] = []
    for row in rows:
        try:
            read.append(strategy(row))
        except (KeyError, TypeError, ValueError, IndexError) as problem:
            found.append(f"{row.get('id', '?')}: cannot be read ({problem!r})")
    keys = [one.key for one in read]
    found += [f"{key}: stands twice" for key in sorted({key for key in keys if keys.count(key) > 1})]
    for one in read:
        found += [f"{one.key}: {problem}" for problem in of_one(one, set(keys))]
    return found


def of_one(one: Strategy, keys: set[str]) -> list[str]:
    """What is wrong with one strategy among those of these keys."""
    return [*_words(one), *_vocabulary(one), *_instead(one, keys), *_evidence(one), *_runs(one)]


def _words(one: Strategy) -> Iterator[str]:
    if not _KEY.fullmatch(one.key):
        yield "the key needs small letters, numbers and hyphens"
    if not (one.name.strip() and one.what.strip() and one.how):
        yield "a name, what it is and how it goes are needed"
    if one.version < 1 or one.minutes < 0:
        yield "version and minutes are whole numbers from 1 and 0"
    said = [one.name, one.what, *one.cautions, *(line.say for line in one.how), *(say for _kind, say in one.variants)]
    if one.exercise is not None:
        said += [line.say for line in one.exercise.lines]
    for text in said:
        if _PROMISES.search(text) and "seldom cure" not in text:
            yield f"promises too much or speaks of stopping medicine: {text!r}"
        if _NEEDS_EYES.search(text):
            yield f"commands, or asks for closed eyes: {text!r}"


def _vocabulary(one: Strategy) -> Iterator[str]:
    known = (
        (one.moods, words.MOODS, "feeling"),
        (one.serves, words.SERVES, "symptom"),
        ((one.place,), words.PLACES, "place"),
        ((one.energy,), words.ENERGIES, "energy"),
        ((one.family,), words.FAMILIES, "family"),
        ((one.grade,), words.GRADES, "grade"),
        ([kind for kind, _say in one.variants], words.VARIANTS, "variant"),
        ([way.mark for way in one.instead], words.MARKS, "mark"),
        ([mark for line in _lines(one) for mark in line.not_for], words.MARKS, "mark"),
    )
    for given, allowed, what in known:
        for word in given:
            if word not in allowed:
                yield f"{word!r} is no {what} we know"
    if not one.serves:
        yield "it serves nothing"


def _lines(one: Strategy) -> list[Line]:
    return [*one.how, *(one.exercise.lines if one.exercise is not None else ())]


def _instead(one: Strategy, keys: set[str]) -> Iterator[str]:
    for way in one.instead:
        if not way.offer or not way.why:
            yield f"{way.mark}: what is offered instead, and why?"
        for other in way.offer:
            if other not in keys or other == one.key:
                yield f"{way.mark}: offers {other!r}, which is not another strategy"
    holds = one.exercise is not None and any(way.holds for way in one.exercise.ways)
    if holds:
        missing = words.NO_HOLDING - {way.mark for way in one.instead}
        if missing:
            yield f"the breath is held, and nothing else is offered for {sorted(missing)}"
        if one.exercise is not None and not one.exercise.ways_for(("breath",)):
            yield "there is no way without holding the breath"
    cold = re.compile(r"\bcool (?:water|pack)\b", re.I)
    for line in _lines(one):
        if cold.search(line.say) and not {"heart", "eating", "breath", "pregnancy"} <= set(line.not_for):
            yield f"cold is not for everybody: {line.say!r}"


def _evidence(one: Strategy) -> Iterator[str]:
    if not one.evidence:
        yield "say what is known of it, also where that is little"
    if one.ours and one.grade in ("many", "some", "part", "small", "mixed") and not one.sources:
        yield f"the grade {one.grade!r} needs a source"
    for url in one.sources:
        if not url.startswith("https://"):
            yield f"a source begins with https://: {url!r}"


def _runs(one: Strategy) -> Iterator[str]:
    runs = one.exercise
    if runs is None:
        return
    checks = {"breath": _breath, "guide": _guide, "timer": _timer, "sheet": _sheet}
    if runs.kind not in checks:
        yield f"{runs.kind!r} is no exercise we know"
        return
    yield from checks[runs.kind](one, runs)


def _breath(_one: Strategy, runs: Exercise) -> Iterator[str]:
    if not runs.ways or not (runs.minutes or runs.rounds):
        yield "breathing needs a way, and minutes or rounds"
    for way in runs.ways:
        if abs(sum(seconds for _what, seconds in way.phases) - way.cycle) > 1e-9:
            yield f"{way.name}: the phases do not make up the cycle of {way.cycle:g} s"
        for what, seconds in way.phases:
            if what not in words.PHASES or not 0 < seconds <= 15:
                yield f"{way.name}: {what} for {seconds:g} s is nothing to breathe"


def _guide(one: Strategy, runs: Exercise) -> Iterator[str]:
    if not runs.lines:
        yield "a guide needs lines"
    total = sum(line.seconds for line in runs.lines)
    if not runs.own_pace and abs(total - one.minutes * 60) > _SLACK:
        yield f"it takes {total:g} s and says {one.minutes} minutes"
    if not runs.own_pace and any(line.seconds <= 0 for line in runs.lines):
        yield "a guide without own pace needs seconds for each line"


def _timer(_one: Strategy, runs: Exercise) -> Iterator[str]:
    if runs.minutes <= 0:
        yield "a timer needs minutes"


def _sheet(_one: Strategy, runs: Exercise) -> Iterator[str]:
    names = [box.name for box in runs.boxes]
    if not names or len(set(names)) != len(names):
        yield "a sheet needs fields, each with a name of its own"
    for box in runs.boxes:
        if box.kind not in ("line", "text", "number", "pair") or (box.kind in ("number", "pair") and box.most < 1):
            yield f"{box.name}: {box.kind!r} is nothing to write in, or lacks its greatest number"
