"""Rooms on the live line: hearing that something happened in one. What, each page asks for by HTTP."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from beside.core.refusal import Refused
from beside.features.groups import access, rooming
from beside.features.groups.models import Session
from beside.foundation.accounts.models import Person
from beside.foundation.realtime import socket
from beside.foundation.realtime.hub import hub
from beside.foundation.realtime.line import Line
from beside.foundation.talk.store import NOT_YOURS


def register() -> None:
    """Answer this frame."""
    socket.register("follow_room", _follow)


async def _follow(line: Line, frame: Mapping[str, Any]) -> dict[str, Any]:
    """Authorised each time; what is told names nobody and holds no words."""
    ref = frame.get("session")
    if not isinstance(ref, str) or not 0 < len(ref) <= 16:
        raise Refused(*NOT_YOURS)
    version: int = await socket.in_thread(_may_follow, ref, line.person_id)
    hub.follow(line, rooming.topic(ref))
    return {"session": ref, "version": version}


def _may_follow(ref: str, person_id: int) -> int:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    session = Session.objects.select_related("group", "room").filter(ref=ref).first()
    try:
        if person is None or session is None:
            raise Refused(*NOT_YOURS)
        access.inside(session.group.ref, person)
    except Http404:
        raise Refused(*NOT_YOURS) from None
    found = getattr(session, "room", None)
    return found.version if found is not None else 0
