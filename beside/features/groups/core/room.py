"""What happens in a room, one event after the other. Whoever reads the events in order gets the same room.

``apply(room, event)`` gives the room after an event, or raises ``NotNow`` with a code and leaves it as it was. Events
carry who did it and what they saw, so that two facilitators who act at once never disagree: the second acts on
what the first made, or is told that it has moved on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from beside.features.groups.core import rounds
from beside.features.groups.core.rounds import Round

LOBBY, OVER = "lobby", "over"
AGENDA: Final = ("welcome", "agreements", "check_in", "sharing", "closing", "after")
IN_TURN: Final = frozenset({"check_in", "closing"})
"""Phases that begin with a round, where a group has no agenda of its own."""
NODS: Final = frozenset({"hear", "me_too", "thank"})
"""What can be said to whoever speaks without a word: "I hear you", "Me too", "Thank you"."""
MOST_MINUTES: Final = 60
"""A session is made longer by so much at a time, at most."""


class NotNow(Exception):
    """What somebody wanted to do does not fit the room as it is; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: what, by whom (public name), when; ``data`` as each kind needs it."""

    kind: str
    by: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Room:
    """A room after ``version`` events. People stand under their public names; ``present`` in order of coming in.

    ``known`` is everybody who was ever in. ``asked`` and ``apart`` are members with the facilitator who asked them to
    talk apart, or is there with them. ``lost`` are those whose line dropped. ``nods`` are (who, which), one each, since
    the piece moved last.
    """

    leads: frozenset[str]
    ends_at: datetime
    agenda: tuple[str, ...] = AGENDA
    in_turn: frozenset[str] = IN_TURN
    version: int = 0
    phase: str = LOBBY
    since: datetime | None = None
    present: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    removed: frozenset[str] = frozenset()
    muted: frozenset[str] = frozenset()
    hands: tuple[str, ...] = ()
    round: Round | None = None
    locked: bool = False
    spoke: frozenset[str] = frozenset()
    asked: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    nods: tuple[tuple[str, str], ...] = ()

    @property
    def here(self) -> frozenset[str]:
        """Who is in the room."""
        return frozenset(self.present)

    @property
    def circle(self) -> frozenset[str]:
        """Who sits with the others: in the room, and not talking apart."""
        return self.here - {*self.apart, *self.apart.values()}

    @property
    def holder(self) -> str | None:
        """Who has the talking piece."""
        return self.round.holder if self.round is not None else None

    def may_speak(self, who: str) -> bool:
        """Whether somebody's words are for the room now: in a round the holder's and the facilitators'."""
        if who not in self.circle or who in self.removed or who in self.muted or self.phase == OVER:
            return False
        return self.holder is None or who == self.holder or who in self.leads


def apply(room: Room, event: Event) -> Room:
    """The room after the event. Raises ``NotNow``."""
    done = _DO.get(event.kind)
    if done is None:
        raise NotNow("unknown")
    if room.phase == OVER:
        raise NotNow("over")
    if event.kind in _LEADS and event.by not in room.leads:
        raise NotNow("facilitators")
    if event.kind not in _FROM_OUTSIDE and event.by not in room.here:
        raise NotNow("outside")
    return replace(done(room, event), version=room.version + 1)


# --- coming and going ---
def _enter(room: Room, event: Event) -> Room:
    who = event.by
    if who in room.removed:
        raise NotNow("removed")
    if who in room.here:
        raise NotNow("here")
    if room.locked and who not in room.known and who not in room.leads:
        raise NotNow("locked")
    known = room.known if who in room.known else (*room.known, who)
    inside = replace(room, present=(*room.present, who), known=known, lost=room.lost - {who})
    return _seated(inside, {who}, event.at)


def _seated(room: Room, people: set[str], at: datetime) -> Room:
    """These sit with the others, and have their turn in a round that runs."""
    for who in [one for one in room.present if one in people]:
        if room.round is not None:
            room = replace(room, round=rounds.back(room.round, who, room.circle, at))
    return room


def _risen(room: Room, people: set[str], at: datetime) -> Room:
    """These do not sit with the others any more: a piece that one of them holds goes on, and a hand goes down."""
    for who in sorted(people):
        if room.round is not None:
            room = replace(room, round=rounds.away(room.round, who, room.circle, at))
    return replace(
        room,
        hands=tuple(one for one in room.hands if one not in people),
        nods=tuple(one for one in room.nods if one[0] not in people),
    )


def _leave(room: Room, event: Event) -> Room:
    return _gone(room, event.by, event.at)


def _gone(room: Room, who: str, at: datetime) -> Room:
    """Out of the room; whoever was apart with them sits with the others again."""
    if who not in room.here:
        raise NotNow("outside")
    pair = _pair(room, who)
    left = replace(
        room,
        present=tuple(one for one in room.present if one != who),
        asked={one: lead for one, lead in room.asked.items() if who not in {one, lead}},
        apart={one: lead for one, lead in room.apart.items() if one not in pair},
    )
    return _seated(_risen(left, {who}, at), pair - {who}, at)


def _pair(room: Room, who: str) -> set[str]:
    """The two who are apart together, if this is one of them."""
    return next(({one, lead} for one, lead in room.apart.items() if who in {one, lead}), set())


def _lost(room: Room, event: Event) -> Room:
    """A line dropped and did not come back: said by the service, or by a facilitator who sees it."""
    who = str(event.data["who"])
    return replace(_gone(room, who, event.at), lost=room.lost | {who})


def _remove(room: Room, event: Event) -> Room:
    who = str(event.data["who"])
    if who in room.leads:
        raise NotNow("a_lead")
    if who in room.removed or who not in room.known:
        raise NotNow("outside")
    smaller = _gone(room, who, event.at) if who in room.here else room
    held = rounds.without(smaller.round, who, smaller.circle, event.at) if smaller.round is not None else None
    lost = room.lost - {who}
    return replace(smaller, removed=room.removed | {who}, muted=room.muted - {who}, round=held, lost=lost)


# --- phases ---
def _phase(room: Room, event: Event) -> Room:
    to, seen = event.data.get("to"), event.data.get("seen")
    if to not in room.agenda or to == room.phase:
        raise NotNow("phase")
    if seen is not None and seen != room.phase:
        raise NotNow("moved_on")
    held = rounds.begin(_turns(room), room.circle, event.at) if to in room.in_turn else None
    return replace(room, phase=to, since=event.at, round=held, hands=(), nods=())


def _turns(room: Room) -> list[str]:
    """Members as they came in, then those who lead."""
    return [
        *(one for one in room.present if one not in room.leads),
        *(one for one in room.present if one in room.leads),
    ]


def _begin_round(room: Room, event: Event) -> Room:
    if room.phase in {LOBBY, "after"}:
        raise NotNow("phase")
    if room.round is not None and not room.round.over:
        raise NotNow("round")
    return replace(room, round=rounds.begin(_turns(room), room.circle, event.at), nods=())


def _end_round(room: Room, _event: Event) -> Room:
    if room.round is None:
        raise NotNow("no_round")
    return replace(room, round=None)


def _extend(room: Room, event: Event) -> Room:
    minutes = event.data.get("minutes")
    if not isinstance(minutes, int) or not 0 < minutes <= MOST_MINUTES:
        raise NotNow("minutes")
    return replace(room, ends_at=room.ends_at + timedelta(minutes=minutes))


def _end(room: Room, event: Event) -> Room:
    return replace(room, phase=OVER, since=event.at, round=None, hands=(), nods=(), asked={}, apart={})


# --- the talking piece ---
def _piece(room: Room, event: Event, *, leads_too: bool) -> Round:
    """The round, for whoever may move the piece; ``seen`` is whom they saw holding it."""
    if room.round is None or room.round.holder is None:
        raise NotNow("no_round")
    seen = event.data.get("seen")
    if seen is not None and seen != room.round.holder:
        raise NotNow("moved_on")
    if event.by != room.round.holder and not (leads_too and event.by in room.leads):
        raise NotNow("not_yours")
    return room.round


def _hand_over(room: Room, event: Event) -> Room:
    held = _piece(room, event, leads_too=True)
    spoke = room.spoke | {held.holder} if held.holder else room.spoke
    return _moved(replace(room, spoke=spoke), rounds.finish(held, room.circle, event.at))


def _moved(room: Room, held: Round) -> Room:
    """The piece has moved: what was nodded to the one before is over."""
    return replace(room, round=held, nods=())


def _pass(room: Room, event: Event) -> Room:
    return _moved(room, rounds.finish(_piece(room, event, leads_too=False), room.circle, event.at))


def _later(room: Room, event: Event) -> Room:
    return _moved(room, rounds.put_off(_piece(room, event, leads_too=False), room.circle, event.at))


def _skip(room: Room, event: Event) -> Room:
    return _moved(room, rounds.put_off(_piece(room, event, leads_too=True), room.circle, event.at))


def _ask_next(room: Room, event: Event) -> Room:
    """Somebody who is still to come is asked next; the others keep their order."""
    who = event.data.get("who")
    if room.round is None or who not in room.round.left:
        raise NotNow("moved_on")
    order = (str(who), *(one for one in room.round.left if one != who))
    return replace(room, round=rounds.reorder(room.round, order))


def _reorder(room: Room, event: Event) -> Room:
    if room.round is None:
        raise NotNow("no_round")
    try:
        return replace(room, round=rounds.reorder(room.round, tuple(event.data.get("order", ()))))
    except ValueError:
        raise NotNow("moved_on") from None


# --- apart ---
def _ask_apart(room: Room, event: Event) -> Room:
    """A facilitator asks a member to talk apart; another one has to stay with the others."""
    who = str(event.data["who"])
    if who in room.leads or who not in room.circle:
        raise NotNow("outside")
    if event.by not in room.circle:
        raise NotNow("apart")
    if not (room.leads & room.circle) - {event.by}:
        raise NotNow("alone")
    return replace(room, asked={**room.asked, who: event.by})


def _go_apart(room: Room, event: Event) -> Room:
    lead = room.asked.get(event.by)
    if lead is None or not {lead, event.by} <= room.circle:
        raise NotNow("moved_on")
    if not (room.leads & room.circle) - {lead}:
        raise NotNow("alone")
    asked = {one: by for one, by in room.asked.items() if one != event.by}
    gone = replace(room, asked=asked, apart={**room.apart, event.by: lead})
    return _risen(gone, {event.by, lead}, event.at)


def _stay(room: Room, event: Event) -> Room:
    """Would rather not. The facilitator sees that the question is gone, and no more."""
    if event.by not in room.asked:
        raise NotNow("already")
    return replace(room, asked={one: lead for one, lead in room.asked.items() if one != event.by})


def _come_back(room: Room, event: Event) -> Room:
    pair = _pair(room, event.by)
    if not pair:
        raise NotNow("already")
    back = replace(room, apart={one: lead for one, lead in room.apart.items() if one not in pair})
    return _seated(back, pair, event.at)


# --- small things ---
def _nod(room: Room, event: Event) -> Room:
    which = str(event.data.get("which"))
    if which not in NODS or event.by not in room.circle:
        raise NotNow("nod")
    if (event.by, which) in room.nods:
        raise NotNow("already")
    return replace(room, nods=(*(one for one in room.nods if one[0] != event.by), (event.by, which)))


def _hand(room: Room, event: Event) -> Room:
    up = bool(event.data.get("up"))
    if (event.by in room.hands) is up:
        raise NotNow("already")
    hands = (*room.hands, event.by) if up else tuple(one for one in room.hands if one != event.by)
    return replace(room, hands=hands)


def _mute(room: Room, event: Event) -> Room:
    who, off = str(event.data["who"]), bool(event.data.get("muted"))
    if who in room.leads or who not in room.known or who in room.removed:
        raise NotNow("outside")
    if (who in room.muted) is off:
        raise NotNow("already")
    return replace(room, muted=room.muted | {who} if off else room.muted - {who})


def _lock(room: Room, event: Event) -> Room:
    shut = bool(event.data.get("locked"))
    if room.locked is shut:
        raise NotNow("already")
    return replace(room, locked=shut)


_DO: Final[dict[str, Callable[[Room, Event], Room]]] = {
    "enter": _enter, "leave": _leave, "lost": _lost, "remove": _remove, "phase": _phase, "round": _begin_round,
    "end_round": _end_round, "extend": _extend, "end": _end, "hand_over": _hand_over, "pass": _pass, "later": _later,
    "skip": _skip, "reorder": _reorder, "ask_next": _ask_next, "hand": _hand, "nod": _nod, "mute": _mute, "lock": _lock,
    "ask_apart": _ask_apart, "go_apart": _go_apart, "stay": _stay, "come_back": _come_back,
}  # fmt: skip
_LEADS: Final = frozenset({
    "remove", "phase", "round", "end_round", "extend", "end", "skip", "reorder", "ask_next", "mute", "lock",
    "ask_apart",
})  # fmt: skip
_FROM_OUTSIDE: Final = frozenset({"enter", "lost"})
KINDS: Final = frozenset(_DO)


def replay(room: Room, event: Event) -> Room:
    """The same for an event that was kept: one that no longer fits (somebody leads no more) still counts."""
    try:
        return apply(room, event)
    except NotNow:
        return replace(room, version=room.version + 1)
