"""How safety reads a message: as the reporter saw it, or for a case."""

from typing import Final

from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety.reviewing import Excerpt, Reviewable, Sealed, register
from beside.foundation.talk import access, actions, queries, watch, writing
from beside.foundation.talk.models import Message, Seat, Talk

_NEAR: Final = 10


def register_messages() -> None:
    """Every message can be reported and judged, wherever it stands."""
    sealed = Sealed(place=lambda ref: ref.partition(":")[0], around=_around, members=_members)
    register(
        Reviewable(
            kind=watch.SUBJECT,
            read=_for_reporter,
            read_for_case=_for_case,
            hide=_hide,
            restore=_restore,
            empty=_empty,
            sealed=sealed,
        )
    )
    # In a thread nothing is sealed: staff read what is around a reply where it stands.
    register(
        Reviewable(
            kind=writing.REPLY,
            read=_for_reporter,
            read_for_case=_for_case,
            hide=_hide,
            restore=_restore,
            empty=_empty,
        )
    )


def _row(ref: str) -> Message | None:
    place = _split(ref)
    if place is None:
        return None
    return Message.objects.select_related("talk").filter(talk__ref=place[0], number=place[1]).first()


def _hide(ref: str) -> None:
    if (row := _row(ref)) is not None:
        actions.set_hidden(row, True, actor=BESIDE)


def _restore(ref: str) -> None:
    if (row := _row(ref)) is not None:
        actions.set_hidden(row, False, actor=BESIDE)


def _empty(ref: str) -> None:
    """The words go; that something was said, and that the staff removed it, stays."""
    row = _row(ref)
    if row is not None and row.hidden_at is not None:
        Message.objects.filter(pk=row.pk).update(sealed=b"")


def _around(ref: str) -> list[Excerpt]:
    """The messages near one, for two people who may open them: at most ten before and ten after."""
    row = _row(ref)
    if row is None:
        return []
    near = Message.objects.filter(talk=row.talk, number__range=(row.number - _NEAR, row.number + _NEAR))
    shown = queries.shown(row.talk, list(near.order_by("number")), for_staff=True)
    place = row.talk.get_kind_display()
    return [Excerpt(one.text, one.author_id, one.at, place) for one in shown if one.text is not None]


def _members(ref: str) -> list[tuple[Person, str]]:
    talk_ref = ref.partition(":")[0]
    seats = Seat.objects.filter(talk__ref=talk_ref, left_at=None, person__erased_at=None).select_related("person")
    return [(seat.person, f"/talk/{talk_ref}/about") for seat in seats]


def _split(ref: str) -> tuple[str, int] | None:
    talk_ref, number = [*ref.split(":"), ""][:2]
    return (talk_ref, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None


def _for_reporter(ref: str, viewer: Person) -> Excerpt | None:
    """What the reporter may see themselves."""
    place = _split(ref)
    if place is None:
        return None
    try:
        return _excerpt(access.readable(place[0], viewer), place[1])
    except Http404:
        return None


def _for_case(ref: str) -> Excerpt | None:
    """The one message that raised a concern; safety checks and records who asks."""
    place = _split(ref)
    talk = Talk.objects.filter(ref=place[0]).first() if place else None
    return _excerpt(talk, place[1], for_staff=True) if talk and place else None


def _excerpt(talk: Talk, number: int, *, for_staff: bool = False) -> Excerpt | None:
    row = Message.objects.filter(talk=talk, number=number).first()
    if row is None:
        return None
    message = queries.shown(talk, [row], for_staff=for_staff)[0]
    if message.text is None:
        return None
    return Excerpt(text=message.text, author_id=message.author_id, at=message.at, place=talk.get_kind_display())
