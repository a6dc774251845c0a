"""Django's pages as part of the one ASGI application, through a2wsgi's bridge.

The bridge hands over the head, the body and the end of an answer one by one, and for each the page's thread waits until
the loop has taken it. A page is one body of some kilobytes: gathered here, it is handed over once, when its thread is
done. That halves what an answer costs on its way (docs/dependencies.md). What is larger still goes piece by piece, so
that an export needs no memory for the whole of it.
"""

from typing import Any

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import WSGIResponder

_LARGE = 256 * 1024  # bytes


class _Gathering(WSGIResponder):
    """Answers one request."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._held: list[Any] = []
        self._bytes = 0

    def send(self, message: Any) -> None:
        """Called by the page's thread for each piece."""
        self._held.append(message)
        self._bytes += len(message.get("body", b""))
        if self._bytes > _LARGE:
            held, self._held, self._bytes = self._held, [], 0
            super().send(held)  # type: ignore[arg-type]

    async def sender(self, send: Any) -> None:
        """Run by the loop: what was handed over, and in the end what is still held."""
        while (held := await self.send_queue.get()) is not None:
            for message in held:
                await send(message)
        for message in self._held:
            await send(message)


class Pages(WSGIMiddleware):
    """The bridge."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request; anything else is the bridge's own affair."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        await _Gathering(self.app, self.executor, self.send_queue_size)(scope, receive, send)
