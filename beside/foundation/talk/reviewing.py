"""How safety reads a message: as the reporter saw it, or for a case."""

from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety.reviewing import Excerpt, Reviewable, register
from beside.foundation.talk import access, actions, queries, watch
from beside.foundation.talk.models import Message, Talk


def register_messages() -> None:
    """Every message can be reported and judged, wherever it stands."""
    register(Reviewable(kind=watch.SUBJECT, read=_for_reporter, read_for_case=_for_case, redraw=_redraw))


def _split(ref: str) -> tuple[str, int] | None:
    talk_ref, number = [*ref.split(":"), ""][:2]
    return (talk_ref, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None


def _for_reporter(ref: str, viewer: Person) -> Excerpt | None:
    """What the reporter may see themselves."""
    place = _split(ref)
    if place is None:
        return None
    try:
        return _excerpt(access.seat_of(place[0], viewer).talk, place[1])
    except Http404:
        return None


def _for_case(ref: str) -> Excerpt | None:
    """The one message that raised a concern; safety checks and records who asks."""
    place = _split(ref)
    talk = Talk.objects.filter(ref=place[0]).first() if place else None
    return _excerpt(talk, place[1], for_staff=True) if talk and place else None


def _redraw(ref: str) -> None:
    """Hidden, or shown again."""
    place = _split(ref)
    if place is not None:
        actions.redraw(*place, actor=BESIDE)


def _excerpt(talk: Talk, number: int, *, for_staff: bool = False) -> Excerpt | None:
    row = Message.objects.filter(talk=talk, number=number).first()
    if row is None:
        return None
    message = queries.shown(talk, [row], for_staff=for_staff)[0]
    if message.text is None:
        return None
    return Excerpt(text=message.text, author_id=message.author_id, at=message.at, place=talk.get_kind_display())
