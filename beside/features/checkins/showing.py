"""Check-ins as pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beside.features.checkins import keeping, queries
from beside.features.checkins.core.entries import Entry
from beside.features.checkins.queries import Tracked
from beside.features.checkins.words import ENERGY, MOODS, SLEEP
from beside.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Shown:
    """One check-in in words. ``facts`` are energy, sleep and trackers."""

    href: str
    at: datetime | None
    mood: str
    line: str
    facts: str


def href(entry: Entry) -> str:
    """The address of a check-in."""
    return f"/checkins/{entry.day:%Y-%m}/{entry.ref}"


def in_words(entry: Entry, trackers: Mapping[str, Tracked]) -> Shown:
    """One check-in."""
    mood, *facts = _said(entry.mood, entry.energy, entry.sleep, get_language())
    facts += [mark_in_words(trackers[ref], value) for ref, value in entry.marks.items() if ref in trackers]
    return Shown(href(entry), entry.at, mood, entry.line, " · ".join(facts))


@lru_cache(maxsize=1_024)  # a hundred and fifty for each language: a month says few of them, over and over
def _said(mood: int | None, energy: int | None, sleep: int | None, _language: str | None) -> tuple[str, ...]:
    said = [str(MOODS[mood]) if mood is not None else ""]
    if energy is not None:
        said.append(_("Strength: %(word)s") % {"word": ENERGY[energy]})
    if sleep is not None:
        said.append(_("Sleep: %(word)s") % {"word": SLEEP[sleep]})
    return tuple(said)


def mark_in_words(one: Tracked, value: float) -> str:
    """What a tracker says."""
    if one.kind == "yes":
        return one.name
    unit = f" {one.unit}" if one.unit else ""
    return f"{one.name}: {value:g}{unit}"


def by_day(entries: Iterable[Entry], trackers: Iterable[Tracked]) -> list[dict[str, Any]]:
    """Days with what was said on them, newest first: {"day", "said"}."""
    known = {one.ref: one for one in trackers}
    held: dict[date, list[Shown]] = {}
    for entry in entries:
        held.setdefault(entry.day, []).append(in_words(entry, known))
    return [{"day": day, "said": said} for day, said in sorted(held.items(), reverse=True)]


def arriving(person: Person) -> dict[str, object] | None:
    """What the mood row on Today shows; None on a day on which the person said *Not today*."""
    row = queries.wishes(person)
    day = keeping.today(person)
    said = next((one for one in reversed(queries.entries(person, day, day)) if one.mood is not None), None)
    if said is None and row.rested_on == day:
        return None
    return {
        "moods": list(MOODS.items()),
        "mood": said.mood if said is not None else None,
        "href": href(said) if said is not None else "/checkins/new",
        "line": said.line if said is not None else "",
    }
