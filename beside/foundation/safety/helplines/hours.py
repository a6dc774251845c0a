"""Reads opening hours, and only those that leave no doubt.

Two forms are read: "24/7", and a clock span with its days named ("10:00-24:00 daily", "Mon-Sat 10:00-20:00").
Whatever else a source wrote (two sources that differ, an old year in brackets, exceptions, no days) stays
words for people, and whether the line is open counts as not known.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SPAN = re.compile(
    r"(?:(?P<first>Mon|Tue|Wed|Thu|Fri|Sat|Sun)-(?P<last>Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?"
    r"(?P<from_hour>[01]\d|2[0-3]):(?P<from_minute>[0-5]\d)-(?P<to_hour>[01]\d|2[0-4]):(?P<to_minute>[0-5]\d)"
    r"(?P<daily> daily)?"
)


@dataclass(frozen=True, slots=True)
class Hours:
    """A span that repeats on the named days (0 is Monday); minutes from that day's midnight, the end above
    1440 when it runs past midnight."""

    days: frozenset[int]
    opens: int
    closes: int

    def open_at(self, local: datetime) -> bool:
        """Whether the span covers a local time, today's or the one that began yesterday."""
        minute = local.hour * 60 + local.minute
        yesterday = (local - timedelta(days=1)).weekday()
        today = local.weekday() in self.days and self.opens <= minute < self.closes
        return today or (yesterday in self.days and self.opens <= minute + 1440 < self.closes)


ALWAYS = Hours(frozenset(range(7)), 0, 1440)


def parse(text: str | None) -> Hours | None:
    """The hours behind a text, or None when it leaves any doubt."""
    if text is None:
        return None
    if text == "24/7":
        return ALWAYS
    found = _SPAN.fullmatch(text)
    if found is None or bool(found["first"]) == bool(found["daily"]):
        return None
    opens = int(found["from_hour"]) * 60 + int(found["from_minute"])
    closes = int(found["to_hour"]) * 60 + int(found["to_minute"])
    if closes > 1440 or opens == closes:
        return None
    return Hours(_days(found["first"], found["last"]), opens, closes if closes > opens else closes + 1440)


def _days(first: str | None, last: str | None) -> frozenset[int]:
    if first is None or last is None:
        return frozenset(range(7))
    start, end = _DAYS.index(first), _DAYS.index(last)
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))


def open_now(hours: Hours | None, now: datetime, zone: tzinfo | None) -> bool | None:
    """True or False where hours and the line's local time are known, else None. `now` must be aware."""
    if hours is None:
        return None
    if hours == ALWAYS:
        return True
    return hours.open_at(now.astimezone(zone)) if zone is not None else None
