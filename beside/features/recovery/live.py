"""A safety plan that two fill in together, on the live line: hearing that a step has changed."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from beside.core.refusal import Refused
from beside.features.recovery import access, keeping
from beside.foundation.accounts.models import Person
from beside.foundation.realtime import socket
from beside.foundation.realtime.hub import hub
from beside.foundation.realtime.line import Line
from beside.foundation.talk.outgoing import NOT_YOURS


def register() -> None:
    """Answer this frame."""
    socket.register("follow_plan", _follow)


async def _follow(line: Line, frame: Mapping[str, Any]) -> dict[str, Any]:
    """Follow one's own plan, or with ``share`` the one that somebody fills in with one. Authorised each time."""
    ref = frame.get("share", "")
    if not isinstance(ref, str) or len(ref) > 16:
        raise Refused(*NOT_YOURS)
    owner: int = await socket.in_thread(_owner, ref, line.person_id)
    hub.follow(line, keeping.topic_of(owner))
    return {"share": ref}


def _owner(ref: str, person_id: int) -> int:
    if not ref:
        return person_id
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    try:
        if person is None:
            raise Refused(*NOT_YOURS)
        return access.shared_to_fill(person, ref).owner_id
    except Http404:
        raise Refused(*NOT_YOURS) from None
