"""How much one person may send, so that nobody can drown another or the service."""

import threading
import time
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from beside.core.refusal import Refused

# Everything else that is limited goes through the ``limits`` library. Not messages: its memory store starts a thread
# for nearly every one (measured at 200 a second: 0.19 of 2 ms CPU each). This counts in memory, for each process: a
# person's pages mostly reach the same one, and a message must not wait for Redis.
_WINDOW_SECONDS: Final = 10
_counts: dict[int, int] = {}
_window = [0]  # which one is being counted
_most = [0]  # messages in it; asking the settings anew for each message costs more than counting it
_lock = threading.Lock()


def may_send(person_id: int) -> None:
    """Count one message in the present window. Raises ``Refused`` with how long to wait."""
    window = int(time.monotonic() // _WINDOW_SECONDS)
    with _lock:
        if window != _window[0]:
            _window[0] = window
            _most[0] = max(settings.ENV.message_limit * _WINDOW_SECONDS // 60, 1)
            _counts.clear()
        count = _counts[person_id] = _counts.get(person_id, 0) + 1
    if count > _most[0]:
        words = _("That was a lot at once. Your words are kept; send them in a moment.")
        raise Refused("slow_down", words, retry_after=3)


def forget() -> None:
    """Start counting anew: for tests, whose people share numbers, and for the demo, which writes days in seconds."""
    with _lock:
        _window[0] = -1
        _counts.clear()
