"""What a room shows to each who is in it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import now
from beside.features.groups import rooming
from beside.features.groups.access import Inside
from beside.features.groups.core import room as core
from beside.features.groups.models import Moment, Room, RoomWord, Unsigned
from beside.foundation.accounts import keys
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety.queries import concerned_in

PHASES = {
    "lobby": (gettext_lazy("Arriving"), gettext_lazy("Say hello if you like. It begins when everybody is here.")),
    "welcome": (gettext_lazy("Welcome"), gettext_lazy("Good that you are here, however you are.")),
    "agreements": (gettext_lazy("What we have agreed on"), gettext_lazy("They are read at every session.")),
    "check_in": (gettext_lazy("First round"), gettext_lazy("One after the other: how was it? It is OK not to share.")),
    "sharing": (gettext_lazy("Open sharing"), gettext_lazy("Whoever wants to speaks. Raise a hand if it gets busy.")),
    "closing": (gettext_lazy("Closing round"), gettext_lazy("A word or a line each: what do you take with you?")),
    "after": (gettext_lazy("After-care"), gettext_lazy("Stay a little if it was heavy. How do you leave?")),
    "over": (gettext_lazy("It is over"), gettext_lazy("Thank you for being here.")),
}


def shown(entered: Inside, room: Room) -> dict[str, Any]:
    """Everything the panel of a room needs, for this person."""
    held, me = rooming.state(room), entered.person.ref
    names = profiles.names_by_ref({*held.known, *held.leads, me})
    label, words = PHASES.get(held.phase, ("", ""))
    round_ = held.round
    left = max(int((held.ends_at - now()).total_seconds() // 60), 0)
    found = {
        "entered": entered,
        "group": entered.group,
        "session": room.session,
        "room": room,
        "held": held,
        "me": me,
        "inside": me in held.here,
        "removed": me in held.removed,
        "phase": label,
        "phase_words": words,
        "left": left,
        "soon": left <= 10 and held.phase not in {"lobby", "over"},
        "mine": held.holder == me,
        "holder": names.get(held.holder or "", ""),
        "held_minutes": int((now() - round_.since).total_seconds() // 60) if round_ and round_.since else 0,
        "order": [{"name": names.get(who, ""), "me": who == me} for who in round_.left] if round_ else [],
        "people": [_person(who, held, names, me) for who in held.present],
        "hand": me in held.hands,
        "arrived": _words(entered, room, Moment.ARRIVE),
        "leaving": _words(entered, room, Moment.LEAVE),
        "arrivals": _arrivals(room, entered),
        "over": held.phase == core.OVER,
        "reason": rooming.reason_of(room, entered.person) if me in held.removed else "",
    }
    return found | (_cockpit(entered, room, held, names) if entered.leads else {})


def _person(who: str, held: core.Room, names: dict[str, str], me: str) -> dict[str, Any]:
    return {
        "ref": who,
        "name": names.get(who) or _("Someone who has left"),
        "me": who == me,
        "lead": who in held.leads,
        "hand": who in held.hands,
        "muted": who in held.muted,
        "holds": held.holder == who,
    }


def _words(entered: Inside, room: Room, moment: str) -> RoomWord | None:
    row = RoomWord.objects.filter(room=room, person=entered.person, moment=moment).first()
    if row is not None:
        context = rooming.word_context(room, entered.person, moment)
        row.text = keys.open_text(row.person_id, bytes(row.sealed), context) or ""  # type: ignore[attr-defined]
    return row


def _arrivals(room: Room, entered: Inside) -> list[dict[str, str]]:
    """How others arrive, as far as they share it."""
    rows = RoomWord.objects.filter(room=room, moment=Moment.ARRIVE, shared=True).exclude(person=entered.person)
    names = profiles.names_of(rows.values_list("person_id", flat=True))
    found = []
    for row in rows.select_related("person").order_by("at"):
        text = keys.open_text(row.person_id, bytes(row.sealed), rooming.word_context(room, row.person, Moment.ARRIVE))
        if text and row.person_id in names:
            found.append({"name": names[row.person_id].pseudonym, "text": text})
    return found


def _cockpit(entered: Inside, room: Room, held: core.Room, names: dict[str, str]) -> dict[str, Any]:
    signals = room.signals.filter(seen_at=None).order_by("at")
    called = profiles.names_of(signals.values_list("person_id", flat=True))
    troubled = concerned_in(room.talk.ref) if room.talk is not None else set()
    known = profiles.names_of(troubled)
    following = held.agenda[held.agenda.index(held.phase) + 1 :] if held.phase in held.agenda else held.agenda
    return {
        "signals": [
            {"pk": row.pk, "name": called[row.person_id].pseudonym, "says": row.get_kind_display(), "at": row.at}
            for row in signals
            if row.person_id in called
        ],
        "may_need": sorted(one.pseudonym for one in known.values()),
        "silent": [names.get(who, "") for who in held.present if who not in held.spoke and who not in held.leads],
        "next": [(key, PHASES[key][0]) for key in following if key in PHASES],
        "debrief": _words(entered, room, Moment.DEBRIEF),
        "unsigned": [
            keys.open_for_site(bytes(row.sealed), f"groups.unsigned:{row.ref}")
            for row in Unsigned.objects.filter(room=room).order_by("ref")
        ]
        if held.phase in {core.OVER, "after"}
        else [],
    }
