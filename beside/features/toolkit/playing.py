"""What a page gives the script of an exercise: a plan as plain values, with every word in it."""

import json
from typing import Any

from beside.features.toolkit.core.strategy import Exercise, Strategy
from beside.features.toolkit.labels import PLAYER

_LENGTHS = (1, 2, 3, 5, 10)


def plan(one: Strategy, marks: tuple[str, ...]) -> dict[str, Any] | None:
    """What runs for this person; None where nothing does."""
    runs = one.exercise
    if runs is None:
        return None
    if runs.kind == "breath":
        ways = [{"name": way.name, "phases": way.phases} for way in runs.ways_for(marks)]
        return {"kind": "breath", "ways": ways, "rounds": runs.rounds, "minutes": runs.minutes}
    if runs.kind == "guide":
        lines = [(line.seconds, line.say) for line in runs.lines_for(marks)]
        return {"kind": "guide", "lines": lines, "own": runs.own_pace}
    return {"kind": "timer", "minutes": runs.minutes} if runs.minutes else None


def shown(one: Strategy, marks: tuple[str, ...]) -> dict[str, Any] | None:
    """As templates take it: ``kind``, the plan as text, and what can be chosen before it begins."""
    made = plan(one, marks)
    if made is None or one.exercise is None:
        return None
    return {
        "kind": made["kind"],
        "plan": json.dumps(made, ensure_ascii=False),
        "words": json.dumps({name: str(text) for name, text in PLAYER.items()}, ensure_ascii=False),
        "ways": made.get("ways", []),
        "lengths": _lengths(one.exercise),
        "minutes": one.exercise.minutes,
        "timed": made["kind"] == "guide" and not made["own"],
        "key": one.key,
    }


def _lengths(runs: Exercise) -> list[int]:
    return [*_LENGTHS] if runs.kind == "breath" and runs.minutes else []
