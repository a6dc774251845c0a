"""The live line's way into the store: messages that arrive together commit together.

While one batch is being written to disk the next one gathers, so a busy service writes few, large transactions and a
quiet one writes each message at once. Nothing waits for company.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final

from django.db import Error as DatabaseError
from django.db import close_old_connections

from beside.core.refusal import Refused
from beside.foundation.talk.outgoing import Outgoing, Stored
from beside.foundation.talk.store import store

log = logging.getLogger(__name__)
_LARGEST_BATCH: Final = 64
# Beyond this many waiting messages the service says "later" instead of making everyone wait longer and longer.
_MOST_WAITING: Final = 5_000
# How long a connection is trusted; whether PostgreSQL is still there costs a question.
_TRUSTED_SECONDS: Final = 1.0
Outcome = Stored | Refused | DatabaseError
Done = Callable[[Outcome], None]
_Batch = list[tuple[Outgoing, Done]]


class Writer:
    """Gathers outgoing messages on one event loop; a thread of its own writes them.

    What is handed over is written even if whoever sent it leaves. It is told by a call rather than through futures and
    an executor: those cost each message more than writing it does (measured at 200 a second).
    """

    def __init__(self) -> None:
        self._waiting: _Batch = []
        self._busy = False
        self._thread: threading.Thread | None = None
        self._batches: SimpleQueue[tuple[asyncio.AbstractEventLoop, _Batch]] = SimpleQueue()

    def send(self, item: Outgoing, done: Done) -> None:
        """Keep one message; ``done`` hears of it, on the loop, once it is on disk or cannot be.

        Raises ``Refused`` where too many wait; ``done`` is not called then.
        """
        if len(self._waiting) >= _MOST_WAITING:
            raise Refused("busy", "Many people are writing at once. Please try again in a moment.", retry_after=2)
        self._waiting.append((item, done))
        if not self._busy:
            self._start()

    def _start(self) -> None:
        self._busy = True
        batch, self._waiting = self._waiting[:_LARGEST_BATCH], self._waiting[_LARGEST_BATCH:]
        self._batches.put((asyncio.get_running_loop(), batch))
        if self._thread is None:
            self._thread = threading.Thread(target=self._write, name="message-writer", daemon=True)
            self._thread.start()

    def _write(self) -> None:
        """In the thread, for as long as the process lives. What is cut off at its end was never acknowledged."""
        trusted_until = 0.0
        while True:
            loop, batch = self._batches.get()
            if time.monotonic() >= trusted_until:
                _look_after_connection()
                trusted_until = time.monotonic() + _TRUSTED_SECONDS
            outcomes = _store([item for item, _done in batch])
            try:
                loop.call_soon_threadsafe(self._finish, batch, outcomes)
            except RuntimeError:  # the loop closed under us: this process is stopping
                log.debug("not told: the loop is closed")
                self._waiting, self._busy = [], False

    def _finish(self, batch: _Batch, outcomes: list[Outcome]) -> None:
        if self._waiting:
            self._start()
        else:
            self._busy = False
        for (_item, done), outcome in zip(batch, outcomes, strict=True):
            try:
                done(outcome)
            except Exception:
                # One writer's page must not keep the others from hearing.
                log.exception("a message was kept, but not told")


def _look_after_connection() -> None:
    try:
        close_old_connections()
    except Exception:  # the next message hears what is wrong
        log.exception("the writer's connection could not be looked after")


def _store(batch: list[Outgoing]) -> list[Outcome]:
    """What came of each. Never raises: the thread writes for everyone, and who waits must hear."""
    try:
        return [*store(batch)]
    except DatabaseError as error:
        problem = error
    except Exception as error:  # a mistake of ours: with one message it must not end the thread
        log.exception("messages could not be kept")
        problem = DatabaseError(type(error).__name__)
    # One message that cannot be kept must not take the others with it.
    return [problem] if len(batch) == 1 else [outcome for item in batch for outcome in _store([item])]


writer = Writer()
