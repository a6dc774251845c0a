"""One open page's live line, from the server's side."""

import asyncio
from collections import deque
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

# A client that does not read this many texts is cut off; it comes back and catches up by number.
_MOST_WAITING: Final = 500


class Line:
    """A socket, whose it is, and what waits to be sent on it.

    ``put`` never waits: a slow reader must not hold up the others in a room.
    """

    __slots__ = (
        "_ending",
        "_socket",
        "_waiting",
        "_wake",
        "person_id",
        "person_ref",
        "session_key",
        "topics",
    )

    def __init__(self, socket: WebSocket, person_id: int, person_ref: str, session_key: str) -> None:
        self._socket = socket
        self.person_id = person_id
        self.person_ref = person_ref
        self.session_key = session_key
        self.topics: set[str] = set()
        self._waiting: deque[str] = deque()
        self._wake = asyncio.Event()
        self._ending: tuple[int, str] | None = None

    def put(self, text: str) -> None:
        """Send soon, in order."""
        if len(self._waiting) >= _MOST_WAITING:
            self.end(4408, "too slow")
            return
        self._waiting.append(text)
        self._wake.set()

    def end(self, code: int, reason: str) -> None:
        """Close after what already waits, and send nothing more."""
        if self._ending is None:
            self._ending = (code, reason)
            self._wake.set()

    async def run(self) -> None:
        """Send what is put, until the line ends."""
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting and (self._ending is None or self._ending[0] == 1000):
                    await self._socket.send_text(self._waiting.popleft())
                if self._ending is not None:
                    break
            if self._socket.client_state is WebSocketState.CONNECTED:
                await self._socket.close(*self._ending)
        except (WebSocketDisconnect, RuntimeError, OSError):
            return  # the other side went first
