"""What features tell search at start-up: who may find what, and how a hit is shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise

from beside.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Card:
    """A hit as its reader sees it: plain text throughout. ``place`` says where it stands."""

    title: str
    href: str
    line: str
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of text that can be found.

    ``scopes`` gives the scopes whose texts the person may read. ``cards`` checks each ref once more and leaves out what
    may not be read after all, so that a stale row can never show anything.
    """

    kind: str
    label: "str | Promise"
    scopes: Callable[[Person], Iterable[str]]
    cards: Callable[[Sequence[str], Person], Mapping[str, Card]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to narrow a search: the name of its field, what it is called, and (mark or scope, words) to choose from."""

    name: str
    label: "str | Promise"
    options: Callable[[Person], Sequence[tuple[str, "str | Promise"]]]


_sources: Final[dict[str, Source]] = {}
_choices: Final[dict[str, Choice]] = {}


def register(source: Source, *choices: Choice) -> None:
    """Let texts of this kind be found, and narrowed by ``choices``."""
    _sources[source.kind] = source
    _choices.update({choice.name: choice for choice in choices})


def sources() -> list[Source]:
    """Every kind there is, in the order of start-up."""
    return list(_sources.values())


def choices() -> list[Choice]:
    """Every way to narrow."""
    return list(_choices.values())
