"""The live line's way into the store: messages that arrive together commit together.

While one batch is being written to disk the next one gathers, so a busy service writes few, large transactions and a
quiet one writes each message at once. Nothing waits for company.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from django.db import Error as DatabaseError
from django.db import close_old_connections

from beside.core.refusal import Refused
from beside.foundation.talk.store import Outgoing, Result, Stored, store

_LARGEST_BATCH: Final = 64
# Beyond this many waiting messages the service says "later" instead of making everyone wait longer and longer.
_MOST_WAITING: Final = 5_000
_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="message-writer")


class Writer:
    """Gathers outgoing messages on one event loop."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Outgoing, asyncio.Future[Result]]] = []
        self._busy = False

    async def send(self, item: Outgoing) -> Stored:
        """Keep one message; returns once it is on disk. Raises ``Refused`` or ``django.db.Error``."""
        if len(self._waiting) >= _MOST_WAITING:
            raise Refused("busy", "Many people are writing at once. Please try again in a moment.", retry_after=2)
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if not self._busy:
            self._busy = True
            self._start()
        result = await future
        if isinstance(result, Refused):
            raise result
        return result

    def _start(self) -> None:
        batch, self._waiting = self._waiting[:_LARGEST_BATCH], self._waiting[_LARGEST_BATCH:]
        work = asyncio.get_running_loop().run_in_executor(_thread, _store, [item for item, _ in batch])
        work.add_done_callback(lambda done: self._finish(batch, done))

    def _finish(
        self, batch: list[tuple[Outgoing, asyncio.Future[Result]]], done: "asyncio.Future[list[Result]]"
    ) -> None:
        if self._waiting:
            self._start()
        else:
            self._busy = False
        error = done.exception()
        for place, (_item, future) in enumerate(batch):
            if future.cancelled():
                continue
            if error is None:
                future.set_result(done.result()[place])
            else:
                future.set_exception(error)


def _store(batch: list[Outgoing]) -> list[Result]:
    close_old_connections()
    try:
        return store(batch)
    except DatabaseError:
        if len(batch) == 1:
            raise
        # One message the database cannot take must not take the others with it.
        return [_store_alone(item) for item in batch]


def _store_alone(item: Outgoing) -> Result:
    try:
        return store([item])[0]
    except DatabaseError:
        return Refused("try_again", "Please try again in a moment.", retry_after=2)


writer = Writer()
