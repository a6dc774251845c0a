"""What this side holds on a person: theirs alone, so all of it exports and all of it goes."""

from collections.abc import Iterator
from typing import Any

from beside.features.checkins import queries, sealing
from beside.features.checkins.models import Before, Event, Month, Offered, Own, Pathway, Taken, Tracker
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding


def register() -> None:
    """Everything, and (for operators) traces of what they decided."""
    personal.register(
        Holding(Month, "check-ins", _entries, _forget_months),
        Holding(Tracker, "what I keep an eye on", _trackers, _forget_trackers),
        Holding(Event, "days I marked", _events, _forget_events),
        Holding(Taken, "measures I answered", _results, _forget_results),
        Holding(Before, "what I can still bring back", _before, _forget_before),
        Holding(Own, "reminders of check-ins", _wishes, _forget_wishes),
        Holding(Offered, "measures I switched", _switched, _forget_switched),
        Holding(Pathway, "pathways I wrote down", _pathways, _forget_pathways),
    )


def _entries(person: Person) -> Iterator[dict[str, Any]]:
    names = {one.ref: one.name for one in queries.trackers(person, archived=True)}
    for one in queries.entries(person):
        yield {
            "day": one.day.isoformat(),
            "at": one.at.isoformat() if one.at else None,
            "mood": one.mood,
            "energy": one.energy,
            "sleep": one.sleep,
            "line": one.line,
            "trackers": {names.get(ref, ref): value for ref, value in one.marks.items()},
        }


def _trackers(person: Person) -> Iterator[dict[str, Any]]:
    for one in queries.trackers(person, archived=True):
        yield {"name": one.name, "kind": one.kind, "unit": one.unit, "put_away": one.archived}


def _events(person: Person) -> Iterator[dict[str, Any]]:
    for one in queries.events(person):
        yield {"day": one.day.isoformat(), "words": one.words}


def _results(person: Person) -> Iterator[dict[str, Any]]:
    for one in queries.results(person):
        yield {
            "measure": one.measure,
            "version": one.version,
            "language": one.language,
            "wording_sha256": one.sha256,
            "day": one.day.isoformat(),
            "score": one.score,
            "answers": {str(number): value for number, value in one.answers.items()},
        }


def _before(person: Person) -> Iterator[dict[str, Any]]:
    for row in Before.objects.filter(person=person).order_by("pk"):
        yield {"what": row.what, "at": row.at.isoformat(), "as_it_stood": sealing.open_before(row)}


def _wishes(person: Person) -> Iterator[dict[str, Any]]:
    for row in Own.objects.filter(person=person):
        yield {
            "remind_at": row.remind_at.isoformat() if row.remind_at else None,
            "offer_weeks": row.offer_weeks,
            "rested_on": row.rested_on.isoformat() if row.rested_on else None,
        }


def _forget_months(person: Person) -> None:
    Month.objects.filter(person=person).delete()


def _forget_trackers(person: Person) -> None:
    Tracker.objects.filter(person=person).delete()


def _forget_events(person: Person) -> None:
    Event.objects.filter(person=person).delete()


def _forget_results(person: Person) -> None:
    Taken.objects.filter(person=person).delete()


def _forget_before(person: Person) -> None:
    Before.objects.filter(person=person).delete()


def _forget_wishes(person: Person) -> None:
    Own.objects.filter(person=person).delete()


def _switched(person: Person) -> Iterator[dict[str, Any]]:
    for row in Offered.objects.filter(by=person).order_by("pk"):
        yield {"measure": row.measure, "on": row.on, "at": row.at.isoformat()}


def _pathways(person: Person) -> Iterator[dict[str, Any]]:
    for row in Pathway.objects.filter(by=person).order_by("pk"):
        yield {"words": row.words, "at": row.at.isoformat()}


def _forget_switched(person: Person) -> None:
    Offered.objects.filter(by=person).update(by=None)


def _forget_pathways(person: Person) -> None:
    Pathway.objects.filter(by=person).update(by=None)
    Pathway.objects.filter(ended_by=person).update(ended_by=None)
