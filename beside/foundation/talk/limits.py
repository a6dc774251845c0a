"""How much one person may send, so that nobody can drown another or the service."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from beside.core.refusal import Refused

# In memory, for each process: a person's pages mostly reach the same one, and a message must not wait for Redis.
_WINDOW_SECONDS = 10
_counts = MemoryStorage()
_limiter = FixedWindowRateLimiter(_counts)


def _item() -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(max(settings.ENV.message_limit * _WINDOW_SECONDS // 60, 1), _WINDOW_SECONDS)


_messages = _item()


def may_send(person_id: int) -> None:
    """Count one message. Raises ``Refused`` with how long to wait."""
    if not _limiter.hit(_messages, "message", str(person_id)):
        raise Refused(
            "slow_down",
            _("That was a lot at once. Your words are kept; send them in a moment."),
            retry_after=3,
        )


def forget() -> None:
    """Start counting anew: for tests, whose people share numbers, and for the demo, which writes days in seconds."""
    _counts.reset()
