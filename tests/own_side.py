"""What a member has of their own, as journeys ask for it; answered by ``tests.world``."""

from collections.abc import Callable
from typing import Any, Final

from beside.features.toolkit import keeping
from beside.features.toolkit.models import Try
from beside.foundation.accounts.models import Person
from tests import checkins, recovery, toolkit


def _called(name: str) -> Person:
    """Someone by sign-in name ("ada" for the cast's) or pseudonym."""
    found = Person.objects.filter(sign_in_name=f"{name}-signs-in").first()
    return found or Person.objects.get(profile__pseudonym=name)


def write_plan(who: str, key: str, text: str) -> None:
    """A step of somebody's safety plan."""
    recovery.write(_called(who), key, text)


def plan(who: str) -> dict[str, list[str]]:
    """What stands in it."""
    return recovery.plan_of(_called(who))


def journal(who: str) -> list[str]:
    """The texts of somebody's journal, sorted."""
    return recovery.journal_of(_called(who))


def letters_come(who: str) -> int:
    """The day has come for somebody's letters to themselves."""
    return recovery.let_letters_come(_called(who))


def checkins_of(who: str) -> list[dict[str, Any]]:
    """What somebody said of how they are."""
    return checkins.kept(_called(who))


def scores_of(who: str) -> list[list[Any]]:
    """What somebody answered, with its score."""
    return checkins.scores(_called(who))


def pathway(words: str = "") -> None:
    """Who is there for those who answer PHQ-9; nobody without words."""
    checkins.pathway(_called("ola"), words)


def tries(who: str) -> list[dict[str, Any]]:
    """What somebody tried, opened, oldest first."""
    return [keeping.open_try(row) for row in Try.objects.filter(person=_called(who)).order_by("pk")]


def keep_tools(who: str, keys: list[str]) -> None:
    """Somebody keeps these, and has read their cautions."""
    toolkit.keep(_called(who), keys)


def kept(who: str) -> list[dict[str, Any]]:
    """What somebody keeps in their toolkit, in order."""
    return [{"key": one.key, "name": one.name, "card": one.card} for one in keeping.own_of(_called(who)).kept]


ASKED: Final[tuple[Callable[..., Any], ...]] = (
    write_plan, plan, journal, letters_come, checkins_of, scores_of, pathway, tries, kept, keep_tools,
)  # fmt: skip
