"""The one place that asks what time it is, so that tests can hold time still."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in UTC, with its zone."""
    return datetime.now(UTC)
