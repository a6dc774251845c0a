"""How letters and pushes fare, for those who run the service; and trying again now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Count, Min

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import Acting, record
from beside.foundation.notifications.models import Letter, Outgoing, Push, State

_MOST: Final = 30
_TABLES: Final[tuple[tuple[str, type[Outgoing]], ...]] = (("letter", Letter), ("push", Push))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of one sort stand where; ``retried`` are those waiting that were tried before."""

    what: str
    waiting: int
    retried: int
    sent: int
    given_up: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """One that was tried in vain. Neither whom it is for nor what it says."""

    what: str
    number: int
    made_at: datetime
    tries: int
    next_at: datetime | None
    why: str


def counted() -> list[Counted]:
    """Letters and pushes of the last week, counted."""
    return [_count(what, table) for what, table in _TABLES]


def _count(what: str, table: type[Outgoing]) -> Counted:
    rows = table._default_manager
    by_state = dict(rows.values_list("state").annotate(Count("pk")).order_by())
    retried = rows.filter(state=State.WAITING, tries__gt=0).exclude(last_error="").count()
    states = (by_state.get(state, 0) for state in (State.WAITING, State.SENT, State.GIVEN_UP))
    waiting, sent, given_up = states
    return Counted(what, waiting, retried, sent, given_up)


def waiting() -> dict[str, int]:
    """How many letters and pushes wait, for metrics."""
    return {what: table._default_manager.filter(state=State.WAITING).count() for what, table in _TABLES}


def stuck() -> list[Stuck]:
    """Those tried in vain, oldest first, thirty of each sort at most."""
    return [one for what, table in _TABLES for one in _stuck(what, table)]


def _stuck(what: str, table: type[Outgoing]) -> Iterator[Stuck]:
    rows = table._default_manager.exclude(state=State.SENT).exclude(last_error="").order_by("pk")
    for row in rows[:_MOST]:
        again = row.not_before if row.state == State.WAITING else None
        yield Stuck(what, row.pk, row.made_at, row.tries, again, row.last_error)


def mail_away_since() -> datetime | None:
    """Since when letters wait because the mail server does not answer; None while it does."""
    rows = Letter.objects.filter(state=State.WAITING, away=True)
    found: datetime | None = rows.aggregate(since=Min("made_at"))["since"]
    return found


def try_again_now(operator: Person, *, actor: Acting) -> int:
    """Let everything that was tried in vain be tried at once, what was given up included; tells how many rows."""
    with transaction.atomic():
        count = 0
        for _what, table in _TABLES:
            rows = table._default_manager.exclude(state=State.SENT).exclude(last_error="").filter(taken_until=None)
            count += rows.update(state=State.WAITING, not_before=now(), tries=0, made_at=now(), ended_at=None)
        record("deliveries.tried_again", operator, actor=actor, rows=count)
    return count
