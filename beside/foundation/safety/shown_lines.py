"""Helplines as they are shown: the shipped facts with what the operator said of them laid over.

Rows are remembered in each process for half a minute, so that *Get help now* asks the database nearly never, and a
change made in another process shows within that half minute.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any, Final

from beside.core.clock import now
from beside.foundation.safety import helplines
from beside.foundation.safety.models import LineSaid

STALE: Final = timedelta(days=183)  # six months
_REMEMBERED_SECONDS = 30.0
_MOST_COUNTRIES: Final = 300  # anyone may ask for any two letters


@dataclass(frozen=True, slots=True)
class _Held:
    """Every row by country and name, read at ``at`` (monotonic seconds), and what was laid out from them."""

    at: float
    rows: dict[str, dict[str, LineSaid]]
    laid: dict[str, list[dict[str, Any]]]


_remembered: _Held | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line (or, with an empty name, a country's emergency numbers) as shown. ``confirmed_at`` is None where nobody
    has confirmed what is shown now. ``shipped`` is None for a line the operator added.
    """

    name: str
    entry: dict[str, Any]
    shipped: dict[str, Any] | None
    changed: bool
    hidden: bool
    confirmed_at: datetime | None
    note: str

    @property
    def stale(self) -> bool:
        """Whether the confirmation is older than six months."""
        return self.confirmed_at is not None and self.confirmed_at < now() - STALE


def forget() -> None:
    """Read the rows anew the next time."""
    global _remembered
    _remembered = None


def facts(country: str, *, fresh: bool = False) -> list[Fact]:
    """Emergency numbers first, then every line of a country, hidden ones too; ``fresh`` asks the database."""
    if fresh:
        forget()
    code = country.strip().upper()
    return _facts(code, _held().rows.get(code, {}))


def _facts(code: str, said: dict[str, LineSaid]) -> list[Fact]:
    shipped = helplines.shipped(code)
    found = [] if shipped is None else [_fact("", {"numbers": shipped["emergency"]}, said.get(""))]
    lines = shipped["lines"] if shipped is not None else []
    found += [_fact(line["name"], line, said.get(line["name"])) for line in lines]
    added = [_fact(row.name, None, row) for row in said.values() if row.added]
    return sorted([*found, *added], key=lambda fact: fact.name != "")


def entries(country: str) -> list[dict[str, Any]]:
    """The lines to show, in the shape of the data file, each with ``confirmed`` (a date or None)."""
    code, held = country.strip().upper(), _held()
    if (known := held.laid.get(code)) is not None:
        return known
    laid = [
        {**fact.entry, "confirmed": fact.confirmed_at.date() if fact.confirmed_at else None}
        for fact in _facts(code, held.rows.get(code, {}))
        if fact.name and not fact.hidden
    ]
    if len(held.laid) < _MOST_COUNTRIES:
        held.laid[code] = laid
    return laid


def own_country(country: str) -> dict[str, Any] | None:
    """Name and emergency numbers that the operator gave for a country which the file does not know."""
    code = country.strip().upper()
    row = _held().rows.get(code, {}).get("")
    if row is None or not row.added:
        return None
    return {"country": row.changes["country"], "emergency": row.changes["numbers"]}


def countries() -> list[tuple[str, str]]:
    """(code, name) of every country with emergency numbers, by name."""
    own = [(code, given["country"]) for code in list(_held().rows) if (given := own_country(code)) is not None]
    return sorted([*helplines.countries(), *own], key=lambda pair: pair[1])


def all_overdue() -> list[LineSaid]:
    """Rows, of any country, whose confirmation holds for what is shown and is older than six months."""
    forget()
    return [
        row
        for code, rows in _held().rows.items()
        for fact in _facts(code, rows)
        if fact.stale and not fact.hidden and (row := rows.get(fact.name)) is not None
    ]


def emergency_confirmed(country: str) -> date | None:
    """The day the operator said that a country's emergency numbers are right; None where nobody has."""
    code = country.strip().upper()
    row = _held().rows.get(code, {}).get("")
    if row is None or row.confirmed_at is None:
        return None
    fact = _facts(code, {"": row})[0]
    return fact.confirmed_at.date() if fact.confirmed_at else None


def fingerprint(entry: dict[str, Any]) -> str:
    """What a confirmation is about: the fact as shown."""
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()


def overdue(country: str) -> list[Fact]:
    """What is shown and was confirmed more than six months ago."""
    return [fact for fact in facts(country, fresh=True) if fact.stale and not fact.hidden]


def confirmed(country: str) -> list[Fact]:
    """Lines that are shown and confirmed; the emergency numbers are not counted among them."""
    return [fact for fact in facts(country, fresh=True) if fact.name and fact.confirmed_at and not fact.hidden]


def _fact(name: str, shipped: dict[str, Any] | None, row: LineSaid | None) -> Fact:
    if row is None:
        return Fact(name, shipped or {}, shipped, False, False, None, "")
    entry = {**(shipped or {}), **row.changes}
    holds = row.confirmed_as == fingerprint(entry)
    return Fact(name, entry, shipped, bool(row.changes), row.hidden, row.confirmed_at if holds else None, row.note)


def _held() -> _Held:
    global _remembered
    held = _remembered
    if held is None or monotonic() - held.at > _REMEMBERED_SECONDS:
        found: dict[str, dict[str, LineSaid]] = {}
        for row in LineSaid.objects.order_by("pk"):
            found.setdefault(row.country, {})[row.name] = row
        held = _remembered = _Held(monotonic(), found, {})
    return held
