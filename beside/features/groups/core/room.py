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
"""Phases that begin with a round."""
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
    """A room after ``version`` events. People stand under their public names; ``present`` in order of coming in."""

    leads: frozenset[str]
    ends_at: datetime
    agenda: tuple[str, ...] = AGENDA
    version: int = 0
    phase: str = LOBBY
    since: datetime | None = None
    present: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    muted: frozenset[str] = frozenset()
    hands: tuple[str, ...] = ()
    round: Round | None = None
    locked: bool = False
    spoke: frozenset[str] = frozenset()

    @property
    def here(self) -> frozenset[str]:
        """Who is in the room."""
        return frozenset(self.present)

    @property
    def holder(self) -> str | None:
        """Who has the talking piece."""
        return self.round.holder if self.round is not None else None

    def may_speak(self, who: str) -> bool:
        """Whether somebody's words are for the room now: in a round the holder's and the facilitators'."""
        if who not in self.here or who in self.removed or who in self.muted or self.phase == OVER:
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
    present = (*room.present, who)
    held = rounds.back(room.round, who, frozenset(present), event.at) if room.round is not None else None
    return replace(room, present=present, known=room.known | {who}, round=held)


def _leave(room: Room, event: Event) -> Room:
    return _gone(room, event.by, event.at)


def _gone(room: Room, who: str, at: datetime) -> Room:
    if who not in room.here:
        raise NotNow("outside")
    present = tuple(one for one in room.present if one != who)
    held = rounds.away(room.round, who, frozenset(present), at) if room.round is not None else None
    hands = tuple(one for one in room.hands if one != who)
    return replace(room, present=present, round=held, hands=hands)


def _lost(room: Room, event: Event) -> Room:
    """A line dropped and did not come back: said by the service, not by a person."""
    return _gone(room, str(event.data["who"]), event.at)


def _remove(room: Room, event: Event) -> Room:
    who = str(event.data["who"])
    if who in room.leads:
        raise NotNow("a_lead")
    if who in room.removed or who not in room.known:
        raise NotNow("outside")
    smaller = _gone(room, who, event.at) if who in room.here else room
    held = rounds.without(smaller.round, who, smaller.here, event.at) if smaller.round is not None else None
    return replace(smaller, removed=room.removed | {who}, muted=room.muted - {who}, round=held)


# --- phases ---
def _phase(room: Room, event: Event) -> Room:
    to, seen = event.data.get("to"), event.data.get("seen")
    if to not in room.agenda or to == room.phase:
        raise NotNow("phase")
    if seen is not None and seen != room.phase:
        raise NotNow("moved_on")
    held = rounds.begin(_turns(room), room.here, event.at) if to in IN_TURN else None
    return replace(room, phase=to, since=event.at, round=held, hands=())


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
    return replace(room, round=rounds.begin(_turns(room), room.here, event.at))


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
    return replace(room, phase=OVER, since=event.at, round=None, hands=())


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
    return replace(room, round=rounds.finish(held, room.here, event.at), spoke=spoke)


def _pass(room: Room, event: Event) -> Room:
    return replace(room, round=rounds.finish(_piece(room, event, leads_too=False), room.here, event.at))


def _later(room: Room, event: Event) -> Room:
    return replace(room, round=rounds.put_off(_piece(room, event, leads_too=False), room.here, event.at))


def _skip(room: Room, event: Event) -> Room:
    held = _piece(room, event, leads_too=True)
    return replace(room, round=rounds.put_off(held, room.here, event.at))


def _reorder(room: Room, event: Event) -> Room:
    if room.round is None:
        raise NotNow("no_round")
    try:
        return replace(room, round=rounds.reorder(room.round, tuple(event.data.get("order", ()))))
    except ValueError:
        raise NotNow("moved_on") from None


# --- small things ---
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
    "skip": _skip, "reorder": _reorder, "hand": _hand, "mute": _mute, "lock": _lock,
}  # fmt: skip
_LEADS: Final = frozenset({"remove", "phase", "round", "end_round", "extend", "end", "skip", "reorder", "mute", "lock"})
_FROM_OUTSIDE: Final = frozenset({"enter", "lost"})
KINDS: Final = frozenset(_DO)


def replay(room: Room, event: Event) -> Room:
    """The same for an event that was kept: one that no longer fits (somebody leads no more) still counts."""
    try:
        return apply(room, event)
    except NotNow:
        return replace(room, version=room.version + 1)
