"""A few months of somebody's own side, for the walk through all pages and for journeys; ``tests.world`` asks for it."""

from datetime import timedelta
from typing import Any

from beside.features.checkins import keeping, measures, measuring, queries, tracking
from beside.features.checkins.core.entries import Entry
from beside.foundation.accounts.models import Person


def fill(person: Person, operator: Person) -> None:
    """Check-ins, trackers (one put away), a marked day, two results, and a pathway that stands."""
    today = keeping.today(person)
    walk = tracking.add("A walk", "yes", actor=person)
    cups = tracking.add("Coffee", "number", "cups", actor=person)
    tracking.archive(tracking.add("Urges", "strength", actor=person), actor=person)
    for back in range(0, 120, 3):
        marks = {walk.ref: 1.0, cups.ref: float(back % 4)}
        entry = Entry(
            "", today - timedelta(days=back), mood=1 + back % 5, energy=3, sleep=2, line="A day.", marks=marks
        )
        keeping.keep(entry, actor=person)
    keeping.keep(Entry("", today - timedelta(days=365), mood=2, line="The kettle is on."), actor=person)
    tracking.mark(today - timedelta(days=12), "The new flat", actor=person)
    measuring.write_pathway("Maple or Juniper, by Ask the person on call, from nine to nine.", actor=operator)
    for value in (2, 1):
        measuring.take(measures.shipped()["phq-8"], dict.fromkeys(range(1, 9), value), actor=person)
    answers = dict.fromkeys(range(1, 10), 1)
    measuring.take(measures.shipped()["phq-9"], answers, actor=person)


def kept(person: Person) -> list[dict[str, Any]]:
    """Somebody's check-ins: day, mood, line, and how many of their trackers speak."""
    return [
        {"day": one.day.isoformat(), "mood": one.mood, "line": one.line, "marks": len(one.marks)}
        for one in queries.entries(person)
    ]


def scores(person: Person) -> list[list[Any]]:
    """Somebody's results: measure and score."""
    return [[one.measure, one.score] for one in queries.results(person)]


def pathway(operator: Person, words: str) -> None:
    """Somebody is there for those who answer PHQ-9; without words nobody is."""
    if words:
        measuring.write_pathway(words, actor=operator)
    else:
        measuring.end_pathway(actor=operator)
