"""A toolkit with something in every part, for the walk through all pages; asked for by ``tests.world``."""

from beside.features.toolkit import access, actions, peers
from beside.features.toolkit.models import PeerStrategy
from beside.foundation.accounts.models import Person

_SAID = {
    "title": "Ten birds",
    "going": "Evenings alone.",
    "do": "I count birds from the window until there are ten.",
    "does": "It gets a little quieter.",
    "watch": "Not when it rains for days.",
    "moods": ["low", "lonely"],
}


def fill(ada: Person, ben: Person, mo: Person) -> None:
    """Ada keeps, tries and writes; what Ben shares shows, what Ada shares waits with a note."""
    actions.set_marks(["breath"], actor=ada)
    keep(ada, ["feet", "54321", "music", "thoughtrecord"])
    for before, after in ((8, 5), (7, 7), (6, 4), (9, 6)):
        actions.try_it("feet", before, after, actor=ada)
    actions.add_line(actions.try_it("54321", 8, 9, actor=ada), "On the bus.", actor=ada)
    said = {"people-matters": "9", "people-lived": "2", "act": "Ring my sister."}
    actions.keep_sheet(access.strategy("values"), said, actor=ada)
    shown = shared(ben)
    peers.publish(shown, actor=mo)
    actions.keep(f"peer:{shown.ref}", actor=ada)
    waiting = shared(ada, do="I take 50 mg and count birds.")
    peers.say(waiting, "May I ask about the middle part?", actor=mo)


def keep(who: Person, keys: list[str]) -> None:
    """Somebody keeps these, and has read their cautions."""
    for key in keys:
        actions.read_cautions(access.strategy(key), actor=who)
        actions.keep(key, actor=who)


def shared(who: Person, **other: str) -> PeerStrategy:
    """Something a member shares, with a moderator."""
    row = peers.begin(actor=who)
    peers.save(row, _SAID | other, named=True, actor=who)
    peers.send(row, actor=who)
    row.refresh_from_db()
    return row
