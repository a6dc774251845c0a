"""Rooms to measure with: ``python -m bench.rooms_world`` makes 30 groups of 12, each with a session that is on.

It prints JSON: for each its address, its public name, and the cookies of those in it, who leads first.
"""

import json
from datetime import time, timedelta

from django.core.management import call_command
from django.db import transaction

from bench import world  # sets Django up
from beside.core.clock import now
from beside.features.groups import joining, planning, rooming
from beside.features.groups.models import Session
from beside.foundation.accounts.models import Person, Role, RoleGrant

ROOMS, SIZE = 30, 12


def main() -> None:
    """Make everything and print where it is."""
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        operator = world.people(1)[0]
        RoleGrant.objects.create(person=operator, role=Role.OPERATOR)
        made = [_room(operator, number) for number in range(ROOMS)]
    print(json.dumps(made))


def _room(operator: Person, number: int) -> dict[str, object]:
    people = world.people(SIZE)
    given = {
        "name": f"Circle {number}", "purpose": "For measuring.", "format": "", "experience": None, "identity": "",
        "youngest": None, "oldest": None, "language": "en", "joining": "open", "least": 2, "size": 20,
        "agreements": ["What is said here stays here."], "link": "", "rhythm": "weekly",
        "first_day": (now() + timedelta(days=1)).date(), "clock_time": time(19), "minutes": 60, "times": None,
        "time_zone": "Europe/London", "keep_days": 30,
    }  # fmt: skip
    group = planning.make(given, actor=operator)
    planning.set_facilitator(group, people[0], True, actor=operator)
    for person in people[1:]:
        joining.join(group, actor=person)
    session = group.sessions.order_by("starts_at")[0]
    Session.objects.filter(pk=session.pk).update(starts_at=now(), ends_at=now() + timedelta(hours=2))
    room = rooming.room_of(Session.objects.select_related("group").get(pk=session.pk), actor=people[0])
    for person in people:
        rooming.do(room, "enter", {}, actor=person)
    rooming.do(room, "phase", {"to": "sharing"}, actor=people[0])
    cookies = [world.cookie(person) for person in people]
    return {"path": f"/groups/{group.ref}/room/{session.ref}/", "session": session.ref, "cookies": cookies}


if __name__ == "__main__":
    main()
