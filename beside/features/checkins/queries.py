"""Reading a person's own side; every function is for that person alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from beside.core.prepared import Prepared
from beside.features.checkins import sealing
from beside.features.checkins.core.entries import Entry, first_of
from beside.features.checkins.models import Event, Month, Own, Taken, Tracker
from beside.foundation.accounts.models import Person

_FIRST_MOMENT: Final = datetime(1950, 1, 1, tzinfo=UTC)
_MONTHS = Prepared(
    lambda person, since, until: (
        Month.objects.filter(person=person, first__gte=since, first__lte=until)
        .values_list("first", "sealed")
        .order_by("first")
    ),
    3,
    days=(1, 2),
)
_FIRSTS = Prepared(lambda person: Month.objects.filter(person=person).values_list("first").order_by("-first"))
_WISHES = Prepared(lambda person: Own.objects.filter(person=person))
_TRACKERS = Prepared(lambda person: Tracker.objects.filter(person=person).order_by("pk"))
_EVENTS = Prepared(lambda person: Event.objects.filter(person=person))
_TAKEN = Prepared(
    lambda person, since: (
        Taken.objects.filter(person=person, at__gte=since).values_list("ref", "sealed").order_by("at", "pk")
    ),
    2,
    moments=(1,),
)


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


def entries(person: Person, since: date = date.min, until: date = date.max) -> list[Entry]:
    """Check-ins from the one day to the other, both included, in their order."""
    rows = _MONTHS.read(person.pk, first_of(since), until)
    return [one for first, sealed in rows for one in sealing.open_month(person.pk, first, sealed, since, until)]


def months(person: Person) -> list[date]:
    """The months that hold something, newest first."""
    return [first for (first,) in _FIRSTS.read(person.pk)]


def entry(person: Person, first: date, ref: str) -> Entry | None:
    """One check-in of that month."""
    row = Month.objects.filter(person=person, first=first).first()
    return next((one for one in sealing.opened(row) if one.ref == ref), None) if row is not None else None


def wishes(person: Person) -> Own:
    """The person's wishes; as they come where nothing was said."""
    return _WISHES.first(person.pk) or Own(person=person)


def trackers(person: Person, *, archived: bool = False) -> list[Tracked]:
    """The person's trackers in the order in which they were made; with ``archived`` those put away, too."""
    rows = [row for row in _TRACKERS.objects(person.pk) if archived or row.archived_at is None]
    return [_tracked(row, sealing.open_row(row)) for row in rows]


def _tracked(row: Tracker, held: dict[str, Any]) -> Tracked:
    kind, unit = held.get("kind", "yes"), held.get("unit", "")
    return Tracked(row.ref, held.get("name", ""), kind, unit, row.archived_at is not None)


def events(person: Person, since: date | None = None, until: date | None = None) -> list[Marked]:
    """Days the person marked, oldest first."""
    found = [_marked(row) for row in _EVENTS.objects(person.pk)]
    return sorted(_between(found, since, until), key=lambda one: (one.day, one.ref))


def _between(found: Iterable[Marked], since: date | None, until: date | None) -> list[Marked]:
    return [one for one in found if (since is None or one.day >= since) and (until is None or one.day <= until)]


def _marked(row: Event) -> Marked:
    held = sealing.open_row(row)
    return Marked(row.ref, date.fromisoformat(held.get("day", "1950-01-01")), held.get("words", ""))


def results(person: Person, measure: str | None = None, since: date | None = None) -> list[Result]:
    """What the person answered, oldest first."""
    # Where they live the day may have been another one; two days more are opened, and then looked at.
    start = datetime.combine(since - timedelta(days=2), time(), UTC) if since is not None else _FIRST_MOMENT
    rows = _TAKEN.rows(person.pk, start)
    found = [_result(ref, sealing.open_ref(Taken, person.pk, ref, bytes(sealed))) for ref, sealed in rows]
    return [one for one in found if (measure is None or one.measure == measure) and (since is None or one.day >= since)]


def result_of(row: Taken) -> Result:
    """One result, opened."""
    return _result(row.ref, sealing.open_row(row))


def _result(ref: str, held: dict[str, Any]) -> Result:
    return Result(
        ref=ref,
        measure=held["measure"],
        version=held["version"],
        language=held["language"],
        sha256=held["sha256"],
        day=date.fromisoformat(held["day"]),
        score=held["score"],
        answers={int(number): value for number, value in held["answers"].items()},
    )
