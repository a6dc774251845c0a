"""``/live``: one WebSocket a page (docs/live.md has the protocol)."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import close_old_connections
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from beside.core.refusal import Refused
from beside.foundation.realtime.hub import hub
from beside.foundation.realtime.line import CoroutineSend, Line

log = logging.getLogger(__name__)
T = TypeVar("T")
MAX_FRAME: Final = 65_536  # bytes; the server's own limit closes with 1009 before a frame is read whole
_GOODBYE: Final = 2.0  # seconds to say why a line closes, before it is dropped
Frame = Mapping[str, Any]
Handler = Callable[[Line, Frame], Awaitable[dict[str, Any]]]
Answer = Callable[[dict[str, Any] | Exception], None]
# One that does not wait, but sees to it that its answer is called, once, on the loop: for what comes most often.
Prompt = Callable[[Line, Frame, Answer], None]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is behind a session cookie, and for how many seconds more."""

    person_id: int
    person_ref: str
    session_key: str
    seconds: float


Authenticate = Callable[[str], Caller | None]
_handlers: dict[str, Handler] = {}
_prompt: dict[str, Prompt] = {}
_background: set[asyncio.Task[Any]] = set()
_authenticate: list[Authenticate] = []
# Reads for the live line; writes of messages have a thread of their own.
_reads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="live-read")


def register(name: str, handler: Handler) -> None:
    """Answer frames whose ``do`` is ``name``. The handler checks for itself what the person may."""
    _handlers[name] = handler


def register_prompt(name: str, handler: Prompt) -> None:
    """The same for a handler that hands its work on and is told later; it costs no task."""
    _prompt[name] = handler


def in_background(work: Coroutine[Any, Any, Any]) -> None:
    """Do this on the loop while nobody waits for it."""
    task = asyncio.get_running_loop().create_task(work)
    _background.add(task)
    task.add_done_callback(_background.discard)


def authenticate_with(check: Authenticate) -> None:
    """Accounts stand above the live line, so they say here how a session cookie becomes a person."""
    _authenticate[:] = [check]


async def in_thread(work: Callable[..., T], *given: Any) -> T:
    """Run blocking work (the database) off the loop, on a connection that is still good."""
    return await asyncio.get_running_loop().run_in_executor(_reads, _with_connection, work, *given)


def _with_connection(work: Callable[..., T], *given: Any) -> T:
    close_old_connections()
    return work(*given)


def _same_origin(socket: WebSocket) -> bool:
    """A page of another site may open a socket here with our cookie; its Origin gives it away."""
    origin, host = socket.headers.get("origin", ""), socket.headers.get("host", "")
    return bool(host) and urlsplit(origin).netloc == host and host.rsplit(":", 1)[0] in settings.ALLOWED_HOSTS


def _session_key(socket: WebSocket) -> str:
    try:
        morsel = SimpleCookie(socket.headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    key = morsel.value if morsel else ""
    return key if re.fullmatch(r"[a-z0-9]{8,64}", key) else ""


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one line from opening to close: an ASGI application by itself.

    Starlette opens the line. What is said on it then goes straight to the server and comes straight from it: the
    layers between would cost each message a tenth of all it costs.
    """
    socket = WebSocket(scope, receive, send)
    if not _same_origin(socket):
        await socket.close(4403)  # before accepting: the browser sees a refused handshake
        return
    key = _session_key(socket)
    caller = await in_thread(_authenticate[0], key) if key else None
    await socket.accept()
    if caller is None:
        await socket.close(4401, "signed out")
        return
    if hub.lines_of(caller.person_id) >= settings.ENV.sockets_per_person:
        await socket.close(4429, "too many open pages")
        return
    await _serve(receive, send, caller)


async def _serve(receive: Receive, send: Send, caller: Caller) -> None:
    # By the letter of ASGI anything to be awaited; in our server, as in most, an ``async def``.
    line = Line(cast("CoroutineSend", send), caller.person_id, caller.person_ref, caller.session_key)
    hub.open(line)
    writer = asyncio.create_task(line.run())
    expiry = asyncio.get_running_loop().call_later(caller.seconds, line.end, 4401, "signed out")
    reader = asyncio.create_task(_listen(receive, line))
    try:
        await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        expiry.cancel()
        hub.close(line)
        line.end(1000, "bye")
        await asyncio.wait({writer}, timeout=_GOODBYE)
        for task in (reader, writer):
            task.cancel()
        await asyncio.gather(reader, writer, return_exceptions=True)


async def _listen(receive: Receive, line: Line) -> None:
    """Read frames; each is answered on its own, so that a slow one holds up no other."""
    under_way: set[asyncio.Task[None]] = set()
    try:
        while (event := await receive())["type"] == "websocket.receive":
            text = event.get("text")
            if text is None:
                line.end(1003, "only text is spoken here")
                return
            task = _begin(line, text)
            if task is None:
                continue
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            if len(under_way) > 64:  # a flood waits for its own answers
                await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
    finally:
        # What was asked is still done: an accepted message is not lost because its sender left.
        await asyncio.gather(*under_way, return_exceptions=True)


def _parse(text: str) -> dict[str, Any]:
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("not_json", "That could not be read.") from error
    if not isinstance(frame, dict):
        raise Refused("not_json", "That could not be read.")
    return frame


def _begin(line: Line, text: str) -> asyncio.Task[None] | None:
    """Answer a frame; where that takes waiting, the task that does."""
    re_: Any = None
    try:
        frame = _parse(text)
        re_ = frame.get("id")
        if not isinstance(re_, int | str | None):
            re_ = None
        answer = partial(_answer, line, re_)
        do = str(frame.get("do"))
        if do in _prompt:
            _prompt[do](line, frame, answer)
            return None
        if do not in _handlers:
            raise Refused("unknown", "Nothing here is called that.")
    except Refused as refusal:
        _answer(line, re_, refusal)
        return None
    return asyncio.get_running_loop().create_task(_handle(_handlers[do], line, frame, answer))


async def _handle(handler: Handler, line: Line, frame: Frame, answer: Answer) -> None:
    try:
        answer(await handler(line, frame))
    except (Refused, DatabaseError) as error:
        answer(error)


def _answer(line: Line, re_: int | str | None, outcome: dict[str, Any] | Exception) -> None:
    if isinstance(outcome, dict):
        said = {"re": re_, "ok": True, **outcome}
    elif isinstance(outcome, Refused):
        said = {"re": re_, "ok": False, "error": outcome.code, "words": str(outcome.words)}
        if outcome.retry_after is not None:
            said["retry_after"] = outcome.retry_after
    else:
        # Nothing was stored, so nothing is acknowledged; the client keeps the words and tries again.
        log.error("the store did not answer a frame", exc_info=outcome)
        said = {"re": re_, "ok": False, "error": "try_again", "retry_after": 2}
        said["words"] = "Please try again in a moment."
    line.put(json.dumps(said))
