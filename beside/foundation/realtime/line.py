"""One open page's live line, from the server's side."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Generator, MutableMapping
from typing import Any, Final

# A client that does not read this many texts is cut off; it comes back and catches up by number.
_MOST_WAITING: Final = 500
CoroutineSend = Callable[[MutableMapping[str, Any]], Coroutine[Any, Any, None]]


class _Rest:
    """What is left of a coroutine that was begun by hand and had to wait for something; to be awaited once."""

    def __init__(self, begun: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self._begun, self._waits_for = begun, waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        yield self._waits_for
        yield from self._begun.__await__()


class Line:
    """The sending end of a socket, whose it is, and what waits to be sent on it.

    ``put`` never waits: a slow reader must not hold up the others in a room. As long as the server takes texts at once,
    which is nearly always, they go straight to it; a task for each would cost more than sending does. When the reader
    falls behind, they wait for ``run``.
    """

    __slots__ = (
        "_begun",
        "_bell",
        "_ending",
        "_send",
        "_waiting",
        "person_id",
        "person_ref",
        "session_key",
        "topics",
    )

    def __init__(self, send: CoroutineSend, person_id: int, person_ref: str, session_key: str) -> None:
        self._send = send
        self.person_id = person_id
        self.person_ref = person_ref
        self.session_key = session_key
        self.topics: set[str] = set()
        self._waiting: deque[str] = deque()
        # A text on its way that the server does not take yet.
        self._begun: _Rest | None = None
        # While ``run`` has nothing to do. A bare future: an Event costs each message as much as sending it.
        self._bell: asyncio.Future[None] | None = None
        self._ending: tuple[int, str] | None = None

    def put(self, text: str) -> None:
        """Send now or soon, in order. Only on the loop, and only while ``run`` runs or is about to."""
        if len(self._waiting) >= _MOST_WAITING:
            self.end(4408, "too slow")
        elif self._bell is None or self._waiting or self._ending is not None:
            self._waiting.append(text)
        else:
            self._straight(text)

    def _straight(self, text: str) -> None:
        sending = self._send({"type": "websocket.send", "text": text})
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        except (RuntimeError, OSError):  # the other side went first
            self.end(1000, "gone")
            return
        self._begun = _Rest(sending, waits_for)
        self._ring()

    def end(self, code: int, reason: str) -> None:
        """Close after what already waits, and send nothing more."""
        if self._ending is None:
            self._ending = (code, reason)
            self._ring()

    def _ring(self) -> None:
        bell, self._bell = self._bell, None
        if bell is not None and not bell.done():
            bell.set_result(None)

    async def run(self) -> None:
        """Send what is put, until the line ends."""
        loop = asyncio.get_running_loop()
        try:
            while self._ending is None or (self._waiting and self._ending[0] == 1000):
                if self._begun is not None:
                    begun, self._begun = self._begun, None
                    await begun
                elif self._waiting:
                    await self._send({"type": "websocket.send", "text": self._waiting.popleft()})
                else:
                    self._bell = loop.create_future()
                    await self._bell
            code, reason = self._ending
            await self._send({"type": "websocket.close", "code": code, "reason": reason})
        except (RuntimeError, OSError):
            return  # the other side went first
