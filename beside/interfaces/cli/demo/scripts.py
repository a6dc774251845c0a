"""Reading the scripts of conversations in ``talks/``; README.md says how they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/London")
_AGO: Final = re.compile(r"(\d+) minutes ago")
_DAY: Final = re.compile(r"(?:(\d+) days ago|yesterday), (\d\d):(\d\d)")
_LATER: Final = re.compile(r"(\d+) minutes later")
_SAID: Final = re.compile(r"([a-z]+): (.+)")


@dataclass(slots=True)
class Line:
    """One message, and what became of it. ``pause`` is how long nothing was said before it."""

    by: str
    text: str
    pause: timedelta
    reactions: list[tuple[str, str]] = field(default_factory=list)
    edited: str = ""
    taken_back: bool = False


@dataclass(slots=True)
class Sitting:
    """The two sit down together once."""

    began: datetime
    lines: list[Line] = field(default_factory=list)


class Misprint(ValueError):
    """A line of a script that means nothing; the message says which."""


def read(name: str, present: datetime) -> list[Sitting]:
    """The sittings of ``talks/<name>.txt``, as seen from ``present``. Raises ``Misprint``."""
    text = files(__package__).joinpath("talks", f"{name}.txt").read_text(encoding="utf-8")
    sittings: list[Sitting] = []
    silence = timedelta()
    for number, line in enumerate(text.splitlines(), start=1):
        kind, words = line[:2], line.strip()
        try:
            if kind == "==":
                sittings.append(Sitting(_when(words[3:], present)))
                silence = timedelta()
            elif words.startswith("["):
                silence += _directed(sittings[-1], words[1:-1])
            elif words:
                sittings[-1].lines.append(_line(words, silence))
                silence = timedelta()
        except (AttributeError, IndexError) as error:
            raise Misprint(f"{name}.txt, line {number}: {line}") from error
    return sittings


def moments(sitting: Sitting) -> Iterator[tuple[datetime, Line]]:
    """Each line with the moment it was sent: people read and write at a human pace."""
    at = sitting.began
    for line in sitting.lines:
        at += line.pause + timedelta(seconds=18 + min(len(line.text) * 0.3, 90))
        yield at, line


def _when(words: str, present: datetime) -> datetime:
    ago = _AGO.fullmatch(words)
    if ago:
        return present - timedelta(minutes=int(ago[1]))
    days, hour, minute = _groups(_DAY, words)
    day = present.astimezone(ZONE) - timedelta(days=int(days or 1))
    return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


def _line(words: str, silence: timedelta) -> Line:
    by, text = _groups(_SAID, words)
    return Line(by, text.replace(" ¶ ", "\n\n"), silence)


def _directed(sitting: Sitting, words: str) -> timedelta:
    """Carry out a stage direction; the silence it asks for."""
    later = _LATER.fullmatch(words)
    if later:
        return timedelta(minutes=int(later[1]))
    line = sitting.lines[-1]
    if words == "taken back":
        line.taken_back = True
    elif words.startswith("edited: "):
        line.edited = words.removeprefix("edited: ")
    else:
        by, kind = _groups(_SAID, words)
        line.reactions.append((by, kind))
    return timedelta()


def _groups(pattern: re.Pattern[str], words: str) -> tuple[str, ...]:
    found = pattern.fullmatch(words)
    if found is None:
        raise IndexError(words)
    return found.groups()
