"""How often something may be done, counted by the library limits."""

from functools import cache

from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

NEW_NAMES = "3/day"
NEW_EXPERIENCES = "60/hour"


@cache
def _limiter() -> MovingWindowRateLimiter:
    store = storage_from_string(settings.REDIS_URL or "memory://")
    if not isinstance(store, Storage):  # the library can also give asynchronous ones
        raise TypeError(store)
    return MovingWindowRateLimiter(store)


@cache
def _parsed(limit: str) -> RateLimitItem:
    return parse(limit)


def allowed(limit: str, *who: str) -> bool:
    """Whether ``who`` may do it once more; counts this time. ``limit`` like ``"3/day"``."""
    return bool(_limiter().hit(_parsed(limit), *who))


def forget_all() -> None:
    """Begin counting anew; for tests."""
    _limiter().storage.reset()
