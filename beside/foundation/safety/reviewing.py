"""What the layers above tell safety at start-up: whose texts can be looked at, who people are, what follows a block.

Safety knows no feature. An app that holds texts members write registers one ``Reviewable`` for each kind; the app
that knows what people are called registers ``People``; whoever must act when two people part registers that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from beside.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One text as it stands now. ``place`` says where in words ("A conversation with Heron"), without its content."""

    text: str
    author_id: int | None
    at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A kind of text that can be reported and looked at.

    ``read`` answers for a member and gives None unless they may read the text themselves. ``read_for_case`` answers
    for staff with a case about this one text; its caller has written the audit row. Neither gives anything around it.

    ``hide``, ``restore`` and ``empty`` are what a decision does to the text: out of everyone's sight but still kept,
    back as it was, and gone for good once nobody can appeal any more. Without them a text can only be asked about.
    ``sealed`` says how more is opened by two people; without it there is nothing around the text.
    """

    kind: str
    read: Callable[[str, Person], Excerpt | None]
    read_for_case: Callable[[str], Excerpt | None]
    hide: Callable[[str], None] | None = None
    restore: Callable[[str], None] | None = None
    empty: Callable[[str], None] | None = None
    sealed: "Sealed | None" = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A private place that a text stands in. ``place`` names it by the text's ref; ``around`` gives some texts before
    and after it; ``members`` who is in it, and where each can see that it was opened.
    """

    place: Callable[[str], str]
    around: Callable[[str], Sequence[Excerpt]]
    members: Callable[[str], Sequence[tuple[Person, str]]]


@dataclass(frozen=True, slots=True)
class Home:
    """Where someone said they live: ISO 3166 alpha-2 code ("" if they did not say) and time zone."""

    country: str
    zone: tzinfo | None


@dataclass(frozen=True, slots=True)
class OwnFirst:
    """Something of a person's own that stands first on their help page, such as a safety plan: words and a place."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class People:
    """How to call people (by number; those who left are missing), and where one of them lives."""

    names: Callable[[Iterable[int]], Mapping[int, str]]
    home: Callable[[Person], Home]


OnBlock = Callable[[Person, Person], None]

OwnHelp = Callable[[Person], "OwnFirst | None"]

_own_help: list[OwnHelp] = []
_reviewables: dict[str, Reviewable] = {}
_on_block: list[OnBlock] = []
_people: list[People] = []


def register(reviewable: Reviewable) -> None:
    """Say that texts of this kind can be looked at. Raises ``ValueError`` for a kind that is there already."""
    if reviewable.kind in _reviewables:
        raise ValueError(f"{reviewable.kind} is registered twice")
    _reviewables[reviewable.kind] = reviewable


def reviewable(kind: str) -> Reviewable | None:
    """The registered kind, or None."""
    return _reviewables.get(kind)


def kinds() -> list[str]:
    """Every kind of text that can be looked at."""
    return sorted(_reviewables)


def register_on_block(react: OnBlock) -> None:
    """Run ``react(who_blocks, who_is_blocked)`` inside the transaction of every new block."""
    if react not in _on_block:
        _on_block.append(react)


def tell_of_block(by: Person, of: Person) -> None:
    """Let every layer react to a block."""
    for react in _on_block:
        react(by, of)


def register_people(people: People) -> None:
    """Say who knows what people are called; the last word holds."""
    _people[:] = [people]


def names(person_ids: Iterable[int | None]) -> Mapping[int, str]:
    """What these people are called here; whoever left is missing."""
    wanted = {person_id for person_id in person_ids if person_id is not None}
    return _people[0].names(wanted) if _people and wanted else {}


def name_of(person: Person | None) -> str:
    """What this person is called here; empty for someone who left."""
    return names([person.pk]).get(person.pk, "") if person is not None else ""


def home_of(person: Person) -> Home:
    """Where they said they live."""
    return _people[0].home(person) if _people else Home("", None)


def register_help_first(own: OwnHelp) -> None:
    """Show what ``own(person)`` gives, if anything, above the lines on that person's help page."""
    if own not in _own_help:
        _own_help.append(own)


def help_first(person: Person) -> list[OwnFirst]:
    """What is the person's own on their help page, in the order of registration."""
    return [found for own in _own_help if (found := own(person)) is not None]
