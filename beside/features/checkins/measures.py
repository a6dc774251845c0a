"""The measures as they were published: read once, each checked against its lock. A wording is never changed here.

A measure whose file is not what the lock says does not start: neither does the service (``beside check``).
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.core.checks import Error
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.features.checkins.core import scoring

FOLDER: Final = Path(__file__).with_name("content")
PACK: Final = "noncommercial"
FIRST_ON: Final = ("phq-8", "gad-7", "ucla-3")
# What each is about, in our own words; never what somebody has.
ABOUT: Final[dict[str, "Promise"]] = {
    "phq-8": _("How low mood has been, in the last two weeks"),
    "phq-9": _("How low mood has been, in the last two weeks, with a question about thoughts of death"),
    "phq-2": _("Low mood, in two questions"),
    "gad-7": _("How much worry there has been, in the last two weeks"),
    "gad-2": _("Worry, in two questions"),
    "ucla-3": _("Feeling alone"),
    "who-5": _("How well you have felt, in the last two weeks"),
}


class Changed(Exception):
    """A measure is not worded as it was published."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer."""

    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question. One that is not scored may be left out."""

    n: int
    text: str
    options: tuple[Option, ...]
    scored: bool

    def said(self, value: int | None) -> str:
        """The answer in the measure's own words."""
        return next((one.text for one in self.options if one.value == value), "")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure in one language. ``sha256`` is of the whole file: whoever answers, answers this wording."""

    id: str
    version: str
    language: str
    name: str
    stem: str
    items: tuple[Item, ...]
    lowest: int
    highest: int
    more_is: str
    bands: tuple[tuple[int, int, str], ...]
    change: int | None
    change_source: str
    notice: str
    sources: tuple[str, ...]
    pack: str
    needs_pathway: bool
    help_item: int | None
    sha256: str

    @property
    def about(self) -> "Promise":
        """What it asks about, in our words."""
        return ABOUT[self.id]

    def score(self, answers: dict[int, int]) -> int:
        """By the published rule. Raises ``Partial``, ``OutOfScale``."""
        return scoring.SCORES[self.id](answers)


def _read(path: Path) -> Measure:
    data = path.read_bytes()
    given: dict[str, Any] = json.loads(data)
    change = given["change"] or {}
    return Measure(
        **{key: given[key] for key in ("id", "version", "language", "name", "stem", "lowest", "highest", "more_is")},
        items=tuple(
            Item(one["n"], one["text"], _options(one.get("options", given["options"])), one.get("scored", True))
            for one in given["items"]
        ),
        bands=tuple((low, high, words) for low, high, words in given["bands"]),
        change=change.get("points"),
        change_source=change.get("source", ""),
        notice=given["notice"],
        sources=tuple(given["sources"]),
        pack=given.get("pack", ""),
        needs_pathway=given.get("needs") == "pathway",
        help_item=given.get("help_item"),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _options(given: list[dict[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(one["value"], one["text"]) for one in given)


def wrong_with(folder: Path = FOLDER) -> list[str]:
    """What is not as the lock says, file by file; empty when every wording is the published one."""
    lock: dict[str, str] = json.loads((folder / "lock.json").read_text(encoding="utf-8"))
    there = {str(path.relative_to(folder)): path for path in folder.rglob("*.json") if path.name != "lock.json"}
    found = [f"{name} is not in lock.json" for name in sorted(there.keys() - lock.keys())]
    found += [
        f"{name} is locked and not there" for name in sorted(lock.keys() - there.keys()) if not _taken_out(folder, name)
    ]
    for name in sorted(there.keys() & lock.keys()):
        if hashlib.sha256(there[name].read_bytes()).hexdigest() != lock[name]:
            found.append(f"{name} is not worded as it was locked")
    return found


def _taken_out(folder: Path, name: str) -> bool:
    """Whether it belongs to a pack that was removed whole, as its terms may ask."""
    return name.startswith("packs/") and not (folder / name).parent.is_dir()


@cache
def shipped() -> dict[str, Measure]:
    """Every measure that comes with Beside, by its id, in the order in which they are shown. Raises ``Changed``."""
    wrong = wrong_with()
    if wrong:
        raise Changed("; ".join(wrong))
    read = {one.id: one for one in map(_read, FOLDER.rglob("*.en.json"))}
    return {id: read[id] for id in ABOUT if id in read}


def licence(pack: str) -> str:
    """The terms of a pack, as they stand beside it; empty where the pack was taken out."""
    path = FOLDER / "packs" / pack / "LICENCE.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def check(app_configs: Any = None, **more: Any) -> list[Error]:
    """For ``beside check`` and the start of the service."""
    return [Error(f"Measures: {one}.", id="checkins.E001") for one in wrong_with()]
