"""Who may open a talk."""

from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.foundation.talk import gates
from beside.foundation.talk.models import Kind, Message, Seat, Talk


def seat_of(talk_ref: str, person: Person) -> Seat:
    """The person's seat, with its talk. Raises 404 alike for "not yours" and "not there"."""
    return seat_by_id(talk_ref, person.pk)


def seat_by_id(talk_ref: str, person_id: int) -> Seat:
    """The same, where only the number of the person is at hand (the live line)."""
    seat = Seat.objects.select_related("talk").filter(talk__ref=talk_ref, person_id=person_id, left_at=None).first()
    if seat is None:
        raise Http404
    return seat


def private_seat(talk_ref: str, person_id: int) -> Seat:
    """A seat in a talk that only those who sit in it may read: never one of a thread. Raises 404."""
    seat = seat_by_id(talk_ref, person_id)
    if seat.talk.kind == Kind.THREAD:
        raise Http404
    return seat


def thread_for(talk_ref: str, person: Person) -> Talk:
    """A thread that the person may read, with or without a seat. Raises 404 alike for "not yours" and "not there"."""
    talk = Talk.objects.filter(ref=talk_ref, kind=Kind.THREAD).first()
    if talk is None or not gates.may_read(talk, person):
        raise Http404
    return talk


def readable(talk_ref: str, person: Person) -> Talk:
    """Any talk the person may read: by a seat, or as a thread. Raises 404."""
    try:
        return private_seat(talk_ref, person.pk).talk
    except Http404:
        return thread_for(talk_ref, person)


def own_message(talk_ref: str, number: int, person: Person) -> Message:
    """A message of the person's own, in a talk they still sit in. Raises 404."""
    seat = seat_of(talk_ref, person)
    message = Message.objects.select_related("talk").filter(talk=seat.talk, number=number, author=person).first()
    if message is None:
        raise Http404
    return message
