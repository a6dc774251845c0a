"""The page *Mine*: its corners come from whatever keeps something for a person; profiles knows none of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from beside.foundation.accounts.models import Person


@dataclass(frozen=True)
class Corner:
    """One card on *Mine*: a title, a line in words, and ways in as (address, label); the first is the main one."""

    key: str
    title: str
    line: str
    ways: tuple[tuple[str, str], ...]


_corners: Final[dict[int, Callable[[Person], Corner]]] = {}


def register_corner(place: int, corner: Callable[[Person], Corner]) -> None:
    """Show what ``corner(person)`` gives on *Mine*, lower places first; called once at start-up for each place."""
    _corners[place] = corner


def corners_of(person: Person) -> list[Corner]:
    """The cards of this person's *Mine*, in order."""
    return [_corners[place](person) for place in sorted(_corners)]
