"""The room's rules, held over any order in which things may happen."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beside.features.groups.core import rounds
from beside.features.groups.core.room import AGENDA, KINDS, NODS, OVER, Event, NotNow, Room, apply

AT = datetime(2026, 12, 1, 19, tzinfo=UTC)
PEOPLE = ("ada", "ben", "cy", "dee", "lead", "second")
LEADS = frozenset({"lead", "second"})


def _room() -> Room:
    return Room(leads=LEADS, ends_at=AT + timedelta(minutes=75))


def _after(*done: tuple[str, str] | tuple[str, str, dict[str, object]], room: Room | None = None) -> Room:
    found = room or _room()
    for number, one in enumerate(done):
        data = one[2] if len(one) > 2 else {}
        found = apply(found, Event(one[0], one[1], AT + timedelta(seconds=number), data))
    return found


def _full() -> Room:
    return _after(*(("enter", who) for who in ("lead", "ada", "ben", "cy")))


_data = st.fixed_dictionaries(
    {},
    optional={
        "who": st.sampled_from(PEOPLE),
        "to": st.sampled_from((*AGENDA, "nonsense", OVER)),
        "seen": st.sampled_from((*PEOPLE, *AGENDA)),
        "order": st.permutations(PEOPLE).map(lambda one: tuple(one[:3])),
        "minutes": st.sampled_from((5, 0, 600, "x")),
        "up": st.booleans(),
        "muted": st.booleans(),
        "locked": st.booleans(),
        "which": st.sampled_from((*sorted(NODS), "laugh")),
    },
)
_needs = {"lost": "who", "remove": "who", "mute": "who", "ask_apart": "who"}
_events = st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(PEOPLE), _data).filter(
    lambda one: _needs.get(one[0], "") in {"", *one[2]}
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_events, max_size=60))
def test_whatever_happens_the_room_stays_in_order(events: list[tuple[str, str, dict[str, object]]]) -> None:
    """One holder, who is there; nobody removed is in or speaks; versions without a gap; a refusal changes nothing."""
    room, kept = _room(), []
    for number, (kind, by, data) in enumerate(events):
        event = Event(kind, by, AT + timedelta(seconds=number), data)
        try:
            changed = apply(room, event)
        except NotNow:
            continue
        assert changed.version == room.version + 1
        room = changed
        kept.append(event)
        assert room.removed.isdisjoint(room.here)
        assert len(set(room.present)) == len(room.present)
        assert not any(room.may_speak(who) for who in room.removed)
        assert set(room.hands) <= room.circle
        assert {who for who, _which in room.nods} <= room.circle
        apart = [*room.apart, *room.apart.values()]
        assert set(apart) <= room.here
        assert len(apart) == len(set(apart))
        assert set(room.apart.values()) <= LEADS
        assert room.lost.isdisjoint(room.here | room.removed)
        if room.holder is not None:
            assert room.holder in room.circle
            speaking = {who for who in PEOPLE if room.may_speak(who)}
            assert speaking <= {room.holder} | LEADS
        if room.round is not None:
            assert room.removed.isdisjoint(room.round.order)
            assert len(set(room.round.order)) == len(room.round.order)
            assert not (room.round.holder is None and set(room.round.left) & room.circle)
    again = _room()
    for event in kept:
        again = apply(again, event)
    assert again == room


@given(st.permutations(PEOPLE), st.lists(st.sampled_from(("finish", "put_off")), min_size=12, max_size=12))
def test_a_round_asks_everybody_once_and_ends(order: list[str], acts: list[str]) -> None:
    """In the order that was shown; whoever asked for later comes at the end, once."""
    here, held, asked = frozenset(PEOPLE), rounds.begin(order, frozenset(PEOPLE), AT), []
    for act in acts:
        if held.holder is None:
            break
        asked.append(held.holder)
        held = getattr(rounds, act)(held, here, AT)
    firsts = list(dict.fromkeys(asked))
    assert firsts == list(order)
    assert all(asked.count(who) <= 2 for who in asked)
    if len(acts) >= 2 * len(PEOPLE):
        assert held.over


def test_a_session_from_the_lobby_to_its_end() -> None:
    room = _after(("phase", "lead", {"to": "check_in"}), room=_full())
    assert room.holder == "ada"
    room = _after(("hand_over", "ada"), ("later", "ben"), ("pass", "cy"), room=room)
    assert room.holder == "lead"
    room = _after(("hand_over", "lead"), room=room)
    assert room.holder == "ben"
    room = _after(("hand_over", "ben"), ("phase", "lead", {"to": "sharing"}), room=room)
    assert (room.round, room.may_speak("cy")) == (None, True)
    room = _after(("end", "lead"), room=room)
    assert (room.phase, room.may_speak("ada")) == (OVER, False)


def test_whoever_drops_out_keeps_their_turn_and_a_latecomer_is_asked_last() -> None:
    room = _after(("phase", "lead", {"to": "check_in"}), ("leave", "ada"), ("enter", "dee"), room=_full())
    assert room.holder == "ben"
    assert room.round is not None and room.round.left == ("cy", "lead", "dee", "ada")
    room = _after(("hand_over", "ben"), ("enter", "ada"), ("hand_over", "cy"), ("hand_over", "lead"), room=room)
    room = _after(("hand_over", "dee"), room=room)
    assert room.holder == "ada"


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (("hand_over", "ben"), "not_yours"),
        (("pass", "lead"), "not_yours"),
        (("phase", "ada", {"to": "sharing"}), "facilitators"),
        (("hand_over", "lead", {"seen": "ben"}), "moved_on"),
        (("phase", "lead", {"to": "sharing", "seen": "welcome"}), "moved_on"),
        (("remove", "lead", {"who": "lead"}), "a_lead"),
        (("enter", "ada"), "here"),
        (("hand", "dee", {"up": True}), "outside"),
        (("reorder", "lead", {"order": ("ada",)}), "moved_on"),
        (("extend", "lead", {"minutes": 600}), "minutes"),
        (("dance", "lead"), "unknown"),
    ],
)
def test_what_does_not_fit_is_refused(event: tuple[str, str, dict[str, object]], code: str) -> None:
    room = _after(("phase", "lead", {"to": "check_in"}), room=_full())
    with pytest.raises(NotNow) as refused:
        _after(event, room=room)
    assert refused.value.code == code


def test_two_facilitators_at_once_never_disagree() -> None:
    """Both saw Ada with the piece; the second is told that it has moved on, and nobody is passed over."""
    room = _after(("enter", "second"), ("phase", "lead", {"to": "check_in"}), room=_full())
    room = _after(("hand_over", "lead", {"seen": "ada"}), room=room)
    with pytest.raises(NotNow):
        _after(("hand_over", "second", {"seen": "ada"}), room=room)
    assert room.holder == "ben"


def test_a_locked_door_lets_back_who_was_in() -> None:
    room = _after(("lock", "lead", {"locked": True}), ("leave", "ada"), ("enter", "ada"), room=_full())
    assert "ada" in room.here
    with pytest.raises(NotNow):
        _after(("enter", "dee"), room=room)


def test_two_talk_apart_while_another_stays_with_the_others() -> None:
    """Their turns wait for them; the piece goes on; whoever comes back sits with the others again."""
    room = _after(("enter", "second"), ("phase", "lead", {"to": "check_in"}), room=_full())
    room = _after(("ask_apart", "second", {"who": "ada"}), room=room)
    assert room.holder == "ada"
    room = _after(("go_apart", "ada"), room=room)
    assert (room.holder, room.may_speak("ada"), room.may_speak("second")) == ("ben", False, False)
    with pytest.raises(NotNow):
        _after(("ask_apart", "lead", {"who": "ben"}), room=room)
    room = _after(("come_back", "second"), ("hand_over", "ben"), ("hand_over", "cy"), ("hand_over", "lead"), room=room)
    assert room.holder in {"ada", "second"}
    assert room.apart == {}


def test_nobody_goes_apart_who_was_not_asked_or_would_leave_the_others_alone() -> None:
    room = _full()
    with pytest.raises(NotNow):
        _after(("ask_apart", "lead", {"who": "ada"}), room=room)
    for kind in ("go_apart", "stay", "come_back"):
        with pytest.raises(NotNow):
            _after((kind, "ada"), room=room)
    room = _after(("enter", "second"), ("ask_apart", "lead", {"who": "ada"}), ("leave", "second"), room=room)
    with pytest.raises(NotNow):
        _after(("go_apart", "ada"), room=room)


def test_who_drops_while_apart_frees_the_other() -> None:
    room = _after(("enter", "second"), ("ask_apart", "second", {"who": "ada"}), ("go_apart", "ada"), room=_full())
    room = _after(("lost", "", {"who": "ada"}), room=room)
    assert (dict(room.apart), "second" in room.circle, set(room.lost)) == ({}, True, {"ada"})
    assert _after(("enter", "ada"), room=room).lost == frozenset()


def test_a_nod_goes_with_the_piece() -> None:
    room = _after(("phase", "lead", {"to": "check_in"}), ("nod", "ben", {"which": "hear"}), room=_full())
    room = _after(("nod", "ben", {"which": "me_too"}), ("nod", "cy", {"which": "hear"}), room=room)
    assert room.nods == (("ben", "me_too"), ("cy", "hear"))
    assert _after(("hand_over", "ada"), room=room).nods == ()


def test_somebody_can_be_asked_next() -> None:
    room = _after(("phase", "lead", {"to": "check_in"}), ("ask_next", "lead", {"who": "cy"}), room=_full())
    assert room.round is not None and room.round.left == ("cy", "ben", "lead")
    with pytest.raises(NotNow):
        _after(("ask_next", "lead", {"who": "ada"}), room=room)
