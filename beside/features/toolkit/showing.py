"""What pages show of strategies and of one's own record: plain values for the templates."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beside.core import dates
from beside.features.toolkit import labels
from beside.features.toolkit.core import working
from beside.features.toolkit.core.finding import Found, Question
from beside.features.toolkit.core.strategy import Strategy
from beside.features.toolkit.core.words import MARKS, MOODS, SERVES

LONGEST_SEARCH: Final = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """A word to tap: where it leads, and whether it is chosen now."""

    label: str
    href: str
    on: bool = False


def question(given: QueryDict) -> Question:
    """What an address asks for; what makes no sense is left out."""
    mood, serves, minutes = given.get("feel", ""), given.get("for", ""), given.get("minutes", "")
    return Question(
        mood=mood if mood in MOODS else "",
        serves=serves if serves in SERVES else "",
        minutes=int(minutes) if minutes in {str(one) for one in labels.MINUTES} else 0,
        public="public" in given,
        little_energy="tired" in given,
        words=" ".join(given.get("q", "").split())[:LONGEST_SEARCH],
    )


def address(asked: Question, **other: Any) -> str:
    """The address that asks for the same with something other."""
    values = {
        "feel": asked.mood, "for": asked.serves, "minutes": asked.minutes, "public": asked.public,
        "tired": asked.little_energy, "q": asked.words,
    } | other  # fmt: skip
    pairs = [(name, "1" if value is True else value) for name, value in values.items() if value]
    return f"/toolkit?{urlencode(pairs)}" if pairs else "/toolkit"


def choices(asked: Question) -> dict[str, list[Choice]]:
    """Everything there is to tap. What is chosen can be tapped again to let it go."""
    return {
        "moods": [
            Choice(str(label), address(asked, feel="" if mood == asked.mood else mood), mood == asked.mood)
            for mood, label in labels.MOODS.items()
        ],
        "minutes": [
            Choice(_minutes(one), address(asked, minutes=0 if one == asked.minutes else one), one == asked.minutes)
            for one in labels.MINUTES
        ],
        "places": [
            Choice(_("I'm in public"), address(asked, public=not asked.public), asked.public),
            Choice(_("I have little strength"), address(asked, tired=not asked.little_energy), asked.little_energy),
        ],
    }


def _minutes(count: int) -> str:
    words = ngettext("{count} minute", "{count} minutes", count)
    return words.format(count=dates.number(count)).capitalize()


def how_long(one: Strategy) -> str:
    """How long it takes, in words."""
    return _minutes(one.minutes) if one.minutes else _("A rule for weeks")


def facts(one: Strategy) -> list[str]:
    """The few words that stand beside a strategy."""
    found = [how_long(one), str(labels.PLACES[one.place])]
    if one.discreet:
        found.append(_("Nobody notices"))
    return [*found, str(labels.ENERGIES[one.energy])]


def answers(found: list[Found]) -> list[dict[str, Any]]:
    """What was found, with why something else may suit better and what one's own record says."""
    return [
        {
            "key": row.strategy.key,
            "name": row.strategy.name,
            "what": row.strategy.what,
            "long": how_long(row.strategy),
            "discreet": row.strategy.discreet,
            "against": row.against[0].why if row.against else "",
            "record": _record(row) if row.tried >= working.ENOUGH else "",
        }
        for row in found
    ]


def _record(row: Found) -> str:
    words = _("Lighter afterwards on {number} of your last {of} times")
    number = dates.number(row.lighter) if row.lighter else _("none")
    return words.format(number=number, of=dates.number(row.tried))


def symptoms() -> list[Choice]:
    """The library by what it serves."""
    return [Choice(str(label), address(Question(), **{"for": key})) for key, label in labels.SERVES.items()]


def reasons(one: Strategy, marks: tuple[str, ...]) -> list[dict[str, str]]:
    """What the person said about themselves that speaks for something else first, and why."""
    return [{"marked": str(labels.MARKED[why.mark]), "why": why.why} for why in one.against(marks)]


def marked(marks: tuple[str, ...]) -> list[str]:
    """What is marked, in words."""
    return [str(labels.MARKS[mark]) for mark in MARKS if mark in marks]


def variants(one: Strategy) -> list[tuple[str, str]]:
    """Other ways of doing it."""
    return [(str(labels.VARIANTS[kind]), say) for kind, say in one.variants]
