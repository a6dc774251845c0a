"""What letters and pushes share: winning one, marking it sent, trying again later, giving up."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Final, TypeVar

from django.db.models import F, Q, QuerySet

from beside.core.clock import now
from beside.foundation.notifications.kinds import Kind, kind_of, registered
from beside.foundation.notifications.models import Letter, Outgoing, Push, State
from beside.foundation.notifications.wishes import held_until

log = logging.getLogger(__name__)
Row = TypeVar("Row", Letter, Push)
AT_ONCE: Final = 50
# Whoever took a row and died gives it back after this long; a try must take less.
TAKEN_FOR: Final = timedelta(minutes=5)
# Waits after each try that did not work.
WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))
# Where the other side does not answer at all, we go on for this long: news and codes older than that help nobody.
STALE_AFTER: Final = timedelta(days=3)


def due(table: type[Row]) -> Iterator[Row]:
    """Rows to send now, urgent ones first, each won the moment it is given out. Those held by quiet hours wait on."""
    rows = table.objects.filter(_free(), state=State.WAITING, not_before__lte=now())
    numbers = list(rows.order_by("rank", "pk").values_list("pk", flat=True)[:AT_ONCE])
    for number in numbers:
        row = table.objects.select_related("notice").filter(pk=number).first()
        if row is not None and not _held(row) and _take(row):
            yield row


def _free() -> Q:
    return Q(taken_until=None) | Q(taken_until__lt=now())


def kind_for(row: Outgoing) -> Kind | None:
    """The kind of a row's notice; None where there is none, or the app that sent it is gone."""
    return kind_of(row.notice.kind) if row.notice is not None and row.notice.kind in registered() else None


def _held(row: Row) -> bool:
    if row.notice is None or row.person_id is None:
        return False
    until = held_until(row.person_id, kind_for(row), now())
    if until is None:
        return False
    type(row).objects.filter(pk=row.pk, state=State.WAITING, taken_until=row.taken_until).update(not_before=until)
    return True


def _take(row: Row) -> bool:
    moment = now()
    mine = type(row).objects.filter(_free(), pk=row.pk, state=State.WAITING, not_before__lte=moment)
    if not mine.update(taken_until=moment + TAKEN_FOR, tries=F("tries") + 1):
        return False
    row.refresh_from_db()
    return True


def sent(row: Outgoing) -> None:
    """It is out. A letter forgets address and words; a row without a notice goes at once."""
    if row.notice_id is None:
        type(row)._default_manager.filter(pk=row.pk).delete()
        return
    emptied = {"to": "", "subject": "", "body": ""} if isinstance(row, Letter) else {}
    _mine(row).update(state=State.SENT, ended_at=now(), taken_until=None, last_error="", away=False, **emptied)


def later(row: Outgoing, error: str, *, away: bool) -> None:
    """Try again after a fixed wait, or give up: after the last wait, or (``away``) once it is stale."""
    moment = now()
    over = row.made_at < moment - STALE_AFTER if away else row.tries > len(WAITS)
    if over:
        log.warning("a %s was given up after %d tries", type(row).__name__.lower(), row.tries)
        give_up(row, error)
        return
    wait = WAITS[min(row.tries, len(WAITS)) - 1]
    # A server that comes back should not wait for half a day: letters are the only way to reach some people.
    wait = min(wait, timedelta(hours=1)) if away else wait
    _mine(row).update(not_before=moment + wait, taken_until=None, last_error=error[:60], away=away)


def give_up(row: Outgoing, error: str) -> None:
    """Not tried again by itself; an operator may."""
    _mine(row).update(state=State.GIVEN_UP, ended_at=now(), taken_until=None, last_error=error[:60], away=False)


def _mine(row: Outgoing) -> QuerySet[Outgoing]:
    # Compare-and-swap: someone who took it after our time was up is not overruled.
    return type(row)._default_manager.filter(pk=row.pk, state=State.WAITING, taken_until=row.taken_until)
