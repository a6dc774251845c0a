"""Talks over HTTP: everything the live line can do, through the same actions."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Field, Query, Router, Schema, Status

from beside.foundation.talk import access, actions, queries
from beside.foundation.talk.models import Kind, Seat
from beside.interfaces.api.auth import Bearer, caller

router = Router(tags=["talks"])
READ, WRITE = Bearer("talks:read"), Bearer("talks:write")


class TalkOut(Schema):
    """One talk the caller sits in."""

    ref: str
    kind: str
    last_number: int
    last_change: int
    last_at: datetime | None
    read_number: int
    quiet: bool
    people: list[str] = Field(description="Refs of those who sit in it.")


class MessageOut(Schema):
    """One message as it is now; ``text`` is null when taken back, hidden, or when its author was erased."""

    number: int
    change: int
    author: str | None
    client_id: str
    text: str | None
    at: datetime
    edited: bool
    taken_back: bool
    gone: bool
    hidden: bool
    reply_to: int | None
    reactions: dict[str, list[str]]


class MessagesOut(Schema):
    """A run of messages, oldest first."""

    messages: list[MessageOut]
    earlier: bool
    later: bool


class MessageIn(Schema):
    """A message to send; sending again with the same ``client_id`` keeps it once."""

    text: str
    client_id: str = Field(description="8 to 36 letters, digits or hyphens, chosen by the client.")
    reply_to: int | None = Field(default=None, ge=1, lt=2**31)


class SentOut(Schema):
    """Where a message stands; ``again`` says it was there before."""

    number: int
    change: int
    at: datetime
    again: bool


class TextIn(Schema):
    """Words."""

    text: str


class NumberIn(Schema):
    """The number of a message."""

    number: int = Field(ge=0, lt=2**31)


class Problem(Schema):
    """A clear no."""

    error: str
    words: str
    retry_after: float | None = None


@router.get("/talks", response=list[TalkOut], auth=READ)
def talks(
    request: HttpRequest, before: int | None = None, limit: int = Query(50, ge=1, le=200)
) -> list[dict[str, Any]]:
    """Talks the caller sits in, newest first; ``before`` pages by the last seat's place in the list."""
    person = caller(request)
    mine = Seat.objects.filter(person=person, left_at=None).exclude(talk__kind=Kind.THREAD)
    mine = mine.select_related("talk").order_by("-pk")
    rows = list(mine[:limit] if before is None else mine.filter(pk__lt=before)[:limit])
    return [_talk(seat) for seat in rows]


@router.get("/talks/{ref}", response=TalkOut, auth=READ)
def talk(request: HttpRequest, ref: str) -> dict[str, Any]:
    """One talk; 404 alike for "not yours" and "not there"."""
    return _talk(_seat(ref, request))


def _seat(ref: str, request: HttpRequest) -> Seat:
    """The caller's seat in a private talk; threads are reached where what they answer stands."""
    return access.private_seat(ref, caller(request).pk)


def _talk(seat: Seat) -> dict[str, Any]:
    held = seat.talk
    return {
        "ref": held.ref,
        "kind": held.kind,
        "last_number": held.last_number,
        "last_change": held.last_change,
        "last_at": held.last_at,
        "read_number": seat.read_number,
        "quiet": held.quiet_at is not None,
        "people": list(queries.seats(held).order_by("pk").values_list("person__ref", flat=True)),
    }


@router.get("/talks/{ref}/messages", response=MessagesOut, auth=READ)
def messages(
    request: HttpRequest,
    ref: str,
    after: int | None = Query(None, ge=0, lt=2**31),
    before: int | None = Query(None, ge=1, lt=2**31),
    limit: int = Query(50, ge=1, le=200),
) -> JsonResponse:
    """Messages by number: after one, before one, or the newest.

    Answered without passing our own rows through the schema again: checking fifty messages cost as much as reading
    them. A test holds the answer against the schema instead.
    """
    seat = _seat(ref, request)
    page = queries.page(seat.talk, after=after, before=before, limit=limit)
    messages = [_message(item) for item in page.messages]
    return JsonResponse({"messages": messages, "earlier": page.earlier, "later": page.later})


def _message(item: queries.Shown) -> dict[str, Any]:
    return item.event()


@router.post("/talks/{ref}/messages", response={200: SentOut, 201: SentOut, 422: Problem, 429: Problem}, auth=WRITE)
def send(request: HttpRequest, ref: str, given: MessageIn) -> Status[dict[str, Any]]:
    """Send one message: 201 when it is new, 200 when it was there before."""
    person = caller(request)
    _seat(ref, request)
    stored = actions.send(ref, given.text, given.client_id, actor=person, reply_to=given.reply_to)
    answer = {"number": stored.number, "change": stored.change, "at": stored.at, "again": stored.again}
    return Status(200 if stored.again else 201, answer)


@router.patch("/talks/{ref}/messages/{int:number}", response={200: MessageOut, 422: Problem}, auth=WRITE)
def edit(request: HttpRequest, ref: str, number: int, given: TextIn) -> dict[str, Any]:
    """Say one's own message in other words."""
    _seat(ref, request)
    return _message(actions.edit(ref, number, given.text, actor=caller(request)))


@router.delete("/talks/{ref}/messages/{int:number}", response={200: MessageOut, 422: Problem}, auth=WRITE)
def take_back(request: HttpRequest, ref: str, number: int) -> dict[str, Any]:
    """Take one's own message back."""
    _seat(ref, request)
    return _message(actions.take_back(ref, number, actor=caller(request)))


@router.put("/talks/{ref}/messages/{int:number}/reactions/{kind}", response={200: MessageOut, 422: Problem}, auth=WRITE)
def react(request: HttpRequest, ref: str, number: int, kind: str) -> dict[str, Any]:
    """React to a message."""
    _seat(ref, request)
    return _message(actions.react(ref, number, kind, actor=caller(request)))


@router.delete(
    "/talks/{ref}/messages/{int:number}/reactions/{kind}", response={200: MessageOut, 422: Problem}, auth=WRITE
)
def unreact(request: HttpRequest, ref: str, number: int, kind: str) -> dict[str, Any]:
    """Take a reaction away."""
    _seat(ref, request)
    return _message(actions.unreact(ref, number, kind, actor=caller(request)))


@router.put("/talks/{ref}/read", response={204: None}, auth=WRITE)
def read(request: HttpRequest, ref: str, given: NumberIn) -> Status[None]:
    """Say how far one has read."""
    _seat(ref, request)
    actions.mark_read(ref, given.number, actor=caller(request))
    return Status(204, None)


@router.put("/talks/{ref}/draft", response={204: None}, auth=WRITE)
def draft(request: HttpRequest, ref: str, given: TextIn) -> Status[None]:
    """Keep what one has begun to write; empty removes it."""
    actions.save_draft(ref, given.text, actor=caller(request))
    return Status(204, None)
