"""One's own, or not there."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from beside.features.checkins import measures, measuring, queries
from beside.features.checkins.core.entries import Entry
from beside.features.checkins.measures import Measure
from beside.features.checkins.models import Event, Taken, Tracker
from beside.foundation.accounts.models import Person


def entry(person: Person, month: str, ref: str) -> Entry:
    """One's own check-in of a month like 2026-11. Raises 404."""
    try:
        found = queries.entry(person, date.fromisoformat(f"{month}-01"), ref)
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found


def tracker(person: Person, ref: str) -> Tracker:
    """One's own tracker, also put away. Raises 404."""
    return get_object_or_404(Tracker, person=person, ref=ref)


def event(person: Person, ref: str) -> Event:
    """A day one marked. Raises 404."""
    return get_object_or_404(Event, person=person, ref=ref)


def result(person: Person, ref: str) -> Taken:
    """One's own result. Raises 404."""
    return get_object_or_404(Taken, person=person, ref=ref)


def offered(name: str) -> Measure:
    """A measure that can be answered here now. Raises 404."""
    found = next((one for one in measuring.offered() if one.id == name), None)
    if found is None:
        raise Http404
    return found


def shipped(name: str) -> Measure:
    """Any measure, for operators. Raises 404."""
    found = measures.shipped().get(name)
    if found is None:
        raise Http404
    return found
