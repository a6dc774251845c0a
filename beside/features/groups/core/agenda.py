"""How a session goes: steps in order, each with about how long and whether it begins with a round."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from beside.features.groups.core.room import AGENDA, IN_TURN

MOST: Final = 10
LONGEST_TITLE: Final = 40
LONGEST_WORDS: Final = 200
LONGEST_MINUTES: Final = 240


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``key`` names it in a room's events; ``title`` is empty for those every group knows (AGENDA)."""

    key: str
    title: str = ""
    words: str = ""
    minutes: int = 0
    turns: bool = False


USUAL: Final = tuple(Step(key, turns=key in IN_TURN) for key in AGENDA)


def read(kept: Any) -> tuple[Step, ...]:
    """The steps of a kept agenda; the usual ones where there is none."""
    if not isinstance(kept, list) or not kept:
        return USUAL
    return tuple(Step(**one) for one in kept)


def keep(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """The same as plain values; nothing for the usual ones, so that better usual ones reach every group."""
    found = tuple(steps)
    return [] if found == USUAL else [asdict(one) for one in found]


def make(given: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """An agenda of what somebody wrote, line by line: ``key`` of a known step or "", ``title``, ``words``, …

    Each ends with after-care, whatever was written. Raises ValueError: ``empty``, ``too_many``, ``twice``.
    """
    found: list[Step] = []
    for number, one in enumerate(given):
        key, title = str(one.get("key") or ""), " ".join(str(one.get("title") or "").split())[:LONGEST_TITLE]
        if key not in AGENDA:
            key = f"own-{number}"
            if not title:
                continue
        words = " ".join(str(one.get("words") or "").split())[:LONGEST_WORDS]
        minutes = min(max(int(one.get("minutes") or 0), 0), LONGEST_MINUTES)
        found.append(Step(key, title, words, minutes, bool(one.get("turns"))))
    found = [one for one in found if one.key != "after"] + [one for one in found if one.key == "after"][:1]
    if not found or found[-1].key != "after":
        found.append(Step("after"))
    if len(found) < 2:
        raise ValueError("empty")
    if len(found) > MOST:
        raise ValueError("too_many")
    if len({one.key for one in found}) < len(found):
        raise ValueError("twice")
    return tuple(found)
