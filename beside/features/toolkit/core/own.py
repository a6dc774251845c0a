"""What somebody keeps for themselves: one document, which is locked as a whole. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

MOST_KEPT: Final = 60
ON_CARD: Final = 3
PEER: Final = "peer:"


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in the toolkit: the key of a strategy, or ``peer:`` and a ref; ``name`` where it has one of its own."""

    key: str
    name: str = ""
    card: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """Marks, the cautions that were read (key to version), what is kept in which order, and what helped of peers.

    ``thanked`` holds all that ever helped: its writer hears it once, even where it was taken back and said again.
    """

    marks: tuple[str, ...] = ()
    asked: bool = False
    read: Mapping[str, int] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    helped: tuple[str, ...] = ()
    thanked: tuple[str, ...] = ()
    out: Kept | None = None  # what was taken out last, so that it can be put back
    out_from: int = 0

    def has(self, key: str) -> bool:
        """Whether it is in the toolkit."""
        return any(one.key == key for one in self.kept)

    def card(self) -> tuple[Kept, ...]:
        """What stands on the card for the bad day, in order; the first things kept where nothing was chosen."""
        chosen = tuple(one for one in self.kept if one.card)
        return (chosen or self.kept)[:ON_CARD]


def read(values: Mapping[str, Any]) -> Own:
    """From plain values."""
    return Own(
        marks=tuple(values.get("marks", ())),
        asked=bool(values.get("asked", False)),
        read=dict(values.get("read", {})),
        kept=tuple(_kept(one) for one in values.get("kept", ())),
        helped=tuple(values.get("helped", ())),
        thanked=tuple(values.get("thanked", values.get("helped", ()))),
        out=_kept(values["out"]) if values.get("out") else None,
        out_from=int(values.get("out_from", 0)),
    )


def _kept(values: Mapping[str, Any]) -> Kept:
    return Kept(values["key"], values.get("name", ""), bool(values.get("card")))


def plain(own: Own) -> dict[str, Any]:
    """As plain values."""
    return {
        "marks": list(own.marks),
        "asked": own.asked,
        "read": dict(own.read),
        "kept": [_plain(one) for one in own.kept],
        "helped": list(own.helped),
        "thanked": list(own.thanked),
        "out": _plain(own.out) if own.out is not None else None,
        "out_from": own.out_from,
    }


def _plain(one: Kept) -> dict[str, Any]:
    return {"key": one.key, "name": one.name, "card": one.card}


def keep(own: Own, key: str) -> Own:
    """With this at the end, once."""
    if own.has(key):
        return own
    out = None if own.out is not None and own.out.key == key else own.out
    return replace(own, kept=(*own.kept, Kept(key)), out=out)


def let_go(own: Own, key: str) -> Own:
    """Without it, and able to put it back as it was."""
    at = next((number for number, one in enumerate(own.kept) if one.key == key), None)
    if at is None:
        return own
    return replace(own, kept=(*own.kept[:at], *own.kept[at + 1 :]), out=own.kept[at], out_from=at)


def put_back(own: Own) -> Own:
    """What was taken out last, in its old place and by its old name; off the card where that is full by now."""
    if own.out is None or own.has(own.out.key) or len(own.kept) >= MOST_KEPT:
        return forget_out(own)
    full = sum(one.card for one in own.kept) >= ON_CARD
    back = replace(own.out, card=own.out.card and not full)
    return replace(own, kept=(*own.kept[: own.out_from], back, *own.kept[own.out_from :]), out=None, out_from=0)


def forget_out(own: Own) -> Own:
    """Nothing to put back any more."""
    return replace(own, out=None, out_from=0)


def move(own: Own, key: str, by: int) -> Own:
    """One place earlier (-1) or later (1); at an end it stays."""
    order = list(own.kept)
    at = next((number for number, one in enumerate(order) if one.key == key), None)
    if at is None or not 0 <= at + by < len(order):
        return own
    order[at], order[at + by] = order[at + by], order[at]
    return replace(own, kept=tuple(order))


def rename(own: Own, key: str, name: str) -> Own:
    """Called by a name of one's own; empty for its first name."""
    return replace(own, kept=tuple(replace(one, name=name) if one.key == key else one for one in own.kept))


def on_card(own: Own, key: str, on: bool) -> Own:
    """On the card for the bad day or not. Raises ``ValueError`` for a fourth."""
    if on and sum(one.card for one in own.kept if one.key != key) >= ON_CARD:
        raise ValueError(key)
    return replace(own, kept=tuple(replace(one, card=on) if one.key == key else one for one in own.kept))
