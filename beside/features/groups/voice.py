"""Voice in a room: who takes part, and what their browsers tell each other to find one another (docs/voice.md).

Sound goes from browser to browser. The service holds the seats and passes on what WebRTC calls signalling, between
pages that have a seat in the same room and nobody else.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from limits import parse

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import rooming
from beside.features.groups.core import room as core
from beside.features.groups.models import Room, VoiceSeat
from beside.foundation.accounts import attempts
from beside.foundation.accounts.models import Person
from beside.foundation.realtime import hub

MOST: Final = 8  # each browser sends its voice to every other: more is too much for a phone
LONGEST_SDP: Final = 20_000
LONGEST_CANDIDATE: Final = 1_000
# A call of eight needs some dozens for each page at its beginning, and then hardly any.
_SIGNALS: Final = parse("1200/minute")
_RELAY_FOR: Final = timedelta(hours=4)


def come_in(room: Room, *, actor: Person) -> VoiceSeat:
    """Take part by voice; a page that had the seat before gives it up. Raises ``Refused``: ``full``, ``outside``, …"""
    if not room.session.group.voice:
        raise Refused("no_voice", _("This group meets in writing."))
    with transaction.atomic():
        held = Room.objects.select_for_update().select_related("session__group").get(pk=room.pk)
        state = rooming.state(held)
        if actor.ref not in state.circle or state.phase == core.OVER:
            raise Refused("outside", _("Come into the room first."))
        VoiceSeat.objects.filter(room=held, person=actor, ended_at=None).update(ended_at=now())
        if VoiceSeat.objects.filter(room=held, ended_at=None).count() >= MOST:
            raise Refused("full", _("Eight speak already, and more would not carry. You can read and write along."))
        seat = VoiceSeat.objects.create(room=held, person=actor)
        tell(held)
    return seat


def go_out(room: Room, *, actor: Person) -> None:
    """Leave the voice; the text room stays."""
    with transaction.atomic():
        if VoiceSeat.objects.filter(room=room, person=actor, ended_at=None).update(ended_at=now()):
            tell(room)


def keep_to(room: Room, state: core.Room) -> None:
    """Whoever no longer sits with the others is no longer heard: called after each thing that happens in a room."""
    if not room.session.group.voice:
        return
    seats = VoiceSeat.objects.filter(room=room, ended_at=None)
    gone = seats if state.phase == core.OVER else seats.exclude(person__ref__in=state.circle)
    if gone.update(ended_at=now()):
        tell(room)


def seats(room: Room) -> list[dict[str, str]]:
    """Who takes part, longest first: ``call`` and ``who`` (public names)."""
    rows = VoiceSeat.objects.filter(room=room, ended_at=None).select_related("person").order_by("since", "pk")
    return [{"call": row.call, "who": row.person.ref} for row in rows]


def tell(room: Room) -> None:
    """Tell open pages who takes part, once it is on disk."""
    ref = room.session.ref
    transaction.on_commit(
        lambda: hub.publish(rooming.topic(ref), {"on": "voice", "session": ref, "seats": seats(room)})
    )


def pass_on(person_id: int, frame: Mapping[str, Any]) -> None:
    """Pass a word from one page with a seat to another of the same room. Raises ``Refused``."""
    attempts.count(_SIGNALS, "voice", str(person_id))
    data = _signal(frame.get("data"))
    calls = [call for call in (frame.get("from"), frame.get("to")) if isinstance(call, str) and len(call) <= 16]
    rows = VoiceSeat.objects.filter(call__in=calls, ended_at=None).values_list("call", "person_id", "room_id")
    found = {call: (person, room) for call, person, room in rows}
    mine, other = found.get(str(frame.get("from"))), found.get(str(frame.get("to")))
    if mine is None or other is None or mine[0] != person_id or mine[1] != other[1] or mine == other:
        raise Refused("not_there", _("They are not in the voice any more."))
    hub.publish(
        f"person:{other[0]}", {"on": "signal", "from": str(frame["from"]), "to": str(frame["to"]), "data": data}
    )


def _signal(data: Any) -> dict[str, Any]:
    """An offer, an answer or a candidate, and nothing besides."""
    wrong = Refused("signal", "That is neither an offer, an answer nor a candidate.")
    if not isinstance(data, dict):
        raise wrong
    kind, sdp, candidate = data.get("type"), data.get("sdp"), data.get("candidate")
    if kind in {"offer", "answer"} and isinstance(sdp, str) and len(sdp) <= LONGEST_SDP:
        return {"type": kind, "sdp": sdp}
    if isinstance(candidate, str) and len(candidate) <= LONGEST_CANDIDATE:
        mid, line = data.get("sdpMid"), data.get("sdpMLineIndex")
        if (mid is None or (isinstance(mid, str) and len(mid) <= 16)) and (line is None or isinstance(line, int)):
            return {"candidate": candidate, "sdpMid": mid, "sdpMLineIndex": line}
    raise wrong


def relays() -> dict[str, Any]:
    """What a browser needs to find others: our own relay where there is one, with a password for some hours.

    The user name is the time it ends, the password base64(HMAC-SHA1(secret, user name)): what coturn checks with
    ``use-auth-secret`` (draft-uberti-behave-turn-rest-00). With a relay nobody learns another's address.
    """
    urls: list[str] = settings.ENV.turn_urls
    if not urls:
        return {"iceServers": [], "iceTransportPolicy": "all"}
    name = f"{int((now() + _RELAY_FOR).timestamp())}:{token_urlsafe(6)}"
    server = {"urls": urls, "username": name, "credential": password(settings.ENV.turn_secret, name)}
    return {"iceServers": [server], "iceTransportPolicy": "relay"}


def password(secret: str, name: str) -> str:
    """The relay's password for a user name."""
    # The scheme names SHA-1; as a MAC it is not broken by collisions.
    return base64.b64encode(hmac.new(secret.encode(), name.encode(), hashlib.sha1).digest()).decode()
