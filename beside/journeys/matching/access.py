"""Fetching what belongs to the meeting of two people. "Not yours" looks like "not there"."""

from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.journeys.matching import queries
from beside.journeys.matching.models import Appointment, Availability, Offer, Request


def own_request(person: Person) -> Request:
    """The person's request that still waits. Raises 404."""
    found = queries.open_request(person)
    if found is None:
        raise Http404
    return found


def own_offer(ref: str, peer: Person) -> Offer:
    """A question put to this peer, also one that has lapsed: they are told what became of it. Raises 404."""
    found = Offer.objects.select_related("request__person").filter(ref=ref, peer=peer).first()
    if found is None:
        raise Http404
    return found


def own_availability(ref: str, peer: Person) -> Availability:
    """A stretch of time of this peer's. Raises 404."""
    found = Availability.objects.filter(ref=ref, peer=peer, ended_at=None).first()
    if found is None:
        raise Http404
    return found


def own_appointment(ref: str, peer: Person) -> Appointment:
    """An appointment this peer agreed to. Raises 404."""
    found = Appointment.objects.filter(ref=ref, peer=peer).first()
    if found is None:
        raise Http404
    return found


def someone(ref: str) -> Person:
    """Whoever has this public name; whether they may be asked is for ``actions.choose_peer``. Raises 404."""
    found = Person.objects.filter(ref=ref, erased_at=None, is_active=True).first()
    if found is None:
        raise Http404
    return found
