"""Rooms on the live line: hearing that something happened in one. What, each page asks for by HTTP."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from beside.core.refusal import Refused
from beside.features.groups import access, presence, rooming, voice
from beside.features.groups.models import Removal, Session
from beside.foundation.accounts.models import Person
from beside.foundation.realtime import socket
from beside.foundation.realtime.hub import hub
from beside.foundation.realtime.line import Line
from beside.foundation.talk.outgoing import NOT_YOURS


def register() -> None:
    """Answer these frames."""
    socket.register("follow_room", _follow)
    socket.register("in_room", _here)
    socket.register("signal", _signal)


async def _follow(line: Line, frame: Mapping[str, Any]) -> dict[str, Any]:
    """Authorised each time; what is told names nobody and holds no words."""
    ref = _ref(frame)
    version: int = await socket.in_thread(_may_follow, ref, line.person_id)
    hub.follow(line, rooming.topic(ref))
    return {"session": ref, "version": version}


async def _here(line: Line, frame: Mapping[str, Any]) -> dict[str, Any]:
    """An open page of a room is still there; one that falls silent has dropped out."""
    ref = _ref(frame)
    await socket.in_thread(_is_here, ref, line.person_id)
    return {"session": ref}


async def _signal(line: Line, frame: Mapping[str, Any]) -> dict[str, Any]:
    """From one page that takes part by voice to another; only between seats of one room."""
    await socket.in_thread(voice.pass_on, line.person_id, frame)
    return {}


def _ref(frame: Mapping[str, Any]) -> str:
    ref = frame.get("session")
    if not isinstance(ref, str) or not 0 < len(ref) <= 16:
        raise Refused(*NOT_YOURS)
    return ref


def _session(ref: str, person_id: int) -> tuple[Person, Session]:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    session = Session.objects.select_related("group", "room").filter(ref=ref).first()
    try:
        if person is None or session is None:
            raise Refused(*NOT_YOURS)
        access.inside(session.group.ref, person)
        if Removal.objects.filter(room__session=session, person=person).exists():
            raise Refused(*NOT_YOURS)
    except Http404:
        raise Refused(*NOT_YOURS) from None
    return person, session


def _may_follow(ref: str, person_id: int) -> int:
    _person, session = _session(ref, person_id)
    found = getattr(session, "room", None)
    return found.version if found is not None else 0


def _is_here(ref: str, person_id: int) -> None:
    person, session = _session(ref, person_id)
    room = getattr(session, "room", None)
    if room is not None and room.ended_at is None:
        presence.here(room, actor=person)
