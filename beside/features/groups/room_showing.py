"""What a room shows to one person besides the picture all see (``scene``): their own words, and the cockpit."""

from typing import Any

from beside.features.groups import asides, queries, rooming, scene
from beside.features.groups.access import Inside
from beside.features.groups.core import room as core
from beside.features.groups.models import Aside, Moment, Room, RoomWord, Unsigned
from beside.features.groups.quiet_words import LOOKING_BACK
from beside.foundation.accounts import keys
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety.queries import concerned_in


def shown(entered: Inside, room: Room) -> dict[str, Any]:
    """The whole page for this person."""
    held, me = rooming.state(room), entered.person.ref
    found = scene.shown(room, held, me) | {
        "entered": entered,
        "room": room,
        "inside": me in held.here,
        "removed": me in held.removed,
        "reason": rooming.reason_of(room, entered.person) if me in held.removed else "",
        "arrived": _words(entered, room, Moment.ARRIVE),
        "arrived_shared": RoomWord.objects.filter(room=room, person=entered.person, shared=True).exists(),
        "leaving": _words(entered, room, Moment.LEAVE),
    }
    return found | (cockpit(entered, room, held) if entered.leads else {})


def aside_of(room: Room, me: str) -> Aside | None:
    """The talk of the two, for somebody who is apart."""
    held = rooming.state(room)
    pair = next(((who, lead) for who, lead in held.apart.items() if me in {who, lead}), None)
    if pair is None:
        return None
    return Aside.objects.filter(room=room, kind=Aside.Kind.APART, person__ref=pair[0], lead__ref=pair[1]).first()


def _words(entered: Inside, room: Room, moment: str) -> str:
    row = RoomWord.objects.filter(room=room, person=entered.person, moment=moment).first()
    if row is None:
        return ""
    context = queries.word_context(room, entered.person, moment)
    return keys.open_text(row.person_id, bytes(row.sealed), context) or ""


def cockpit(entered: Inside, room: Room, held: core.Room) -> dict[str, Any]:
    """What those who lead see besides: who needs somebody, who has not spoken, what comes next."""
    names = profiles.names_by_ref({*held.known, *held.leads})
    signals = list(room.signals.filter(seen_at=None).select_related("person").order_by("at"))
    called = profiles.names_of({row.person_id for row in signals})
    troubled = profiles.names_of(concerned_in(room.talk.ref) if room.talk is not None else set())
    following = held.agenda[held.agenda.index(held.phase) + 1 :] if held.phase in held.agenda else held.agenda
    words = scene.labels(room)
    among = asides.among_leads(entered, room, actor=entered.person) if len(held.leads) > 1 else None
    return {
        "signals": [
            {"pk": row.pk, "name": called[row.person_id].pseudonym, "ref": row.person.ref, "kind": row.kind,
             "says": row.get_kind_display(), "at": row.at}
            for row in signals
            if row.person_id in called
        ],
        "may_need": sorted(one.pseudonym for one in troubled.values()),
        "silent": [names.get(who, "") for who in held.present if who not in held.spoke and who not in held.leads],
        "next": [(key, words[key][0]) for key in following if key in words],
        "people": [
            {"ref": who, "name": names.get(who, ""), "muted": who in held.muted, "asked": who in held.asked,
             "to_come": held.round is not None and who in held.round.left}
            for who in held.present
            if who not in held.leads
        ],
        "others_lead": bool((held.leads & held.circle) - {entered.person.ref}),
        "among": among,
        "debrief": [(one.value, one.label, _words(entered, room, one)) for one in LOOKING_BACK],
        "unsigned": _unsigned(room) if held.phase in {core.OVER, "after"} else [],
    }  # fmt: skip


def _unsigned(room: Room) -> list[str]:
    rows = Unsigned.objects.filter(room=room).order_by("ref")
    opened = (keys.open_for_site(bytes(row.sealed), f"groups.unsigned:{row.ref}") for row in rows)
    return [words for words in opened if words]
