"""Talk on the live line: following, writing, and the small signs of being there."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.realtime import socket
from beside.foundation.realtime.hub import hub
from beside.foundation.realtime.line import Line
from beside.foundation.safety import hinting
from beside.foundation.talk import access, actions, limits, queries, watch, writing
from beside.foundation.talk.models import Kind
from beside.foundation.talk.outgoing import NOT_YOURS, Outgoing, Stored
from beside.foundation.talk.writer import Outcome, writer

Frame = Mapping[str, Any]


def register() -> None:
    """Answer these frames."""
    for name, handler in {
        "follow": _follow,
        "unfollow": _unfollow,
        "follow_thread": _follow_thread,
        "edit": _edit,
        "take_back": _take_back,
        "react": _react,
        "unreact": _react,
        "read": _read,
        "typing": _typing,
        "draft": _draft,
    }.items():
        socket.register(name, handler)
    socket.register_prompt("send", _send)


def _ref(frame: Frame) -> str:
    ref = frame.get("talk")
    if not isinstance(ref, str) or not 0 < len(ref) <= 16:
        raise Refused(*NOT_YOURS)
    return ref


def _number(frame: Frame, name: str = "number") -> int:
    number = writing.whole_number(frame.get(name), least=0)
    if number is None:
        raise Refused("number", "Which message is meant?")
    return number


async def _follow(line: Line, frame: Frame) -> dict[str, Any]:
    """Authorised each time. The line follows before the past is read, so nothing falls between the two."""
    ref, since = _ref(frame), _number(frame, "since")
    await _in_thread(access.private_seat, ref, line.person_id)
    hub.follow(line, actions.topic(ref))
    try:
        past: dict[str, Any] = await _in_thread(_past, ref, line.person_id, since)
        return past
    except Refused:
        hub.unfollow(line, actions.topic(ref))
        raise


async def _follow_thread(line: Line, frame: Frame) -> dict[str, Any]:
    """Hear that something happened in a thread; what, the page asks for by HTTP, where each sees their own of it."""
    ref = _ref(frame)
    change: int = await _in_thread(_thread_change, ref, line.person_id)
    hub.follow(line, actions.topic(ref, Kind.THREAD))
    return {"talk": ref, "change": change}


def _thread_change(ref: str, person_id: int) -> int:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise Refused(*NOT_YOURS)
    return access.thread_for(ref, person).last_change


def _past(ref: str, person_id: int, since: int) -> dict[str, Any]:
    seat = access.private_seat(ref, person_id)
    messages, more = queries.changes_since(seat.talk, since)
    change = messages[-1].change if more else seat.talk.last_change
    return {
        "talk": ref,
        "change": change,
        "more": more,
        "quiet": seat.talk.quiet_at is not None,
        "messages": [message.event() for message in messages],
        "read": queries.read_marks(seat.talk),
    }


async def _unfollow(line: Line, frame: Frame) -> dict[str, Any]:
    hub.unfollow(line, actions.topic(_ref(frame)))
    return {}


def _send(line: Line, frame: Frame, answer: socket.Answer) -> None:
    limits.may_send(line.person_id)
    item = Outgoing(
        _ref(frame),
        line.person_id,
        line.person_ref,
        writing.client_id(frame.get("client_id")),
        writing.clean(frame.get("text")),
        writing.whole_number(frame.get("reply_to"), least=1),
        clear_draft=frame.get("clear_draft") is True,
    )
    writer.send(item, partial(_sent, line, answer))


def _sent(line: Line, answer: socket.Answer, stored: Outcome) -> None:
    if not isinstance(stored, Stored):
        answer(stored)
        return
    answer({"number": stored.number, "change": stored.change, "at": stored.at.isoformat()})
    if stored.again:
        # The process that kept it may have died before it could tell anyone: whoever has it already knows its number.
        socket.in_background(_in_thread(actions.tell_again, stored))
        return
    hub.pass_on(actions.topic(stored.talk_ref, stored.kind), stored.event(), skip=line)
    watch.noticed([stored])


async def _edit(line: Line, frame: Frame) -> dict[str, Any]:
    return await _act(line, actions.edit, _ref(frame), _number(frame), frame.get("text"))


async def _take_back(line: Line, frame: Frame) -> dict[str, Any]:
    return await _act(line, actions.take_back, _ref(frame), _number(frame))


async def _react(line: Line, frame: Frame) -> dict[str, Any]:
    verb = actions.react if frame.get("do") == "react" else actions.unreact
    return await _act(line, verb, _ref(frame), _number(frame), str(frame.get("kind")))


async def _read(line: Line, frame: Frame) -> dict[str, Any]:
    return await _act(line, actions.mark_read, _ref(frame), _number(frame))


async def _draft(line: Line, frame: Frame) -> dict[str, Any]:
    text = frame.get("text")
    if not isinstance(text, str):
        raise Refused("not_text", "A draft is made of words.")
    answer: dict[str, Any] = await _in_thread(_as_person, line.person_id, _kept_draft, (_ref(frame), text))
    return answer


def _kept_draft(ref: str, text: str, *, actor: Person) -> dict[str, Any]:
    """Keeps the draft, then hints on it for its writer alone: only in this answer, and nowhere kept."""
    actions.save_draft(ref, text, actor=actor)
    return {"hints": hinting.on_draft(text, actor)}


async def _typing(line: Line, frame: Frame) -> dict[str, Any]:
    """Only for a talk the line follows: that was authorised, and is undone when a seat is lost."""
    topic = actions.topic(_ref(frame))
    if topic not in line.topics:
        raise Refused(*NOT_YOURS)
    event = {"on": "typing", "talk": _ref(frame), "person": line.person_ref}
    hub.pass_on(topic, event, skip=line)
    return {}


async def _act(line: Line, verb: Any, *given: Any) -> dict[str, Any]:
    """Run an action as the line's person; a message that changed comes back in the answer."""
    result = await _in_thread(_as_person, line.person_id, verb, given)
    return {"message": result.event()} if isinstance(result, queries.Shown) else {}


def _as_person(person_id: int, verb: Any, given: tuple[Any, ...]) -> Any:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise Refused(*NOT_YOURS)
    return verb(*given, actor=person)


async def _in_thread(work: Any, *given: Any) -> Any:
    try:
        return await socket.in_thread(work, *given)
    except Http404:
        raise Refused(*NOT_YOURS) from None
