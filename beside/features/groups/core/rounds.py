"""A round with a talking piece: everybody is asked once, in an order all can see; passing is always all right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Round:
    """``order``: who is asked, in order. ``done`` had their turn or passed; ``later`` asked to come back at the end.

    ``holder`` has the piece, since ``since``; None when everybody was asked. ``put_off``: who asked for later already.
    """

    order: tuple[str, ...]
    holder: str | None = None
    since: datetime | None = None
    done: frozenset[str] = frozenset()
    later: tuple[str, ...] = ()
    put_off: frozenset[str] = frozenset()

    @property
    def left(self) -> tuple[str, ...]:
        """Who is still to come, in the order in which they are asked, without the holder."""
        gone = self.done | {self.holder}
        first = tuple(who for who in self.order if who not in gone and who not in self.later)
        return first + tuple(who for who in self.later if who not in gone)

    @property
    def over(self) -> bool:
        """Whether everybody was asked."""
        return self.holder is None and not self.left


def begin(people: Iterable[str], present: frozenset[str], at: datetime) -> Round:
    """A new round; the piece goes to the first who is there."""
    return _to_next(Round(tuple(dict.fromkeys(people))), present, at)


def _to_next(held: Round, present: frozenset[str], at: datetime) -> Round:
    """The piece goes to the next who is there. Whoever is away keeps their place for when they are back."""
    free = replace(held, holder=None, since=None)
    following = next((who for who in free.left if who in present), None)
    return replace(free, holder=following, since=at if following else None)


def finish(held: Round, present: frozenset[str], at: datetime) -> Round:
    """The holder has spoken, or passes."""
    if held.holder is None:
        return held
    return _to_next(replace(held, done=held.done | {held.holder}), present, at)


def put_off(held: Round, present: frozenset[str], at: datetime) -> Round:
    """The holder comes back at the end; asked for a second time it is a pass, or a round would never be over."""
    who = held.holder
    if who is None:
        return held
    if who in held.put_off:
        return finish(held, present, at)
    later = (*(one for one in held.later if one != who), who)
    return _to_next(replace(held, later=later, put_off=held.put_off | {who}), present, at)


def away(held: Round, who: str, present: frozenset[str], at: datetime) -> Round:
    """Somebody went out of the room: the piece goes on, and their turn waits for them at the end."""
    if held.holder != who:
        return held
    later = (*(one for one in held.later if one != who), who)
    return _to_next(replace(held, later=later), present, at)


def back(held: Round, who: str, present: frozenset[str], at: datetime) -> Round:
    """Somebody came in: newcomers are asked last. The piece goes to them at once where nobody holds it."""
    order = held.order if who in held.order else (*held.order, who)
    known = replace(held, order=order)
    return known if known.holder is not None else _to_next(known, present, at)


def without(held: Round, who: str, present: frozenset[str], at: datetime) -> Round:
    """Somebody is out for good."""
    smaller = replace(
        held,
        order=tuple(one for one in held.order if one != who),
        later=tuple(one for one in held.later if one != who),
        done=held.done - {who},
    )
    return _to_next(smaller, present, at) if held.holder == who else smaller


def reorder(held: Round, order: tuple[str, ...]) -> Round:
    """Those still to come in another order. ValueError unless it names exactly them."""
    if sorted(order) != sorted(held.left):
        raise ValueError("another order must name exactly those who are still to come")
    asked = tuple(who for who in held.order if who not in order)
    return replace(held, order=(*asked, *order), later=())
