"""Who may open a talk."""

from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.foundation.talk.models import Message, Seat


def seat_of(talk_ref: str, person: Person) -> Seat:
    """The person's seat, with its talk. Raises 404 alike for "not yours" and "not there"."""
    return seat_by_id(talk_ref, person.pk)


def seat_by_id(talk_ref: str, person_id: int) -> Seat:
    """The same, where only the number of the person is at hand (the live line)."""
    seat = Seat.objects.select_related("talk").filter(talk__ref=talk_ref, person_id=person_id, left_at=None).first()
    if seat is None:
        raise Http404
    return seat


def own_message(talk_ref: str, number: int, person: Person) -> Message:
    """A message of the person's own, in a talk they still sit in. Raises 404."""
    seat = seat_of(talk_ref, person)
    message = Message.objects.select_related("talk").filter(talk=seat.talk, number=number, author=person).first()
    if message is None:
        raise Http404
    return message
