"""Fourteen months of check-ins of three people, with what they keep an eye on, measures, and days that mattered.

Written month by month rather than one by one: hundreds of presses would only fill the log.
"""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.features.checkins import keeping, measures, measuring, reminding, sealing, tracking
from beside.features.checkins.core.entries import Entry, first_of
from beside.features.checkins.models import Month, Taken
from beside.foundation.accounts.models import Person
from beside.interfaces.cli.demo.arriving import People

_DAYS: Final = 425
_LINES: Final = (
    "Rain on the roof all morning. I liked it.", "Said no to something, and the sky stayed up.",
    "Slept through. First time in a while.", "The bus was too full. I got off and walked.",
    "Soup from the neighbour. Nothing else to report.", "A heavy one. Went to bed at eight.",
    "Called my sister back.", "Two good hours in the middle.", "Tired in the bones.",
    "The blackbird is back on the aerial.",
)  # fmt: skip
# Sign-in: how low it began, how far it rose, how often something was said (one day in …), days that mattered.
_WHO: Final = {
    "marigold": (
        2.2, 1.5, 1.25, ((390, "The night in the hospital"), (210, "Began at the library"), (40, "A year dry")),
    ),
    "pebble": (2.9, 0.3, 2.0, ((150, "Moved in with Nell"),)),
    "linnet": (3.4, 0.4, 1.6, ((260, "Mum's operation"), (95, "Back at work, mornings"))),
}  # fmt: skip
_TRACKED: Final = {
    "marigold": (("A walk", "yes", ""), ("Medicine taken", "yes", ""), ("Urge to drink", "strength", "")),
    "pebble": (("Pages read", "number", "pages"),),
    "linnet": (("Cycle began", "yes", ""),),
}


def look_back(people: People, present: datetime) -> None:
    """All of it, in the caller's transaction."""
    for number, (name, (begins, rises, every, marked)) in enumerate(_WHO.items()):
        person = people[name]
        tracked = {label: tracking.add(label, kind, unit, actor=person).ref for label, kind, unit in _TRACKED[name]}
        today = keeping.today(person, present)
        _months(person, today, number, (begins, rises, every), tracked)
        for days, words in marked:
            tracking.mark(today - timedelta(days=days), words, actor=person)
        for measure in ("phq-8", "gad-7"):
            _results(person, today, measure, begins, rises)
    reminding.choose(time(20, 30), 4, actor=people["marigold"])


def _noise(day: date, which: int, size: int) -> int:
    """A number below ``size`` that looks like chance and is the same every time."""
    mixed = (day.toordinal() * 2654435761 + which * 40503) & 0xFFFFFFFF
    return (mixed ^ (mixed >> 13)) * 69069 % 4294967296 // 65536 % size


def _months(
    person: Person, today: date, which: int, shape: tuple[float, float, float], tracked: Mapping[str, str]
) -> None:
    held: dict[date, list[Entry]] = {}
    for back in range(_DAYS, 0, -1):
        day = today - timedelta(days=back)
        if _noise(day, which, 100) < 100 / shape[2]:
            entry = _one(day, 1 - back / _DAYS, which, shape, tracked)
            held.setdefault(first_of(day), []).append(entry)
    for first, entries in held.items():
        row = Month(person=person, first=first, sealed=sealing.seal_month(person, first, entries))
        row.changed_at = datetime.combine(entries[-1].day, time(20), UTC)
        row.save()


def _one(day: date, gone: float, which: int, shape: tuple[float, float, float], tracked: Mapping[str, str]) -> Entry:
    wave = 0.7 * math.sin(day.toordinal() / 17 + which)
    mood = shape[0] + shape[1] * gone + wave + (_noise(day, which + 7, 5) - 2) * 0.45
    said = _within(mood)
    return Entry(
        ref=new_ref(),
        day=day,
        at=datetime.combine(day, time(17 + _noise(day, which + 3, 4), _noise(day, which + 4, 60)), UTC),
        mood=said,
        energy=_within(mood + _noise(day, which + 11, 3) - 1) if _noise(day, which + 12, 3) else None,
        sleep=_within(mood + _noise(day, which + 13, 3) - 1) if _noise(day, which + 14, 4) else None,
        line=_LINES[_noise(day, which + 5, len(_LINES))] if _noise(day, which + 6, 5) == 0 or gone < 0.16 else "",
        marks=_marks(day, said, which, tracked),
    )


def _within(value: float) -> int:
    return min(5, max(1, round(value)))


def _marks(day: date, mood: int, which: int, tracked: Mapping[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for number, (label, ref) in enumerate(tracked.items()):
        chance = _noise(day, which + 20 + number, 10)
        if label == "Urge to drink":
            found[ref] = max(0, 9 - 2 * mood + chance // 4)
        elif label == "Pages read":
            found[ref] = 5 + 3 * chance
        elif label == "Cycle began":
            if day.toordinal() % 29 == 0:
                found[ref] = 1
        elif chance < 7:
            found[ref] = 1
    return found


def _results(person: Person, today: date, name: str, begins: float, rises: float) -> None:
    """One about every four weeks, the newest a few days ago."""
    measure = measures.shipped()[name]
    for back in range(400, 0, -30):
        day = today - timedelta(days=back)
        level = 3.4 - (begins + rises * (1 - back / _DAYS)) * 0.72
        answers = {
            one.n: min(3, max(0, round(level + (_noise(day, one.n, 3) - 1) * 0.6)))
            for one in measure.items
            if one.scored
        }
        row = Taken(person=person, at=now() - timedelta(days=back))
        sealing.seal_row(row, measuring.held(measure, answers, measure.score(answers), day))
        row.save()
