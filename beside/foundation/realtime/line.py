"""One open page's live line, from the server's side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

# A client that does not read this many texts is cut off; it comes back and catches up by number.
_MOST_WAITING: Final = 500
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Line:
    """The sending end of a socket, whose it is, and what waits to be sent on it.

    ``put`` never waits: a slow reader must not hold up the others in a room.
    """

    __slots__ = (
        "_bell",
        "_ending",
        "_send",
        "_waiting",
        "person_id",
        "person_ref",
        "session_key",
        "topics",
    )

    def __init__(self, send: Send, person_id: int, person_ref: str, session_key: str) -> None:
        self._send = send
        self.person_id = person_id
        self.person_ref = person_ref
        self.session_key = session_key
        self.topics: set[str] = set()
        self._waiting: deque[str] = deque()
        # While ``run`` has nothing to do. A bare future: an Event costs each message as much as sending it.
        self._bell: asyncio.Future[None] | None = None
        self._ending: tuple[int, str] | None = None

    def put(self, text: str) -> None:
        """Send soon, in order."""
        if len(self._waiting) >= _MOST_WAITING:
            self.end(4408, "too slow")
            return
        self._waiting.append(text)
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
                if self._waiting:
                    await self._send({"type": "websocket.send", "text": self._waiting.popleft()})
                else:
                    self._bell = loop.create_future()
                    await self._bell
            code, reason = self._ending
            await self._send({"type": "websocket.close", "code": code, "reason": reason})
        except (RuntimeError, OSError):
            return  # the other side went first
