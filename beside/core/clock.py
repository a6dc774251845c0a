"""The one place that asks what time it is, so that tests can hold time still."""

from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """The present moment, in UTC, with its zone."""
    return datetime.now(UTC)


def from_browser(text: str) -> datetime | None:
    """A moment as a browser writes it, in UTC where it names no zone; what is no time is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def lately(moment: datetime | None, within: timedelta) -> datetime:
    """That moment, where it lies in the last while; else the present one: a browser's clock may say anything."""
    present = now()
    return moment if moment is not None and present - within <= moment <= present else present
