"""Toolkits of the invented organisation: weeks of tries, kept things with names of their own, sheets, and what members
share of what helps them."""

from datetime import datetime, timedelta
from typing import Final

from beside.features.toolkit import access, actions, peers
from beside.features.toolkit.models import PeerStrategy
from beside.foundation.accounts.models import Person
from beside.foundation.talk import watch
from beside.interfaces.cli.demo.arriving import People
from beside.interfaces.cli.demo.moving_back import scene

# Days and hours ago, what, before and after, a line.
_TRIES: Final = {
    "marigold": (
        (23, 2, "longexhale", 8, 6, "In the lift. It was full."),
        (21, 1, "54321", 7, 7, ""),
        (18, 2, "longexhale", 7, 4, ""),
        (15, 3, "feet", 6, 5, "Before the dentist."),
        (13, 1, "paced", 6, 4, ""),
        (11, 2, "longexhale", 9, 9, "Too late, I was already at the top of it."),
        (9, 1, "paced", 5, 3, ""),
        (6, 4, "54321", 8, 5, "At the till. I named the soups."),
        (4, 2, "longexhale", 6, 3, ""),
        (3, 1, "paced", 5, 5, ""),
        (1, 2, "54321", 7, 5, ""),
    ),
    "walnut": (
        (12, 1, "delay", 8, 5, ""),
        (5, 1, "delay", 7, 6, "Rang Thursday's number instead."),
        (2, 1, "walk", 6, 4, ""),
    ),
    "pebble": ((8, 1, "selfcomp", 7, 7, ""), (3, 1, "winddown", 6, 5, "")),
}
# What, its own name, on the card.
_KEPT: Final = {
    "marigold": (("longexhale", "The straw", True), ("54321", "", True), ("paced", "", False), ("feet", "", True)),
    "walnut": (("delay", "Not before the kettle boils", True), ("walk", "", False)),
    "pebble": (("winddown", "Evening order", True),),
}
_LIFT: Final[dict[str, object]] = {
    "title": "Naming the buttons",
    "going": "Lifts and trains, when the doors close.",
    "do": "I read everything that is written in there, slowly, as if somebody had asked me to check it for mistakes."
    " Then I do it again from the bottom.",
    "does": "It does not stop the panic. It gives it less room, and I notice sooner when it is on its way down.",
    "watch": "Not when I am very tired, then the letters swim.",
    "moods": ["panic", "tense"],
}
_SOUP: Final[dict[str, object]] = {
    "title": "A pot of something at six",
    "going": "The hour when I used to go out and buy it.",
    "do": "I peel things. It needs both hands, and by the time it simmers the hour is nearly over.",
    "does": "On most evenings the worst of it passes. On some it does not, then I ring somebody.",
    "watch": "If cooking or food is hard for you, anything that needs two hands will do.",
    "moods": ["urge", "lonely"],
}
_WAITING: Final[dict[str, object]] = {
    "title": "Two lists by the bed",
    "going": "Nights when my head keeps office hours.",
    "do": "One list for tomorrow, one for never. Most things go on the second.",
    "does": "I sleep a bit sooner, I think. With my tablets it is hard to tell which of them did it.",
    "watch": "",
    "moods": ["sleep", "worry"],
}


def keep(people: People, present: datetime) -> None:
    """All of it, in the caller's transaction."""
    for name, tries in _TRIES.items():
        person = people[name]
        for days, hours, key, before, after, line in tries:
            with scene(present - timedelta(days=days, hours=hours)):
                actions.read_cautions(access.strategy(key), actor=person)
                row = actions.try_it(key, before, after, actor=person)
                if line:
                    actions.add_line(row, line, actor=person)
    for name, kept in _KEPT.items():
        with scene(present - timedelta(days=10)):
            for key, own_name, on_card in kept:
                _put(key, own_name, on_card, people[name])
    with scene(present - timedelta(days=7)):
        said = {
            "situation": "The bus stood in the tunnel.",
            "feeling": "Afraid",
            "before": "80",
            "thought": "I shall faint and everybody will look.",
            "against": "I have never fainted. Last time a woman offered me a mint.",
            "fairer": "It is loud and hot, and it will move.",
            "now": "45",
        }
        actions.keep_sheet(access.strategy("thoughtrecord"), said, actor=people["marigold"])
    _share(people, present)
    watch.sweep()


def _put(key: str, own_name: str, on_card: bool, person: Person) -> None:
    actions.keep(key, actor=person)
    if own_name:
        actions.rename(key, own_name, actor=person)
    if on_card:
        actions.put_on_card(key, True, actor=person)


def _share(people: People, present: datetime) -> None:
    moderator = people["tamarack"]
    with scene(present - timedelta(days=9)):
        lift = _told(people["marigold"], _LIFT, named=True)
        peers.publish(lift, actor=moderator)
    with scene(present - timedelta(days=6)):
        soup = _told(people["walnut"], _SOUP, named=False)
        peers.publish(soup, actor=moderator)
    with scene(present - timedelta(days=5)):
        actions.keep(f"peer:{soup.ref}", actor=people["marigold"])
        peers.helped(soup, True, actor=people["marigold"])
        peers.helped(lift, True, actor=people["pebble"])
    with scene(present - timedelta(days=1)):
        _told(people["sorrel"], _WAITING, named=True)


def _told(person: Person, said: dict[str, object], *, named: bool) -> PeerStrategy:
    row = peers.begin(actor=person)
    peers.save(row, said, named=named, actor=person)
    peers.send(row, actor=person)
    row.refresh_from_db()
    return row
