"""Support groups over HTTP: one's own groups, when they meet, and whether one comes."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from beside.features.groups import access, joining, queries
from beside.features.groups.models import Session
from beside.interfaces.api.auth import Bearer, caller

router = Router(tags=["groups"])
READ, WRITE = Bearer("groups:read"), Bearer("groups:write")


class SessionOut(Schema):
    """One meeting, in UTC."""

    ref: str
    starts_at: datetime
    ends_at: datetime
    called_off: bool
    away: bool = Field(description="Whether the caller has said that they cannot come.")


class GroupOut(Schema):
    """A group the caller is in, with its coming sessions, soonest first."""

    ref: str
    name: str
    leads: bool = Field(description="Whether the caller facilitates it.")
    ended: bool
    sessions: list[SessionOut]


class AwayIn(Schema):
    """Whether the caller cannot come. No reason is asked."""

    away: bool


@router.get("/groups", response=list[GroupOut], auth=READ)
def groups(request: HttpRequest) -> list[dict[str, Any]]:
    """Groups the caller is in; those that meet soonest first."""
    person = caller(request)
    found = []
    for listed in queries.mine(person):
        entered = access.inside(listed.group.ref, person)
        sessions = queries.coming(listed.group)
        away = queries.absent(sessions, person)
        found.append(
            {
                "ref": listed.group.ref,
                "name": listed.group.name,
                "leads": entered.leads,
                "ended": listed.group.ended_at is not None,
                "sessions": [_session(row, row.pk in away) for row in sessions],
            }
        )
    return found


def _session(row: Session, away: bool) -> dict[str, Any]:
    called_off = row.called_off_at is not None
    return {"ref": row.ref, "starts_at": row.starts_at, "ends_at": row.ends_at, "called_off": called_off, "away": away}


@router.put("/groups/{ref}/sessions/{session}/away", response={204: None}, auth=WRITE)
def away(request: HttpRequest, ref: str, session: str, said: AwayIn) -> Status[None]:
    """Says that the caller cannot come to a session, or can after all."""
    person = caller(request)
    entered = access.inside(ref, person)
    joining.cannot_come(entered, access.session_of(entered, session), said.away, actor=person)
    return Status(204, None)
