"""What is kept of who was at a session: facilitators' hours always, the rest as the organisation chose."""

from datetime import datetime

from beside.features.groups.models import Attended, Room, Session
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Attendance


def keep(room: Room) -> None:
    """Keep what may be kept of a session that is over, in the caller's transaction. Again changes nothing."""
    session, wish = room.session, accounts.organisation().attendance
    leads = set(session.group.memberships.filter(rank="facilitator", left_at=None).values_list("person_id", flat=True))
    minutes = _minutes(room)
    for person_id, was_in in minutes.items():
        if person_id in leads or wish == Attendance.NAMES:
            values = {"led": person_id in leads, "minutes": was_in}
            Attended.objects.get_or_create(session=session, person_id=person_id, defaults=values)
    if wish in {Attendance.NUMBERS, Attendance.NAMES}:
        Session.objects.filter(pk=session.pk, came=None).update(came=len(minutes.keys() - leads))


def _minutes(room: Room) -> dict[int, int]:
    """How long each was in the room, in whole minutes; of those who have left this place nothing is known."""
    refs: dict[str, int] = {}
    seconds: dict[str, float] = {}
    since: dict[str, datetime] = {}
    last = room.opened_at
    for event in room.events.order_by("version"):
        last = event.at
        if event.kind == "enter":
            since[event.by] = event.at
            if event.actor_id is not None:
                refs[event.by] = event.actor_id
        elif event.kind in {"leave", "lost", "remove"}:
            who = event.by if event.kind == "leave" else str(event.data.get("who"))
            if who in since:
                seconds[who] = seconds.get(who, 0) + (event.at - since.pop(who)).total_seconds()
    for who, began in since.items():
        seconds[who] = seconds.get(who, 0) + max((last - began).total_seconds(), 0)
    return {refs[who]: int(spent // 60) for who, spent in seconds.items() if who in refs}
