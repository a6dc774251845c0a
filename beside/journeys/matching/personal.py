"""What the meeting of people holds on a person. Nobody's export tells what others answered."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.foundation.audit.actions import BESIDE
from beside.journeys.matching import actions, queries
from beside.journeys.matching.models import Appointment, Availability, Offer, Request, Rest


def register() -> None:
    """Requests, questions, being there, breaks, appointments."""
    personal.register(
        Holding(Request, "requests to talk", _requests, _forget_requests),
        Holding(Offer, "what you were asked as a peer", _offers, _forget_offers),
        Holding(Availability, "when you were there for others", _availability, _forget_availability),
        Holding(Rest, "breaks", _rests, _forget_rests),
        Holding(Appointment, "appointments as a peer", _appointments, _forget_appointments),
    )


def _requests(person: Person) -> Iterator[dict[str, Any]]:
    for row in Request.objects.filter(person=person).order_by("pk"):
        yield {
            "opened_at": row.opened_at.isoformat(),
            "wanted_at": _said(row.wanted_at),
            "about": queries.topic_names(row),
            "how": row.how,
            "severity": row.severity,
            "words": queries.words_of(row),
            "left_with_us_at": _said(row.left_with_us_at),
            "matched_at": _said(row.matched_at),
            "withdrawn_at": _said(row.withdrawn_at),
            "expired_at": _said(row.expired_at),
        }


def _offers(person: Person) -> Iterator[dict[str, Any]]:
    for row in Offer.objects.filter(peer=person).order_by("pk"):
        yield {
            "offered_at": row.offered_at.isoformat(),
            "for_at": _said(row.for_at),
            "answer": row.answer,
            "answered_at": _said(row.answered_at),
        }


def _availability(person: Person) -> Iterator[dict[str, Any]]:
    for row in Availability.objects.filter(peer=person).prefetch_related("topics").order_by("pk"):
        yield {
            "here_from": row.here_from.isoformat(),
            "here_until": row.here_until.isoformat(),
            "capacity": row.capacity,
            "how": row.how,
            "topics": sorted(topic.key for topic in row.topics.all()),
            "ended_at": _said(row.ended_at),
        }


def _rests(person: Person) -> Iterator[dict[str, Any]]:
    for row in Rest.objects.filter(peer=person).order_by("pk"):
        yield {
            "began_at": row.began_at.isoformat(),
            "until": row.until.isoformat(),
            "ended_at": _said(row.ended_at),
        }


def _appointments(person: Person) -> Iterator[dict[str, Any]]:
    for row in Appointment.objects.filter(peer=person).order_by("pk"):
        yield {
            "at": row.at.isoformat(),
            "made_at": row.made_at.isoformat(),
            "started_at": _said(row.started_at),
            "cancelled_at": _said(row.cancelled_at),
        }


def _said(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _forget_requests(person: Person) -> None:
    """Peers who are asked, or have agreed, are told first."""
    for row in Request.objects.filter(person=person):
        if row.is_open:
            actions.withdraw(row, actor=BESIDE)
    Request.objects.filter(person=person).delete()


def _forget_offers(person: Person) -> None:
    Offer.objects.filter(peer=person).delete()


def _forget_availability(person: Person) -> None:
    Availability.objects.filter(peer=person).delete()


def _forget_rests(person: Person) -> None:
    Rest.objects.filter(peer=person).delete()


def _forget_appointments(person: Person) -> None:
    """Whoever counted on them goes back to the queue."""
    Appointment.objects.filter(peer=person).delete()
