"""What a report is about: a month, a quarter, half a year or a year, in the organisation's zone."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.safety import roster

_KEY: Final = re.compile(r"(20\d\d)(?:-(?:(H[12])|(Q[1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True)
class Period:
    """``key`` like 2026, 2026-H1, 2026-Q3 or 2026-11; ``first`` its first day, ``after`` the day after its last."""

    key: str
    first: date
    after: date

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time.min, roster.zone())

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.after, time.min, roster.zone())

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.until <= now()

    @property
    def label(self) -> str:
        """As a person would say it."""
        year, _dash, part = self.key.partition("-")
        if part.startswith("H"):
            return (_("January to June %(year)s") if part == "H1" else _("July to December %(year)s")) % {"year": year}
        if part.startswith("Q"):
            return _("Quarter %(number)s of %(year)s") % {"number": part[1], "year": year}
        return date_format(self.first, "F Y") if part else year


def find(key: str) -> Period | None:
    """The period of this key; None for anything else."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    year, half, quarter, month = int(found[1]), found[2], found[3], found[4]
    if half:
        return _of(key, year, 6 * (int(half[1]) - 1) + 1, 6)
    if quarter:
        return _of(key, year, 3 * (int(quarter[1]) - 1) + 1, 3)
    return _of(key, year, int(month), 1) if month else _of(key, year, 1, 12)


def recent() -> list[Period]:
    """What one may want to look at: the months, quarters, halves and years of the last two years, latest first."""
    today = roster.local_day(now())
    keys: list[str] = []
    for year in (today.year, today.year - 1):
        keys += [f"{year}", f"{year}-H2", f"{year}-H1", *(f"{year}-Q{part}" for part in (4, 3, 2, 1))]
        keys += [f"{year}-{month:02}" for month in range(12, 0, -1)]
    found = [period for key in keys if (period := find(key)) is not None]
    return [period for period in found if period.first <= today]


def _of(key: str, year: int, month: int, months: int) -> Period:
    end = month + months
    return Period(key, date(year, month, 1), date(year + (end > 12), end - 12 if end > 12 else end, 1))
