"""Which notices there are, and how each is worded. Each app registers its own at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Words = Callable[[dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice.

    ``words`` fills a sentence from the notice's data. ``subject`` is the whole of what a letter says of it, so it must
    not tell what this place is about: "Someone wrote to you".
    """

    name: str
    words: Words
    subject: Callable[[], str] | None = None


class UnknownKind(LookupError):
    """A notice of a kind that nobody registered: a mistake in the app that sends it."""


_kinds: dict[str, Kind] = {}


def register_kind(name: str, words: Words, subject: Callable[[], str] | None = None) -> None:
    """Say how a kind is worded; ``subject`` only where a letter may be sent. Raises ``ValueError`` the second time."""
    if name in _kinds:
        raise ValueError(f"notices of kind {name} are registered twice")
    _kinds[name] = Kind(name, words, subject)


def kind_of(name: str) -> Kind:
    """The kind. Raises ``UnknownKind``."""
    try:
        return _kinds[name]
    except KeyError as error:
        raise UnknownKind(name) from error


def registered() -> list[str]:
    """All names, sorted."""
    return sorted(_kinds)


def words_for(name: str, data: dict[str, Any]) -> str | None:
    """A notice in words; None where the app that sent it is gone."""
    kind = _kinds.get(name)
    return kind.words(data) if kind else None
