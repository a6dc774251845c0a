"""Spaces on the live line: hearing that something new was written in one."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from beside.core.refusal import Refused
from beside.features.spaces import access, actions
from beside.foundation.accounts.models import Person
from beside.foundation.realtime import socket
from beside.foundation.realtime.hub import hub
from beside.foundation.realtime.line import Line
from beside.foundation.talk.outgoing import NOT_YOURS


def register() -> None:
    """Answer this frame."""
    socket.register("follow_space", _follow)


async def _follow(line: Line, frame: Mapping[str, Any]) -> dict[str, Any]:
    """Authorised each time; what is told names nobody and holds no words."""
    ref = frame.get("space")
    if not isinstance(ref, str) or not 0 < len(ref) <= 16:
        raise Refused(*NOT_YOURS)
    await socket.in_thread(_may_read, ref, line.person_id)
    hub.follow(line, actions.topic(ref))
    return {"space": ref}


def _may_read(ref: str, person_id: int) -> None:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    try:
        if person is None:
            raise Refused(*NOT_YOURS)
        access.inside(ref, person)
    except Http404:
        raise Refused(*NOT_YOURS) from None
