"""When a share is open, and to whom. The caller knows the time and the people; here it is only weighed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = timedelta(days=31)
"""No share lasts longer, whatever its row says."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For how long something is shared. ``ended`` is set once somebody has seen that it was over."""

    begins: datetime
    until: datetime
    revoked: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever would read it, as they stand to its owner now.

    ``receives``: they are the one, or among those, with whom it is shared. ``apart``: either has blocked the other.
    ``walled``: one is an adult and the other is not, and this is between two people. ``here``: both have an account.
    """

    receives: bool
    apart: bool = False
    walled: bool = False
    here: bool = True


def over(terms: Terms, at: datetime) -> bool:
    """Whether it has ended at ``at``: once this was true and was noted as ``ended``, it stays so."""
    if terms.revoked is not None or terms.ended is not None:
        return True
    return at >= min(terms.until, terms.begins + LONGEST)


def is_open(terms: Terms, viewer: Viewer, at: datetime) -> bool:
    """Whether ``viewer`` may read it at ``at``. A clock set back to before its beginning opens nothing."""
    may = viewer.receives and viewer.here and not viewer.apart and not viewer.walled
    return may and terms.begins <= at and not over(terms, at)
