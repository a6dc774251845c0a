"""How often something may be tried, beyond what the sign-in library counts itself."""

import hashlib
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from beside.core.refusal import Refused

# What each counts for one address (or one account, where the name says so).
CODES: Final = parse("10/hour")
NAMES: Final = parse("20/hour")
RECOVERY: Final = parse("10/hour")
SETUP: Final = parse("20/hour")


@lru_cache(maxsize=1)
def storage() -> Storage:
    """Redis where there are several processes, otherwise this process's memory."""
    if not settings.REDIS_URL:
        return MemoryStorage()
    address: str = settings.REDIS_URL
    found = storage_from_string(f"redis+{address}" if address.startswith("unix:") else address, wrap_exceptions=True)
    if not isinstance(found, Storage):
        raise TypeError(f"cannot count tries in {address}")
    return found


def count(limit: RateLimitItem, what: str, who: str) -> None:
    """Count one try. Raises ``Refused`` when there were too many; who tried is kept only as a digest.

    Where counting is not possible (Redis is away) nobody may try: a recovery code is short enough to be guessed.
    """
    key = hashlib.sha256(who.encode()).hexdigest()[:32]
    try:
        allowed = FixedWindowRateLimiter(storage()).hit(limit, what, key)
    except StorageError as error:
        raise Refused("try_later", _("This cannot be done right now. Try again in a few minutes.")) from error
    if not allowed:
        raise Refused(
            "too_many_tries",
            _("That was tried many times in a short while. Wait a little, then try again."),
            retry_after=float(limit.get_expiry()),
        )
