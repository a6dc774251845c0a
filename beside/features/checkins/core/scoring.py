"""Scoring of measures: what is answered in, a number out. Each measure by its published rule and no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final


class Partial(ValueError):
    """A question that counts was not answered: no measure here defines a score then. ``missing`` says which."""

    def __init__(self, missing: Sequence[int]) -> None:
        super().__init__(f"not answered: {list(missing)}")
        self.missing = tuple(missing)


class OutOfScale(ValueError):
    """An answer that the measure does not offer."""

    def __init__(self, number: int, value: int) -> None:
        super().__init__(f"question {number} has no answer {value}")
        self.number, self.value = number, value


def _sum(answers: Mapping[int, int], count: int, lowest: int, highest: int) -> int:
    """The plain sum of questions 1 to ``count``, each from ``lowest`` to ``highest``."""
    missing = [number for number in range(1, count + 1) if number not in answers]
    if missing:
        raise Partial(missing)
    for number in range(1, count + 1):
        value = answers[number]
        if isinstance(value, bool) or not lowest <= value <= highest:
            raise OutOfScale(number, value)
    return sum(answers[number] for number in range(1, count + 1))


def phq9(answers: Mapping[int, int]) -> int:
    """0 to 27. Question 10, how hard it has been, does not count."""
    return _sum(answers, 9, 0, 3)


def phq8(answers: Mapping[int, int]) -> int:
    """0 to 24: PHQ-9 without its ninth question."""
    return _sum(answers, 8, 0, 3)


def phq2(answers: Mapping[int, int]) -> int:
    """0 to 6: the first two questions of PHQ-9."""
    return _sum(answers, 2, 0, 3)


def gad7(answers: Mapping[int, int]) -> int:
    """0 to 21."""
    return _sum(answers, 7, 0, 3)


def gad2(answers: Mapping[int, int]) -> int:
    """0 to 6: the first two questions of GAD-7."""
    return _sum(answers, 2, 0, 3)


def ucla3(answers: Mapping[int, int]) -> int:
    """3 to 9. The direct question, the fourth, stands alone and does not count."""
    return _sum(answers, 3, 1, 3)


def who5(answers: Mapping[int, int]) -> int:
    """0 to 100: the sum of five questions, 0 to 5 each, times four."""
    return _sum(answers, 5, 0, 5) * 4


SCORES: Final[Mapping[str, Callable[[Mapping[int, int]], int]]] = {
    "phq-9": phq9,
    "phq-8": phq8,
    "phq-2": phq2,
    "gad-7": gad7,
    "gad-2": gad2,
    "ucla-3": ucla3,
    "who-5": who5,
}


@dataclass(frozen=True, slots=True)
class Change:
    """From one score to a later one. ``reliable`` None: nobody has published how far the measure wavers by itself."""

    points: int
    reliable: bool | None


def change(before: int, after: int, at_least: int | None) -> Change:
    """How far a score moved, and whether by more than the measure wavers by itself (``at_least``, as published)."""
    points = after - before
    return Change(points, None if at_least is None else abs(points) >= at_least)


def band(score: int, bands: Sequence[tuple[int, int, str]]) -> str:
    """What the authors call this score; empty where they published no bands."""
    return next((words for low, high, words in bands if low <= score <= high), "")
