"""How often one person may do a thing that costs other people's attention."""

import logging
from functools import lru_cache
from typing import Final, cast

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person

log = logging.getLogger(__name__)

# Generous for anyone in earnest; a wall for someone who wants to bury the staff or to look for people by name.
REPORTS: Final = (RateLimitItemPerHour(10, namespace="report"), RateLimitItemPerDay(30, namespace="report"))
# Nobody is told to be shorter in a bad night; who sends a hundred in a day reaches no one sooner.
ANSWERS: Final = (RateLimitItemPerHour(30, namespace="answer"), RateLimitItemPerDay(100, namespace="answer"))
BLOCKS: Final = (RateLimitItemPerDay(60, namespace="block"),)
# Pressing for help again is never refused; it only does not ring again at once.
RINGS: Final = (RateLimitItemPerMinute(1, 10, namespace="ring"),)


@lru_cache(maxsize=1)
def _limiter() -> MovingWindowRateLimiter:
    if not settings.REDIS_URL:
        return MovingWindowRateLimiter(MemoryStorage())
    return MovingWindowRateLimiter(cast(Storage, storage_from_string(settings.REDIS_URL, wrap_exceptions=True)))


def room_for(limits: tuple[RateLimitItem, ...], person: Person) -> bool:
    """Count one more, and say whether it is within every limit.

    With the store away the answer is yes: nobody is kept from asking for help because a counter is lost.
    """
    try:
        return all([_limiter().hit(limit, str(person.pk)) for limit in limits])
    except StorageError:
        log.warning("the store of limits is away; nothing is limited")
        return True


def check(limits: tuple[RateLimitItem, ...], person: Person) -> None:
    """Raises ``Refused`` when the person has done this too often for now."""
    if not room_for(limits, person):
        words = _("That is a lot in a short time. Please wait a while. If it is urgent, ask for help on the help page.")
        raise Refused("too_often", words, retry_after=3600.0)


def forget() -> None:
    """Begin counting anew (for tests)."""
    _limiter.cache_clear()
