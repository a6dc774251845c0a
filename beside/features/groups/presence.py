"""Who has dropped out of a room: an open page says now and then that it is there, and falls silent when it is not."""

from datetime import timedelta
from typing import Final

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import rooming
from beside.features.groups.models import Presence, Room
from beside.foundation.accounts.models import Person

OFTEN: Final = timedelta(seconds=20)  # more often is not written down
SILENT: Final = timedelta(seconds=90)  # three times not heard of


def here(room: Room, *, actor: Person) -> None:
    """The person's page is open. Cheap to say again."""
    moment = now()
    if Presence.objects.filter(room=room, person=actor, seen_at__gt=moment - OFTEN).exists():
        return
    Presence.objects.update_or_create(room=room, person=actor, defaults={"seen_at": moment})


def sweep() -> int:
    """Let those whose page fell silent drop out, so that a round goes on; how many. Pages without script never said
    that they are there, and are left alone.
    """
    silent = Presence.objects.filter(room__ended_at=None, room__emptied_at=None, seen_at__lte=now() - SILENT)
    found = 0
    for row in silent.select_related("room__session__group", "person"):
        try:
            rooming.do(row.room, "lost", {"who": row.person.ref}, actor=None)
            found += 1
        except Refused:
            pass  # not in the room, or it is over
        Presence.objects.filter(pk=row.pk, seen_at=row.seen_at).delete()
    return found
