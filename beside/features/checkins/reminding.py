"""Reminders a person asked for: at their time of day, or every few weeks. Nothing is sent that was not asked for."""

from datetime import datetime, time, timedelta, tzinfo
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.checkins import keeping, measuring, queries
from beside.features.checkins.models import Own
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications import kinds

CHECK_IN: Final = "checkins.reminder"
MEASURE: Final = "checkins.measure"
WEEKS: Final = (2, 4, 8, 12)
# Later than this a reminder is no reminder any more; it waits for the next day.
_TOO_LATE: Final = timedelta(hours=2)
# Further ahead than any next time can be: the clock was wrong when it was reckoned.
_TOO_FAR: Final = timedelta(hours=50)
_AT_ONCE: Final = 500


def register() -> None:
    """Say how they read. Neither says outside what this place is about."""

    def at_your_time(_data: dict[str, Any]) -> str:
        return _("It is the time you chose. If you like, say how you are.")

    def few_weeks(_data: dict[str, Any]) -> str:
        return _("A few weeks have gone by. If you like, answer some questions and see what has moved.")

    def subject() -> str:
        return _("A reminder")

    group = gettext_lazy("Check-ins")
    kinds.register_kind(
        CHECK_IN, at_your_time, subject, label=gettext_lazy("My reminder to check in"), group=group, each_time=True
    )
    kinds.register_kind(MEASURE, few_weeks)


def next_time(at: time, zone: tzinfo, after: datetime) -> datetime:
    """The first moment after ``after`` at which clocks there show ``at``. A time that a change of clocks skips comes
    as much later as the clocks jumped.
    """
    local = after.astimezone(zone)
    for days in range(3):
        found = datetime.combine(local.date() + timedelta(days=days), at, zone).astimezone(after.tzinfo)
        if found > after:
            return found
    raise ValueError("no such time in three days")


def choose(remind_at: time | None, offer_weeks: int | None, *, actor: Person) -> None:
    """When to be reminded, and how often to be offered a measure; None is never. Raises ``Refused``."""
    if offer_weeks is not None and offer_weeks not in WEEKS:
        raise Refused("offer_weeks", _("Choose one of these."))
    moment = now()
    with transaction.atomic():
        row = keeping.own(actor)
        if row.offer_weeks != offer_weeks:
            row.offer_next = moment + timedelta(weeks=offer_weeks) if offer_weeks else None
        row.remind_at, row.offer_weeks = remind_at, offer_weeks
        row.remind_next = next_time(remind_at, keeping.zone_of(actor), moment) if remind_at else None
        row.save()
        audit.record("own.reminders", row, actor=actor)


def remind() -> int:
    """Remind those whose time has come; how many. Each is won by one process, and a second run finds nothing."""
    moment = now()
    due = Q(remind_next__lte=moment) | Q(remind_next__gt=moment + _TOO_FAR)
    rows = Own.objects.filter(due, person__is_active=True).select_related("person").order_by("pk")[:_AT_ONCE]
    return sum(_remind(row, moment) for row in rows)


def _remind(row: Own, moment: datetime) -> bool:
    due = row.remind_next
    if due is None or row.remind_at is None:
        return False
    with transaction.atomic():
        following = next_time(row.remind_at, keeping.zone_of(row.person), moment)
        if not Own.objects.filter(pk=row.pk, remind_next=due).update(remind_next=following):
            return False
        if not timedelta() <= moment - due <= _TOO_LATE or _said_today(row.person, moment):
            return False
        notifications.put_kind_away(row.person, CHECK_IN, actor=BESIDE)  # yesterday's, unseen: one is enough
        notifications.notify(row.person, CHECK_IN, {}, "/checkins/new", actor=BESIDE)
    return True


def _said_today(person: Person, moment: datetime) -> bool:
    day = keeping.today(person, moment)
    return bool(queries.entries(person, day, day))


def offer() -> int:
    """Offer a measure to those who asked for that, every few weeks; how many."""
    moment = now()
    if not measuring.offered():
        return 0
    rows = Own.objects.filter(offer_next__lte=moment, person__is_active=True).select_related("person")[:_AT_ONCE]
    return sum(_offer(row, moment) for row in rows)


def _offer(row: Own, moment: datetime) -> bool:
    weeks = timedelta(weeks=row.offer_weeks or WEEKS[1])
    with transaction.atomic():
        if not Own.objects.filter(pk=row.pk, offer_next=row.offer_next).update(offer_next=moment + weeks):
            return False
        notifications.notify(row.person, MEASURE, {}, "/measures", actor=BESIDE)
    return True
