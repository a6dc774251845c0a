"""A strategy as plain values, and how it is read from a content file or from what an operator wrote."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .words import NO_HOLDING

_WORD = re.compile(r"\w+", re.U)
_LINE = re.compile(r"(?:(?P<head>[a-z0-9 .]*?)\s*\|)?\s*(?P<say>.+)", re.S)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the way. ``seconds`` 0 waits for the person; ``not_for`` are marks it is left out for."""

    say: str
    seconds: float = 0
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One way of breathing: phases of (what, seconds), which make up one ``cycle``."""

    name: str
    cycle: float
    phases: tuple[tuple[str, float], ...]

    @property
    def holds(self) -> bool:
        """Whether the breath rests somewhere."""
        return any(what == "hold" for what, _seconds in self.phases)


@dataclass(frozen=True, slots=True)
class Box:
    """Something to write in: ``kind`` is line, text, number (0 to ``most``) or pair (two numbers)."""

    name: str
    label: str
    kind: str
    hint: str = ""
    most: int = 0


@dataclass(frozen=True, slots=True)
class Exercise:
    """What runs: ``kind`` is breath, guide, timer or sheet."""

    kind: str
    minutes: float = 0
    rounds: int = 0
    ways: tuple[Way, ...] = ()
    lines: tuple[Line, ...] = ()
    own_pace: bool = False
    boxes: tuple[Box, ...] = ()

    def ways_for(self, marks: Iterable[str]) -> tuple[Way, ...]:
        """The ways of breathing, gentlest first for those who should not hold their breath, without any that holds."""
        if NO_HOLDING & set(marks):
            return tuple(way for way in self.ways if not way.holds)
        return self.ways

    def lines_for(self, marks: Iterable[str]) -> tuple[Line, ...]:
        """The sentences, without those that are not for this person."""
        return lines_for(self.lines, marks)


@dataclass(frozen=True, slots=True)
class Instead:
    """Those who marked this are offered these first, and why."""

    mark: str
    offer: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """One thing that may help. ``key`` stays for ever; ``version`` grows with its words."""

    key: str
    version: int
    name: str
    family: str
    what: str
    how: tuple[Line, ...]
    minutes: int
    moods: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    place: str = "anywhere"
    energy: str = "little"
    discreet: bool = False
    cautions: tuple[str, ...] = ()
    instead: tuple[Instead, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    grade: str = "practice"
    evidence: str = ""
    sources: tuple[str, ...] = ()
    exercise: Exercise | None = None
    reviewed_by: str = ""
    ours: bool = True
    # Words to search in: those of the name, and all others.
    named: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    said: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def how_for(self, marks: Iterable[str]) -> tuple[Line, ...]:
        """The steps, without those that are not for this person."""
        return lines_for(self.how, marks)

    def against(self, marks: Iterable[str]) -> tuple[Instead, ...]:
        """Why something else is offered first to somebody with these marks; empty where nothing speaks against it."""
        held = set(marks)
        return tuple(one for one in self.instead if one.mark in held)


def lines_for(lines: Sequence[Line], marks: Iterable[str]) -> tuple[Line, ...]:
    """The sentences, without those that are not for somebody with these marks."""
    held = set(marks)
    return tuple(line for line in lines if not held & set(line.not_for))


def line(given: Any) -> Line:
    """From a pair ``[seconds, words]`` or from text: ``"30 heart eating | words"`` or only ``"words"``."""
    if isinstance(given, list | tuple):
        return Line(str(given[1]).strip(), float(given[0]))
    found = _LINE.fullmatch(str(given).strip())
    if found is None:
        return Line("")
    seconds, marks = 0.0, []
    for part in (found["head"] or "").split():
        if re.fullmatch(r"\d+(?:\.\d+)?", part):
            seconds = float(part)
        else:
            marks.append(part)
    return Line(found["say"].strip(), seconds, tuple(marks))


def as_text(one: Line) -> str:
    """A line as ``line`` reads it."""
    head = " ".join([*([f"{one.seconds:g}"] if one.seconds else []), *one.not_for])
    return f"{head} | {one.say}" if head else one.say


def exercise(given: Mapping[str, Any] | None) -> Exercise | None:
    """What runs, from a file."""
    if given is None:
        return None
    return Exercise(
        kind=str(given["kind"]),
        minutes=float(given.get("minutes", 0)),
        rounds=int(given.get("rounds", 0)),
        ways=tuple(
            Way(way["name"], float(way["cycle"]), tuple((what, float(seconds)) for what, seconds in way["phases"]))
            for way in given.get("ways", ())
        ),
        lines=tuple(line(one) for one in given.get("lines", ())),
        own_pace=bool(given.get("own_pace", False)),
        boxes=tuple(
            Box(one["name"], one["label"], one["kind"], one.get("hint", ""), int(one.get("most", 0)))
            for one in given.get("fields", ())
        ),
    )


def strategy(given: Mapping[str, Any], *, reviewed_by: str = "", ours: bool = True) -> Strategy:
    """One strategy from a file, or from the same shape kept in a row."""
    proof = given.get("evidence", {})
    how = tuple(line(one) for one in given["how"])
    tags = [*given.get("serves", ()), *given.get("moods", ()), given["family"]]
    return Strategy(
        key=str(given["id"]),
        version=int(given["version"]),
        name=given["name"],
        family=given["family"],
        what=given["what"],
        how=how,
        minutes=int(given["minutes"]),
        moods=tuple(given.get("moods", ())),
        serves=tuple(given.get("serves", ())),
        place=given.get("place", "anywhere"),
        energy=given.get("energy", "little"),
        discreet=bool(given.get("discreet", False)),
        cautions=tuple(given.get("cautions", ())),
        instead=tuple(Instead(one["if"], tuple(one["offer"]), one["why"]) for one in given.get("instead", ())),
        variants=tuple((one["for"], one["say"]) for one in given.get("variants", ())),
        grade=proof.get("grade", "practice"),
        evidence=proof.get("say", ""),
        sources=tuple(given.get("sources", ())),
        exercise=exercise(given.get("exercise")),
        reviewed_by=given.get("reviewed_by", "") or reviewed_by,
        ours=ours,
        named=frozenset(fold(given["name"]).split()),
        said=frozenset(fold(" ".join([given["what"], *(one.say for one in how), *tags])).split()),
    )


def fold(text: str) -> str:
    """Small letters without marks, only words, one space between them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(plain))
