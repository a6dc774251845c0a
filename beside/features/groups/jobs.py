"""What happens to groups by itself. Each may run twice, and in several processes."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from beside.core.clock import now
from beside.features.groups import attendance, joining, notices, planning, queries, rooming
from beside.features.groups.models import Absence, Group, Membership, Reminded, Room, Waiting
from beside.foundation.audit.actions import BESIDE


def remind() -> int:
    """Remind those whose time has come; how many."""
    told = 0
    for membership, session in queries.to_remind(now()):
        try:
            with transaction.atomic():
                Reminded.objects.create(session=session, person=membership.person)
                notices.tell(membership.person, notices.REMINDER, session.group)
                told += 1
        except IntegrityError:
            continue  # reminded at the same moment from elsewhere
    return told


def offer() -> int:
    """Let offers that ran out go to the next in line, and hold seats that became free in other ways."""
    waiting = Waiting.objects.filter(ended_at=None, group__ended_at=None).values("group")
    return sum(joining.offer_seats(group, actor=BESIDE) for group in Group.objects.filter(pk__in=waiting))


def lay_out() -> int:
    """Make sessions as far ahead as they are laid out; how many."""
    return sum(planning.lay_out(group, actor=BESIDE) for group in Group.objects.filter(ended_at=None))


def empty() -> int:
    """Remove the words of groups whose agreed days are over; how many groups."""
    ended = Group.objects.filter(ended_at__isnull=False, emptied_at=None)
    due = [row for row in ended if row.ended_at and row.ended_at + timedelta(days=row.keep_days) <= now()]
    emptied = sum(planning.empty(group) for group in due)
    rooms = Room.objects.filter(emptied_at=None, session__ends_at__lte=now()).select_related("session__group", "talk")
    return emptied + sum(
        rooming.empty(room)
        for room in rooms
        if room.session.ends_at + timedelta(days=room.session.group.keep_days) <= now()
    )


def miss() -> int:
    """Say kindly to those who did not come to a session and had not said so that they were missed; how many.

    Once a session, on the day after it began to be over, and only where it took place.
    """
    told = 0
    over = Room.objects.filter(missed_at=None, session__ends_at__lte=now() - timedelta(hours=2), emptied_at=None)
    for room in over.select_related("session__group"):
        with transaction.atomic():
            if not Room.objects.filter(pk=room.pk, missed_at=None).update(missed_at=now()):
                continue
            attendance.keep(room)  # where nobody ended it
            came = room.events.filter(kind="enter").values("actor")
            away = Absence.objects.filter(session=room.session).values("person")
            rows = Membership.objects.filter(group=room.session.group, left_at=None, person__is_active=True)
            rows = rows.filter(joined_at__lt=room.session.starts_at).exclude(person__in=came).exclude(person__in=away)
            rows = rows.exclude(rests_until__gt=room.session.starts_at)
            for row in rows.select_related("person"):
                notices.tell(row.person, notices.MISSED, room.session.group)
                told += 1
    return told
