"""Forgetting what was begun and never finished."""

from datetime import timedelta
from typing import Final

from django.contrib.sessions.models import Session

from beside.core.clock import now
from beside.foundation.accounts import actions, queries
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.queries import Step
from beside.foundation.audit.actions import BESIDE

# Long enough to find a letter among the unwanted post, or to think about the house rules.
_UNFINISHED_FOR: Final = timedelta(days=30)


def forget_unfinished() -> int:
    """Erase accounts that never finished joining, after thirty days; tells how many.

    Never someone who waits for the staff, was told no, or was a member before.
    """
    rows = Person.objects.filter(admitted_at=None, is_active=True, joined_at__lt=now() - _UNFINISHED_FOR)
    left = [
        person
        for person in rows.filter(admission__accepted=None).order_by("pk")
        if queries.next_step(person) not in (Step.WAITING, None)
    ]
    for person in left:
        actions.erase(person, actor=BESIDE)
    return len(left)


def clear_sessions() -> int:
    """Delete sessions that ended by themselves; tells how many."""
    gone, _by_table = Session.objects.filter(expire_date__lt=now()).delete()
    return gone
