"""What happens to groups by itself. Each may run twice, and in several processes."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from beside.core.clock import now
from beside.features.groups import joining, notices, planning, queries
from beside.features.groups.models import Group, Reminded, Waiting
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
    return sum(planning.empty(group) for group in due)
