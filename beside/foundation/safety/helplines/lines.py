"""Who to call, text or write to in a country: facts from data/helplines.json, never made or rewritten.

`dial` is what a person types inside the country, `tel` what the link carries; both come from the file as they
stand. Nothing here adds a country code, drops a `*`, or judges a number. Retired numbers are in the file's
own list, so that a test can prove that none comes back.
"""

import json
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache
from importlib.resources import files
from typing import Any

from .hours import open_now, parse

_KEYWORD = re.compile(r"[A-Z]{2,12}")
_CONFIDENCE = {"high": 0, "medium": 1, "low": 2}
_KIND = {"suicide_crisis": 0, "crisis": 0, "crisis_text": 1, "emotional_support": 1, "crisis_chat": 2}
_WHEN = {True: 0, None: 1, False: 2}
_PURPOSE = {"all": 0, "ambulance": 1}


@dataclass(frozen=True, slots=True)
class Emergency:
    """An emergency number. `purpose` is the file's word: "all", "ambulance", "police" …"""

    number: str
    purpose: str
    tel_href: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Sms:
    """A text line: what to send (None: any message) and where to."""

    keyword: str | None
    to: str


@dataclass(frozen=True, slots=True)
class Line:
    """One helpline. `dial` and `tel_href` are None where it takes no calls.

    `checked` is the date of the newest source ("2026-06-02", "2026-01"), not of a test call; `confirmed` the day
    the operator said it is right. `notes` are for operators.
    """

    name: str
    kind: str
    dial: str | None
    tel_href: str | None
    sms: Sms | None
    sms_href: str | None
    whatsapp: str | None
    chat: str | None
    website: str | None
    hours: str | None
    open_now: bool | None
    languages: tuple[str, ...]
    audience: str | None
    cost: str | None
    checked: str | None
    confidence: str
    notes: str | None
    sources: tuple[str, ...]
    confirmed: date | None = None


@dataclass(frozen=True, slots=True)
class HelpFor:
    """Help in one country. `known` is False where the file has nothing: then no number is given at all."""

    code: str
    country: str | None
    known: bool
    emergency: tuple[Emergency, ...]
    lines: tuple[Line, ...]
    note: str | None
    directories: tuple[str, ...]


@cache
def _file() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("data/helplines.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded


def compiled_on() -> str:
    """The date the file was put together, as YYYY-MM-DD."""
    return str(_file()["_meta"]["compiled"])


def retired() -> tuple[tuple[str, str], ...]:
    """Numbers that must never come back: country code and number as old lists print it."""
    return tuple((entry["cc"], entry["number"]) for entry in _file()["_meta"]["retired_or_wrong_numbers"])


def countries() -> list[tuple[str, str]]:
    """(code, English name) of each country in the file, by name."""
    known = [(code, entry["country"]) for code, entry in _file().items() if code != "_meta"]
    return sorted(known, key=lambda pair: pair[1])


def shipped(code: str) -> dict[str, Any] | None:
    """A country's entry in the file, a copy; None where the file has none."""
    entry = None if code == "_meta" else _file().get(code)
    return None if entry is None else deepcopy(entry)


def for_country(
    code: str,
    now: datetime,
    tz: tzinfo | None = None,
    lines: list[dict[str, Any]] | None = None,
    own: dict[str, Any] | None = None,
) -> HelpFor:
    """Help in a country: emergency numbers (for everything first), then lines.

    Lines that are open now come first, then those whose hours are not known, then closed ones with their
    hours. `code` is ISO 3166 alpha-2 in any case; `tz` the zone in which the country's hours are read (None:
    only round-the-clock lines count as open). `lines`, in the shape of the file, stand in for its own;
    `own` (country and emergency numbers) stands in where the file knows nothing of the country.
    Raises ValueError when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    wanted = code.strip().upper()
    meta = _file()["_meta"]
    directories = tuple(meta["fallback_directories_to_link_not_copy"])
    entry = None if wanted == "_META" else _file().get(wanted)
    if entry is None and (lines or own):
        entry = {"country": wanted, "emergency": [], "lines": [], **(own or {})}
    if entry is None:
        return HelpFor(wanted, None, False, (), (), None, directories)
    emergency = tuple(_emergency(number) for number in entry["emergency"])
    given = tuple(_line(line, now, tz) for line in (entry["lines"] if lines is None else lines))
    notes = [note for note in (entry.get("emergency_note"), entry.get("note")) if note]
    return HelpFor(
        code=wanted,
        country=entry["country"],
        known=True,
        emergency=tuple(sorted(emergency, key=lambda number: _PURPOSE.get(number.purpose, 2))),
        lines=tuple(sorted(given, key=_rank)),
        note=" ".join(notes) or None,
        directories=directories,
    )


def top(given: HelpFor, n: int = 3) -> tuple[Line, ...]:
    """The first n lines that are or may be open; closed ones only where nothing else is left."""
    hopeful = tuple(line for line in given.lines if line.open_now is not False)
    return (hopeful or given.lines)[: max(0, n)]


def _emergency(entry: dict[str, Any]) -> Emergency:
    return Emergency(entry["number"], entry["for"], f"tel:{entry['number']}", entry.get("note"))


def _line(entry: dict[str, Any], now: datetime, zone: tzinfo | None) -> Line:
    text = entry.get("text")
    by_whatsapp = text is not None and text["send"] == "WhatsApp"
    sms = _sms(text) if text is not None and not by_whatsapp else None
    calls = entry.get("tel") is not None and entry["kind"] != "crisis_text"
    return Line(
        name=entry["name"],
        kind=entry["kind"],
        dial=entry["dial"] if calls else None,
        tel_href=f"tel:{entry['tel']}" if calls else None,
        sms=sms,
        sms_href=_sms_href(sms) if sms else None,
        whatsapp=text["to"] if text is not None and by_whatsapp else None,
        chat=entry.get("chat"),
        website=entry.get("website"),
        hours=entry.get("hours"),
        open_now=open_now(parse(entry.get("hours")), now, zone),
        languages=tuple(entry.get("languages", ())),
        audience=entry.get("audience"),
        cost=entry.get("cost"),
        checked=entry.get("checked"),
        confidence=entry["confidence"],
        notes=entry.get("notes"),
        sources=tuple(source["url"] for source in entry["sources"]),
        confirmed=entry.get("confirmed"),
    )


def _sms(text: dict[str, str]) -> Sms:
    """A keyword is one word in capitals; "any message" and the like are none."""
    keyword = text["send"] if _KEYWORD.fullmatch(text["send"]) else None
    return Sms(keyword, text["to"])


def _sms_href(sms: Sms) -> str:
    """Only spaces go: the number stays the number the file gives."""
    number = sms.to.replace(" ", "")
    return f"sms:{number}?body={sms.keyword}" if sms.keyword else f"sms:{number}"


def _rank(line: Line) -> tuple[int, bool, int, int]:
    """Open, then not known, then closed; for everybody before for some; crisis lines first; surest first."""
    return (
        _WHEN[line.open_now],
        line.audience is not None or line.kind == "youth",
        _KIND.get(line.kind, 2),
        _CONFIDENCE.get(line.confidence, 3),
    )
