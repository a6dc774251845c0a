"""Reading a person's own side; every function is for that person alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from beside.features.checkins import sealing
from beside.features.checkins.core.entries import Entry, first_of
from beside.features.checkins.models import Event, Month, Own, Taken, Tracker
from beside.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracker, opened. ``kind`` is "yes", "strength" or "number"."""

    ref: str
    name: str
    kind: str
    unit: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A day that mattered."""

    ref: str
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Result:
    """A measure that was answered."""

    ref: str
    measure: str
    version: str
    language: str
    sha256: str
    day: date
    score: int
    answers: dict[int, int]


def entries(person: Person, since: date | None = None, until: date | None = None) -> list[Entry]:
    """Check-ins from the one day to the other, both included, in their order."""
    rows = Month.objects.filter(person=person).order_by("first")
    if since is not None:
        rows = rows.filter(first__gte=first_of(since))
    if until is not None:
        rows = rows.filter(first__lte=until)
    return [
        one
        for row in rows
        for one in sealing.opened(row)
        if (since is None or one.day >= since) and (until is None or one.day <= until)
    ]


def months(person: Person) -> list[date]:
    """The months that hold something, newest first."""
    return list(Month.objects.filter(person=person).order_by("-first").values_list("first", flat=True))


def entry(person: Person, first: date, ref: str) -> Entry | None:
    """One check-in of that month."""
    row = Month.objects.filter(person=person, first=first).first()
    return next((one for one in sealing.opened(row) if one.ref == ref), None) if row is not None else None


def wishes(person: Person) -> Own:
    """The person's wishes; as they come where nothing was said."""
    return Own.objects.filter(person=person).first() or Own(person=person)


def trackers(person: Person, *, archived: bool = False) -> list[Tracked]:
    """The person's trackers in the order in which they were made; with ``archived`` those put away, too."""
    rows = Tracker.objects.filter(person=person).order_by("pk")
    if not archived:
        rows = rows.filter(archived_at=None)
    return [_tracked(row, sealing.open_row(row)) for row in rows]


def _tracked(row: Tracker, held: dict[str, Any]) -> Tracked:
    kind, unit = held.get("kind", "yes"), held.get("unit", "")
    return Tracked(row.ref, held.get("name", ""), kind, unit, row.archived_at is not None)


def events(person: Person, since: date | None = None, until: date | None = None) -> list[Marked]:
    """Days the person marked, oldest first."""
    found = [_marked(row) for row in Event.objects.filter(person=person)]
    return sorted(_between(found, since, until), key=lambda one: (one.day, one.ref))


def _between(found: Iterable[Marked], since: date | None, until: date | None) -> list[Marked]:
    return [one for one in found if (since is None or one.day >= since) and (until is None or one.day <= until)]


def _marked(row: Event) -> Marked:
    held = sealing.open_row(row)
    return Marked(row.ref, date.fromisoformat(held.get("day", "1950-01-01")), held.get("words", ""))


def results(person: Person, measure: str | None = None, since: date | None = None) -> list[Result]:
    """What the person answered, oldest first."""
    rows = Taken.objects.filter(person=person).order_by("at", "pk")
    if since is not None:
        # Where they live the day may have been another one; two days more are opened, and then looked at.
        rows = rows.filter(at__gte=datetime.combine(since - timedelta(days=2), time(), UTC))
    found = [result_of(row) for row in rows]
    return [one for one in found if (measure is None or one.measure == measure) and (since is None or one.day >= since)]


def result_of(row: Taken) -> Result:
    """One result, opened."""
    held = sealing.open_row(row)
    return Result(
        ref=row.ref,
        measure=held["measure"],
        version=held["version"],
        language=held["language"],
        sha256=held["sha256"],
        day=date.fromisoformat(held["day"]),
        score=held["score"],
        answers={int(number): value for number, value in held["answers"].items()},
    )
