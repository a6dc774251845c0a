"""Who may open a conversation: the two who have a seat in it, and nobody else."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from beside.core.prepared import Prepared
from beside.features.conversations.models import Conversation, Handover
from beside.foundation.accounts.models import Person
from beside.foundation.talk.models import Message, Seat, Talk

_SEATS = Prepared(
    lambda ref, person: Seat.objects.select_related("talk__conversation").filter(
        talk__ref=ref, person=person, left_at=None, talk__conversation__isnull=False
    ),
    values=2,
    texts=(0,),
)
_PEOPLE = Prepared(lambda person: Person.objects.filter(pk=person))
_OPEN_HANDOVERS = Prepared(
    lambda conversation: Handover.objects.filter(
        conversation=conversation, declined_at=None, taken_at=None
    ).values_list("pk")
)


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation as one of the two enters it. ``other`` is None once the other has left Beside.

    ``handing_over``: going on with another peer has been proposed, and not answered with no.
    """

    conversation: Conversation
    seat: Seat
    person: Person
    other: Person | None
    handing_over: bool = False

    @property
    def talk(self) -> Talk:
        """The talk, the same object on all sides."""
        return self.conversation.talk

    @property
    def is_peer(self) -> bool:
        """Whether the person is here as the peer."""
        return self.conversation.peer_id == self.person.pk


def place_of(ref: str, person: Person) -> Place:
    """The conversation with this name, if the person sits in it. Raises 404 alike for "not yours" and "not there"."""
    seat = _SEATS.first(ref, person.pk)
    if seat is None:
        raise Http404
    conversation = seat.talk.conversation
    if conversation.seeker_id == person.pk:
        conversation.seeker = person
        conversation.peer = _PEOPLE.first(conversation.peer_id) if conversation.peer_id else None
    else:
        conversation.peer = person
        conversation.seeker = _PEOPLE.first(conversation.seeker_id) if conversation.seeker_id else None
    waiting = bool(_OPEN_HANDOVERS.rows(conversation.pk))
    return Place(conversation, seat, person, conversation.other(person), waiting)


def message_in(place: Place, number: int) -> Message:
    """One message of the conversation. Raises 404."""
    return get_object_or_404(Message, talk=place.talk, number=number)


def open_handover(place: Place) -> Handover:
    """The handover that waits for an answer in this conversation. Raises 404."""
    found = place.conversation.handovers.filter(declined_at=None, taken_at=None).first()
    if found is None:
        raise Http404
    return found
