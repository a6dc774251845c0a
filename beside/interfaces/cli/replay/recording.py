"""Recorded conversations: JSON lines with ``problem`` and ``messages`` of ``t`` (seconds), ``who`` and ``text``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import click

from beside.core.refusal import Refused
from beside.foundation.talk import writing


@dataclass(frozen=True, slots=True)
class Said:
    """One message: seconds from the beginning, whether the seeker said it, and the text as the service keeps it."""

    at: float
    by_seeker: bool
    text: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """One conversation."""

    name: str
    problem: str
    said: tuple[Said, ...]


def read(file: Path, most: int | None) -> list[Recorded]:
    """The conversations of a file, in order. Ends the command at a line that is no conversation."""
    with file.open(encoding="utf-8") as lines:
        return list(islice(_conversations(lines), most))


def _conversations(lines: Iterator[str]) -> Iterator[Recorded]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield Recorded(str(row.get("id", number)), str(row["problem"]), _said(row["messages"]))
        except (ValueError, KeyError, TypeError, AttributeError, Refused) as error:
            raise click.ClickException(f"Line {number} is not a conversation that can be played: {error!r}") from None


def _said(messages: list[dict[str, Any]]) -> tuple[Said, ...]:
    if {message["who"] for message in messages} - {"seeker", "supporter"}:
        raise ValueError("who must be seeker or supporter")
    said = (
        Said(float(message["t"]), message["who"] == "seeker", writing.clean(message["text"])) for message in messages
    )
    return tuple(sorted(said, key=lambda one: one.at))
