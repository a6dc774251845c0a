"""What a room shows to all who are in the group: the same picture on every screen, drawn once for each event.

Each part that is for some of them says for whom (``data-for``), and an open page shows it to those; without script the
page is drawn for one person (``me``). So twelve screens cost one drawing.
"""

from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import now
from beside.features.groups import queries
from beside.features.groups.core import agenda
from beside.features.groups.core import room as core
from beside.features.groups.models import Moment, Room, RoomWord
from beside.foundation.accounts import keys
from beside.foundation.profiles import queries as profiles

PHASES: Final = {
    "lobby": (gettext_lazy("Arriving"), gettext_lazy("Say hello if you like. It begins when everybody is here.")),
    "welcome": (gettext_lazy("Welcome"), gettext_lazy("Good that you are here, however you are.")),
    "agreements": (gettext_lazy("Agreements"), gettext_lazy("What we have agreed on, read at every session.")),
    "check_in": (gettext_lazy("First round"), gettext_lazy("One after the other: how was it? It is OK not to share.")),
    "sharing": (gettext_lazy("Open sharing"), gettext_lazy("Whoever wants to speaks. Raise a hand if it gets busy.")),
    "closing": (gettext_lazy("Closing round"), gettext_lazy("A word or a line each: what do you take with you?")),
    "after": (gettext_lazy("After-care"), gettext_lazy("Stay a little if it was heavy. How do you leave?")),
    "over": (gettext_lazy("It is over"), gettext_lazy("Thank you for being here.")),
}
NODS: Final = {
    "hear": gettext_lazy("I hear you"),
    "me_too": gettext_lazy("Me too"),
    "thank": gettext_lazy("Thank you for sharing"),
}
SOON: Final = 10  # minutes before the end it is said that it is nearly time
_SHARE: Final = (60, 600)  # seconds of the air for each: at least, at most
_FOR_SPEAKING: Final = 0.6  # of what is left, the rest is for all


def drawn(room: Room, held: core.Room) -> str:
    """The picture for everybody's open page."""
    return render_to_string("groups/parts/scene.html", shown(room, held, ""))


def labels(room: Room) -> dict[str, tuple[str, str]]:
    """What each phase of the room is called, and a line about it."""
    found = {key: (str(title), str(words)) for key, (title, words) in PHASES.items()}
    for step in agenda.read(room.agenda):
        known = found.get(step.key, ("", ""))
        found[step.key] = (step.title or known[0], step.words or known[1])
    return found


def shown(room: Room, held: core.Room, me: str) -> dict[str, Any]:
    """Everything the picture needs; ``me`` is for whom it is drawn, "" for all."""
    names = profiles.names_by_ref({*held.known, *held.leads})
    called = labels(room)
    seats = [_seat(who, held, names) for who in held.known if who not in held.removed]
    left = max(int((held.ends_at - now()).total_seconds() // 60), 0)
    return {
        "group": room.session.group,
        "session": room.session,
        "held": held,
        "me": me,
        "title": called.get(held.phase, ("", ""))[0],
        "words": called.get(held.phase, ("", ""))[1],
        "phases": [(key, called[key][0]) for key in held.agenda if key in called],
        "left": left,
        "soon": left <= SOON and held.phase not in {core.LOBBY, core.OVER},
        "over": held.phase == core.OVER,
        "lobby": held.phase == core.LOBBY,
        "present": " ".join(held.present),
        "circle": " ".join(one for one in held.present if one in held.circle),
        "seats": seats,
        "holder": names.get(held.holder or "", ""),
        "round": _round(held, names),
        "hands": " ".join(held.hands),
        "no_hands": " ".join(one for one in held.present if one in held.circle and one not in held.hands),
        "asked": [{"who": who, "lead": names.get(lead, "")} for who, lead in held.asked.items()],
        "apart": [{"two": f"{who} {lead}", "who": who, "lead": lead} for who, lead in held.apart.items()],
        "few": held.phase == core.LOBBY and len(held.present) < room.session.group.least,
        "leads": " ".join(held.leads),
        "nods": list(NODS.items()),
        "arrivals": _arrivals(room) if held.phase in {core.LOBBY, held.agenda[0]} else [],
    }


def _seat(who: str, held: core.Room, names: dict[str, str]) -> dict[str, Any]:
    nod = next((which for one, which in held.nods if one == who), "")
    state = "here"
    if who not in held.here:
        state = "lost" if who in held.lost else "out"
    elif who not in held.circle:
        state = "apart"
    return {
        "ref": who,
        "name": names.get(who) or _("Someone who has left"),
        "lead": who in held.leads,
        "hand": who in held.hands,
        "muted": who in held.muted,
        "holds": held.holder == who,
        "state": state,
        "nod": NODS.get(nod, ""),
    }


def _round(held: core.Room, names: dict[str, str]) -> dict[str, Any] | None:
    """The round that runs: who comes next, since when somebody speaks, and about how long each has, in seconds."""
    if held.round is None:
        return None
    left = held.round.left
    remaining = max((held.ends_at - now()).total_seconds(), 0)
    share = min(max(remaining * _FOR_SPEAKING / (len(left) + 1), _SHARE[0]), _SHARE[1])
    since = held.round.since
    return {
        "over": held.round.over,
        "holder": held.round.holder or "",
        "order": [{"ref": who, "name": names.get(who, ""), "here": who in held.circle} for who in left],
        "since": int(since.timestamp()) if since else 0,
        "held": int((now() - since).total_seconds()) if since else 0,
        "share": int(share),
        "share_minutes": max(round(share / 60), 1),
    }


def _arrivals(room: Room) -> list[dict[str, str]]:
    """How people arrive, as far as they share it."""
    rows = RoomWord.objects.filter(room=room, moment=Moment.ARRIVE, shared=True).select_related("person").order_by("at")
    names = profiles.names_of({row.person_id for row in rows})
    found = []
    for row in rows:
        context = queries.word_context(room, row.person, Moment.ARRIVE)
        text = keys.open_text(row.person_id, bytes(row.sealed), context)
        if text and row.person_id in names:
            found.append({"name": names[row.person_id].pseudonym, "ref": row.person.ref, "text": text})
    return found
