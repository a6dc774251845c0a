"""Reading: what somebody keeps, what their record says, and one thing that may help. For others above, too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beside.core import dates
from beside.features.toolkit import access, drawing, keeping, peers, showing
from beside.features.toolkit.core import working
from beside.features.toolkit.core.own import PEER, Kept, Own
from beside.features.toolkit.core.strategy import Strategy
from beside.features.toolkit.core.working import Record, Try
from beside.features.toolkit.library import Library, library
from beside.features.toolkit.models import PeerStrategy
from beside.foundation.accounts.models import Person

_FIRST: Final = ("feet", "longexhale", "54321")  # for those who have neither kept nor tried anything
_LOOKED_AT: Final = 60


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a toolkit. ``gone`` where a peer took it back or the organisation offers it no longer."""

    key: str
    name: str
    href: str
    first_name: str = ""
    card: bool = False
    gone: bool = False
    strategy: Strategy | None = None
    peer: PeerStrategy | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may help, and why it is this one."""

    name: str
    href: str
    long: str
    why: str


OFFLINE: Final = 12
"""So many of the things somebody keeps open without a network; each page more is fetched by every browser of theirs."""


def kept_names(person: Person) -> list[Item]:
    """What the person keeps, in their order, by the names they gave."""
    return [one for one in items(person, keeping.own_of(person).kept) if not one.gone]


def items(person: Person, kept: Sequence[Kept]) -> list[Item]:
    """What is kept, with what it is now."""
    known = library()
    refs = [one.key.removeprefix(PEER) for one in kept if one.key.startswith(PEER)]
    shared = {row.ref: row for row in access.peer_strategies(person).filter(ref__in=refs)} if refs else {}
    return [_item(one, known, shared) for one in kept]


def _item(one: Kept, known: Library, shared: dict[str, PeerStrategy]) -> Item:
    if one.key.startswith(PEER):
        row = shared.get(one.key.removeprefix(PEER))
        if row is None:
            return Item(one.key, one.name or _("Something a peer shared"), "", gone=True)
        first = peers.opened(row).get("title") or _("Something a peer shared")
        return Item(one.key, one.name or first, f"/toolkit/peers/{row.ref}", first, one.card, peer=row)
    found = known.shown.get(one.key)
    if found is None:
        before = known.hidden.get(one.key)
        return Item(one.key, one.name or (before.name if before else one.key), "", gone=True)
    return Item(one.key, one.name or found.name, f"/toolkit/do/{one.key}", found.name, one.card, strategy=found)


def tried(person: Person) -> dict[str, tuple[int, int]]:
    """How often each strategy was tried with both numbers, lately, and how often it was lighter afterwards."""
    return {row.key: (row.both, row.lighter) for row in working.records(keeping.tries_of(person, _LOOKED_AT))}


def uses(person: Person, since: datetime, until: datetime) -> list[tuple[str, list[datetime]]]:
    """What the person used in these days, by the name they gave it, and when."""
    found = keeping.tries_between(person, since, until)
    if not found:  # nothing to name
        return []
    return [(one.name, found[one.key]) for one in items(person, _kept_as(person, found))]


def _kept_as(person: Person, wanted: Iterable[str]) -> list[Kept]:
    """As it stands in the person's toolkit, or as it would."""
    kept = {one.key: one for one in keeping.own_of(person).kept}
    return [kept.get(key) or Kept(key) for key in wanted if key]


def suggestion(person: Person) -> Suggestion | None:
    """One thing that may help now. Says only what the person's own record shows."""
    own, known = keeping.own_of(person), library()
    rows = working.records(keeping.tries_of(person, _LOOKED_AT))
    for row in rows:
        one = known.shown.get(row.key)
        if one is not None and row.says in (working.OFTEN, working.SOMETIMES) and not one.against(own.marks):
            return Suggestion(_own_name(own, one), f"/toolkit/do/{one.key}", showing.how_long(one), in_words(row))
    for kept in own.kept:
        one = known.shown.get(kept.key)
        if one is not None:
            return Suggestion(
                kept.name or one.name, f"/toolkit/do/{one.key}", showing.how_long(one), _("You keep it here.")
            )
    firsts = [known.shown[key] for key in _FIRST if key in known.shown]
    gentle = next((one for one in firsts if not one.against(own.marks)), None)
    if gentle is None:
        return None
    why = _("A short one to begin with. It needs nothing, and you can stop at any time.")
    return Suggestion(gentle.name, f"/toolkit/do/{gentle.key}", showing.how_long(gentle), why)


def _own_name(own: Own, one: Strategy) -> str:
    return next((kept.name for kept in own.kept if kept.key == one.key and kept.name), one.name)


def in_words(row: Record) -> str:
    """What the record shows, in one sentence; honest where it is little."""
    if row.says == working.TOO_EARLY:
        return _("Too early to say: a few more tries, and it may show something.")
    number, of = dates.number(row.lighter), dates.number(row.both)
    if row.lighter == 0:
        return ngettext(
            "It was not lighter afterwards the last time.", "It was not lighter afterwards in the last {of} times.",
            row.both,
        ).format(of=of)  # fmt: skip
    if row.lighter == row.both:
        return _("It was lighter afterwards each of the last {of} times.").format(of=of)
    return ngettext(
        "It was lighter afterwards on {number} of the last {of} times.",
        "It was lighter afterwards on {number} of the last {of} times.",
        row.lighter,
    ).format(number=number, of=of)


def records_of(tries: Iterable[Try]) -> list[dict[str, Any]]:
    """What works for me: each record with its picture and its sentence."""
    known = library()
    return [_shown(row, known) for row in working.records(tries)]


def record_of(person: Person, key: str, known: Library) -> dict[str, Any] | None:
    """What one's record says of one strategy; None where it was never tried."""
    rows = working.records(one for one in keeping.tries_of(person) if one.key == key)
    return _shown(rows[0], known) if rows else None


def _shown(row: Record, known: Library) -> dict[str, Any]:
    one = known.shown.get(row.key) or known.hidden.get(row.key)
    href = f"/toolkit/do/{row.key}" if row.key in known.shown else ""
    if row.key.startswith(PEER):
        href = f"/toolkit/peers/{row.key.removeprefix(PEER)}"
    return {
        "key": row.key,
        "row": row,
        "name": one.name if one is not None else _("Something a peer shared"),
        "href": href,
        "says": in_words(row),
        "picture": drawing.picture(row),
    }
