"""Which notices there are, and how each is worded. Each app registers its own at start-up."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Words = Callable[[dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice.

    ``words`` fills a sentence from the notice's data. ``subject`` is the whole of what a letter or a push says of it,
    so it must not tell what this place is about: "Someone wrote to you"; a kind without one never leaves our pages.
    ``label`` and ``group`` are how the settings page names it. ``urgent`` kinds go first; ``staff`` kinds are sent to
    people for their work here. ``email`` is whether letters are on until the person says otherwise; ``each_time``
    writes for every notice, not only for the first unseen one.
    """

    name: str
    words: Words
    subject: Callable[[], str] | None = None
    label: str | Promise = ""
    group: str | Promise = ""
    urgent: bool = False
    staff: bool = False
    email: bool = True
    each_time: bool = False

    @property
    def gathers(self) -> bool:
        """Whether a letter of it may wait for others: nothing that is urgent, or that is over by then."""
        return self.subject is not None and not self.urgent and not self.each_time

    @property
    def mark(self) -> str:
        """A short name for forms and links, which tells nothing to whoever reads the link."""
        return hashlib.sha256(self.name.encode()).hexdigest()[:12]


class UnknownKind(LookupError):
    """A notice of a kind that nobody registered: a mistake in the app that sends it."""


_kinds: dict[str, Kind] = {}


def register_kind(name: str, words: Words, subject: Callable[[], str] | None = None, **more: Any) -> None:
    """Say how a kind is worded; ``subject`` only where it may leave our pages; ``more`` are the other fields of
    ``Kind``. Raises ``ValueError`` the second time.
    """
    if name in _kinds:
        raise ValueError(f"notices of kind {name} are registered twice")
    _kinds[name] = Kind(name, words, subject, **more)


def kind_of(name: str) -> Kind:
    """The kind. Raises ``UnknownKind``."""
    try:
        return _kinds[name]
    except KeyError as error:
        raise UnknownKind(name) from error


def by_mark(mark: str) -> Kind | None:
    """The kind with this short name; None where the app that sent it is gone."""
    return next((kind for kind in _kinds.values() if kind.mark == mark), None)


def registered() -> list[str]:
    """All names, sorted."""
    return sorted(_kinds)


def that_leave() -> list[Kind]:
    """Kinds that may be written or pushed, in the order of start-up."""
    return [kind for kind in _kinds.values() if kind.subject is not None]


def words_for(name: str, data: dict[str, Any]) -> str | None:
    """A notice in words; None where the app that sent it is gone."""
    kind = _kinds.get(name)
    return kind.words(data) if kind else None
