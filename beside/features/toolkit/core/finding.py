"""Finding what may help now, among some dozens of strategies. Plain Python; a few tenths of a millisecond.

Nothing is ever forbidden: what somebody marked about themselves moves a strategy down and says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .strategy import Instead, Strategy, fold

_GRADES = {"many": 1.0, "some": 0.8, "part": 0.6, "small": 0.5, "mixed": 0.3, "little": 0.1, "practice": 0.2}


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody said: a feeling, a symptom, how many minutes, where, how much energy, or words to search."""

    mood: str = ""
    serves: str = ""
    minutes: int = 0
    public: bool = False
    little_energy: bool = False
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.mood or self.serves or self.minutes or self.public or self.little_energy or self.words)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the person: their marks, and how often each strategy was tried and was lighter afterwards."""

    marks: frozenset[str] = frozenset()
    tried: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: the strategy, what speaks against it for this person, and what their record says of it."""

    strategy: Strategy
    points: float
    against: tuple[Instead, ...] = ()
    tried: int = 0
    lighter: int = 0


def find(strategies: Sequence[Strategy], asked: Question, about: About | None = None, limit: int = 0) -> list[Found]:
    """The strategies that answer, best first. Those that something speaks against come after all others."""
    known = about or About()
    terms = tuple(fold(asked.words).split())
    found = []
    for one in strategies:
        points = _fits(one, asked) and _points(one, asked, terms)
        if points:
            tried, lighter = known.tried.get(one.key, (0, 0))
            against = one.against(known.marks)
            found.append(Found(one, points + _record(tried, lighter), against, tried, lighter))
    found.sort(key=lambda row: (bool(row.against), -row.points, row.strategy.name))
    return found[:limit] if limit else found


def instead_of(strategies: Mapping[str, Strategy], one: Strategy, marks: Iterable[str]) -> list[Strategy]:
    """What is offered first in place of ``one``; nothing that itself is offered otherwise for these marks."""
    held = set(marks)
    keys = dict.fromkeys(key for reason in one.against(held) for key in reason.offer)
    there = [strategies[key] for key in keys if key in strategies]
    return [other for other in there if not other.against(held)]


def _fits(one: Strategy, asked: Question) -> bool:
    if asked.mood and asked.mood not in one.moods:
        return False
    if asked.serves and asked.serves not in one.serves:
        return False
    if asked.minutes and not 0 < one.minutes <= asked.minutes:
        return False
    if asked.public and not (one.discreet and one.place != "home"):
        return False
    return not (asked.little_energy and one.energy != "little")


def _points(one: Strategy, asked: Question, terms: tuple[str, ...]) -> float:
    points = 1.0 + _GRADES.get(one.grade, 0)
    if asked.mood:
        # Earlier in the list of feelings it serves: made for it, rather than also of use.
        points += 3.0 - 0.4 * min(one.moods.index(asked.mood), 5)
    if asked.serves:
        points += 3.0 - 0.4 * min(one.serves.index(asked.serves), 5)
    if one.minutes == 0:
        points -= 2.0  # a rule for weeks is of less use right now
    if one.family == "safety":
        points += 10.0
    if one.energy == "little":
        points += 0.5
    if terms:
        hit = _search(one, terms)
        return points + hit if hit else 0.0
    return points


def _record(tried: int, lighter: int) -> float:
    """One's own record weighs once there is a little of it, and never against trying again."""
    return 4.0 * lighter / tried if tried >= 3 else 0.0


def _search(one: Strategy, terms: tuple[str, ...]) -> float:
    points = 0.0
    for term in terms:
        if any(word.startswith(term) for word in one.named):
            points += 4.0
        elif any(word.startswith(term) for word in one.said):
            points += 1.0
        else:
            return 0.0
    return points
