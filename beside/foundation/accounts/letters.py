"""How a letter leaves this app.

Accounts stands below notifications and so cannot know how letters travel: notifications hands in its carrier at
start-up.
"""

from collections.abc import Callable

Carrier = Callable[[str, str, str], None]
_carriers: list[Carrier] = []


class NoCarrier(RuntimeError):
    """Nothing was handed in: a letter would have been lost without a word."""


def carried_by(carrier: Carrier) -> None:
    """``carrier(to, subject, body)`` keeps a letter safe until it is sent."""
    _carriers[:] = [carrier]


def write(to: str, subject: str, body: str) -> None:
    """Leave a letter to be sent, in the caller's transaction. Raises ``NoCarrier``."""
    if not _carriers:
        raise NoCarrier
    _carriers[0](to, subject, body)
