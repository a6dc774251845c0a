"""One person's page in a conversation, from the outside: a real socket that drops, comes back and misses nothing."""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException
from websockets.typing import Origin

from beside.interfaces.cli.replay.people import Played

_PATIENCE: Final = 90.0  # seconds without a service before a replay is given up
_LONGEST_PAUSE: Final = 2.0
_LONGEST_ANSWER: Final = 60.0  # seconds for the answer to one frame on a line that stands
_SIGNED_OUT: Final = 4401


class GivenUp(RuntimeError):
    """No service answered for too long, or it would not have us."""


@dataclass(slots=True)
class Heard:
    """What all pages together have seen."""

    acknowledged: int = 0
    delivered: int = 0
    reconnected: int = 0
    slowed: int = 0
    waits: list[float] = field(default_factory=list)
    sent_at: dict[str, float] = field(default_factory=dict)  # by client id, until it has arrived


class Side:
    """A page: ``run`` keeps it connected; ``send`` returns once the message is safe on the service's disk."""

    def __init__(self, urls: list[str], who: Played, talk: str, heard: Heard) -> None:
        self._urls, self._who, self.talk, self._heard = urls, who, talk, heard
        self.texts: dict[int, str | None] = {}
        # Everything up to this change is known; what came ahead of it waits in ``_ahead``.
        self._change = 0
        self._ahead: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._line: ClientConnection | None = None
        self._connected = asyncio.Event()
        self._arrived = asyncio.Event()
        self._asking = 0
        self._refused: GivenUp | None = None

    async def run(self, first: int) -> None:
        """Be connected, beginning with the url of that place in the list. Ends by being cancelled, or ``GivenUp``."""
        place, pause, since = first, 0.1, time.monotonic()
        while True:
            try:
                async with self._open(self._urls[place % len(self._urls)]) as line:
                    self._line = line
                    self._later(self._catch_up)
                    try:
                        async for text in line:
                            since, pause = time.monotonic(), 0.1
                            self._hear(json.loads(text))
                    finally:
                        self._gone(line)
                    if line.close_code == _SIGNED_OUT:
                        raise GivenUp("the service signed us out")
            except (OSError, WebSocketException, TimeoutError) as error:
                if isinstance(error, InvalidHandshake) and "HTTP 403" in str(error):
                    raise GivenUp("the service refused our address (is --url its own address?)") from error
            if self._refused is not None:
                raise self._refused
            if time.monotonic() - since > _PATIENCE:
                raise GivenUp("no service answered")
            self._heard.reconnected += 1
            place += 1
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def send(self, client_id: str, text: str) -> None:
        """Say something; again after a dropped line, later when asked to. Raises ``GivenUp`` on any other no."""
        self._heard.sent_at[client_id] = time.perf_counter()
        while True:
            answer = await self._ask({"do": "send", "client_id": client_id, "text": text})
            if answer is None:
                continue  # the line dropped before the answer: the same client id makes it safe to say again
            if answer["ok"]:
                self._heard.acknowledged += 1
                self.texts.setdefault(answer["number"], text)
                return
            if "retry_after" not in answer:
                raise GivenUp(f"a message was refused: {answer.get('error')}")
            self._heard.slowed += 1
            await asyncio.sleep(answer["retry_after"])
            self._heard.sent_at[client_id] = time.perf_counter()

    async def type(self) -> None:
        """Show that something is being written."""
        await self._ask({"do": "typing"})

    async def read(self, number: int) -> None:
        """Say how far one has read."""
        await self._ask({"do": "read", "number": number})

    async def until(self, count: int) -> None:
        """Wait until every number up to ``count`` has been seen."""
        while len(self.texts) < count:
            self._arrived.clear()
            await self._arrived.wait()

    def _open(self, url: str) -> connect:
        return connect(
            url.replace("http", "ws", 1) + "/live",
            origin=Origin(url),
            additional_headers={"Cookie": self._who.cookie},
            compression=None,
            open_timeout=10,
            proxy=None,
        )

    async def _ask(self, frame: dict[str, Any]) -> dict[str, Any] | None:
        """The answer to a frame; None when the line dropped before it came."""
        if frame["do"] != "follow":
            await self._connected.wait()
        line = self._line
        if line is None:
            return None
        self._asking += 1
        number = self._asking
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[number] = future
        try:
            await line.send(json.dumps({"id": number, "talk": self.talk, **frame}))
            async with asyncio.timeout(_LONGEST_ANSWER):
                return await future
        except (WebSocketException, OSError, _Dropped) as error:
            if isinstance(error, TimeoutError):
                raise GivenUp(f"a {frame['do']} was never answered") from error
            # Writing to a line that fell raises without a pause. Until ``run`` has had its turn to notice, whoever
            # asks again would ask this line again, at once and for ever.
            self._gone(line)
            return None
        finally:
            self._asked.pop(number, None)

    async def _catch_up(self) -> None:
        """Follow the talk from the last change known; what was missed comes with the answer."""
        while True:
            answer = await self._ask({"do": "follow", "since": self._change})
            if answer is None:
                return
            if not answer["ok"]:
                raise GivenUp(f"may not follow: {answer.get('error')}")
            for event in answer["messages"]:
                self._message(event)
            self._know(answer["change"])
            if not answer["more"]:
                self._connected.set()
                return

    def _hear(self, said: dict[str, Any]) -> None:
        if "re" in said:
            future = self._asked.get(said["re"])
            if future is not None and not future.done():
                future.set_result(said)
        elif said.get("on") == "message":
            self._message(said)
            self._ahead.add(said["change"])
            self._know(self._change)
        elif said.get("on") == "catch_up":
            self._later(self._catch_up)

    def _message(self, event: dict[str, Any]) -> None:
        number = event["number"]
        if number not in self.texts and event["author"] != self._who.person.ref:
            self._heard.delivered += 1
            sent = self._heard.sent_at.pop(event["client_id"], None)
            if sent is not None:
                self._heard.waits.append(time.perf_counter() - sent)
        self.texts[number] = event["text"]
        self._arrived.set()

    def _know(self, change: int) -> None:
        """Everything up to ``change`` is known. An event that overtook another must not hide it after a drop."""
        self._change = max(self._change, change)
        while self._change + 1 in self._ahead:
            self._change += 1
            self._ahead.discard(self._change)

    def _later(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        task = asyncio.create_task(work())
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        """A refusal met beside ``run`` ends ``run``: nobody else would hear of it, and everybody would wait."""
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._refused = error if isinstance(error, GivenUp) else GivenUp(repr(error))
            if self._line is not None:
                self._line.transport.abort()

    def _gone(self, line: ClientConnection) -> None:
        """That line fell. One opened since then stays."""
        if self._line is not line:
            return
        self._line = None
        self._connected.clear()
        for future in self._asked.values():
            if not future.done():
                future.set_exception(_Dropped())


class _Dropped(Exception):
    """The line went before the answer came."""
