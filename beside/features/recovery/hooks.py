"""What those above tell this app at start-up: suggestions for plans, and with whom something can be shared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from beside.foundation.accounts.models import Person

Suggest = Callable[[Person], list[str]]
_suggestions: Final[dict[str, list[Suggest]]] = {}


def register_suggestions(step: str, suggest: Suggest) -> None:
    """Offer ``suggest(person)``, a line each, at a step of the safety plan (a key of ``content.STEPS``)."""
    held = _suggestions.setdefault(step, [])
    if suggest not in held:
        held.append(suggest)


def suggestions(step: str, person: Person) -> list[str]:
    """What is offered, in the order of registration."""
    return [line for suggest in _suggestions.get(step, []) for line in suggest(person)]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody, or several, with whom something can be shared. ``key`` is a public name; "" where there is but one."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Receivers:
    """One kind of receiver.

    ``options(owner)`` gives those the owner may choose. ``keys_of(viewer)`` the keys as which somebody receives now.
    ``name(key)`` how one is called ("" once it is gone). ``people(key)`` who is told. ``person(key)`` is the one person
    it is, if it is one. ``walled(owner, viewer)`` whether the two must not meet, being an adult and a minor.
    """

    label: "str | Promise"
    options: Callable[[Person], list[Receiver]]
    keys_of: Callable[[Person], Iterable[str]]
    name: Callable[[str], str]
    people: Callable[[str], list[Person]]
    person: Callable[[str], Person | None] = lambda _key: None
    walled: Callable[[Person, Person], bool] = lambda _owner, _viewer: False


_receivers: Final[dict[str, Receivers]] = {}


def register_receivers(kind: str, receivers: Receivers) -> None:
    """Let things be shared with receivers of this kind; the last word holds."""
    _receivers[kind] = receivers


def receivers() -> dict[str, Receivers]:
    """Every kind, in the order of registration."""
    return dict(_receivers)
