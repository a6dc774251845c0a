"""The strategies as they stand now: what comes with Beside, and over it what the organisation worded, added or hid.

Kept in memory; one short question to the database tells whether it is still the newest, in every process.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.utils.translation import get_language

from beside.core.prepared import Prepared
from beside.features.toolkit.core.strategy import Strategy, strategy
from beside.features.toolkit.models import StrategyVersion

FIRST: Final = "en"
_STAMP = Prepared(lambda: StrategyVersion.objects.order_by("-pk").values_list("pk", "at")[:1], 0)


@dataclass(frozen=True, slots=True)
class Library:
    """Shown strategies by key, in the order of the file; ``hidden`` are those the organisation does not offer."""

    shown: Mapping[str, Strategy]
    hidden: Mapping[str, Strategy]

    @property
    def all(self) -> list[Strategy]:
        """The shown ones."""
        return list(self.shown.values())


_held: dict[str, tuple[tuple[Any, ...] | None, Library]] = {}


def library(language: str = "") -> Library:
    """The library in a language, where words in that language exist; else in English."""
    wanted = _known(language or get_language() or FIRST)
    stamp = next(iter(_STAMP.rows()), None)
    held = _held.get(wanted)
    if held is None or held[0] != stamp:
        held = (stamp, _made(wanted))
        _held[wanted] = held
    return held[1]


@cache
def shipped(language: str = FIRST) -> Mapping[str, Mapping[str, Any]]:
    """What comes with Beside, by key, as plain values."""
    folder = files(__package__).joinpath("content")
    text = folder.joinpath(f"strategies.{language}.json").read_text(encoding="utf-8")
    whole = json.loads(text)
    about = whole["about"]
    return {row["id"]: {"reviewed_by": about.get("reviewed_by", ""), **row} for row in whole["strategies"]}


@cache
def languages() -> tuple[str, ...]:
    """Languages there is a content file for."""
    names = (path.name for path in files(__package__).joinpath("content").iterdir())
    return tuple(sorted(name.split(".")[1] for name in names if name.startswith("strategies.")))


def _known(language: str) -> str:
    for code in (language.casefold(), language.casefold().split("-")[0]):
        if code in languages():
            return code
    return FIRST


def newest(language: str = FIRST) -> dict[str, StrategyVersion]:
    """The row that holds for each key the organisation touched."""
    return {row.key: row for row in StrategyVersion.objects.filter(language=language).order_by("pk")}


def _made(language: str) -> Library:
    whole: dict[str, Mapping[str, Any]] = {**shipped(FIRST), **shipped(language)}
    ours = set(whole)
    hidden: set[str] = set()
    for wanted in dict.fromkeys((FIRST, language)):
        for key, row in newest(wanted).items():
            if row.body:
                whole[key] = {**row.body, "id": key, "version": row.number, "reviewed_by": row.reviewed_by}
            if row.hidden:
                hidden.add(key)
            else:
                hidden.discard(key)
    read = {key: strategy(values, ours=key in ours) for key, values in whole.items()}
    return Library(
        {key: one for key, one in read.items() if key not in hidden},
        {key: one for key, one in read.items() if key in hidden},
    )
