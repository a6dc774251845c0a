"""What the operator keeps for the law: contact point, risks, published reports."""

from dataclasses import asdict
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import holders, roles_of
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.notifications import actions as notifications
from beside.foundation.safety import notices, risks, roster, transparency
from beside.foundation.safety.models import LegalSettings, PublishedReport, Risk
from beside.foundation.safety.periods import Period

_PAGE: Final = "/console/legal"


def set_legal(changes: dict[str, Any], *, actor: Acting) -> LegalSettings:
    """Change the contact point, or from which number on one is shown; the log says which, not what to."""
    _operator(actor)
    with transaction.atomic():
        own, _made = LegalSettings.objects.select_for_update().get_or_create(pk=1)
        changed = sorted(name for name, value in changes.items() if getattr(own, name) != value)
        for name in changed:
            setattr(own, name, changes[name])
        if changed:
            own.full_clean()
            own.save(update_fields=changed)
            record("legal.changed", own, actor=actor, fields=changed)
    return own


def judge_risk(key: str, judged: dict[str, Any], *, actor: Acting) -> Risk:
    """Keep what the organisation makes of a risk, looked at today. Raises ``Refused`` (``unknown``)."""
    _operator(actor)
    row = risks.find(key)
    if row is None:
        raise Refused("unknown", _("There is no such risk here."))
    with transaction.atomic():
        given = judged | {"title": str(row.kind.title), "reviewed_on": roster.local_day(now()), "reminded_for": None}
        risk, _made = Risk.objects.update_or_create(key=key, defaults=given)
        size = {"likelihood": risk.likelihood, "impact": risk.impact}
        record("risk.judged", risk, actor=actor, risk=key, **size)
    return risk


def publish_report(period: Period, *, actor: Acting) -> PublishedReport:
    """Make the report of a period public, as it is now, for good.

    Raises ``Refused``: ``not_over`` while the period goes on; ``overlaps`` where part of it is public already, because
    the difference of two reports would give away small numbers.
    """
    _operator(actor)
    if not period.over:
        raise Refused("not_over", _("This period is not over yet."))
    with transaction.atomic():
        LegalSettings.objects.select_for_update().get_or_create(pk=1)
        if PublishedReport.objects.filter(since__lt=period.until, until__gt=period.since).exists():
            raise Refused(
                "overlaps",
                _("Part of this period is public already. Two reports side by side would give small numbers away."),
            )
        shown = transparency.figures(period)
        made = PublishedReport.objects.create(
            key=period.key,
            since=period.since,
            until=period.until,
            tables=[asdict(one) for one in shown.tables],
            times={
                "times": [asdict(one) for one in shown.times],
                "by_program": shown.by_program,
                "decided_by_program": shown.decided_by_program,
                "least": shown.least,
            },
        )
        record("report.published", made, actor=actor, period=period.key)
    return made


def remind_of_risks(*, actor: Acting = BESIDE) -> int:
    """Tell the operators once of each risk that is to be looked at again by today; how many risks."""
    today: date = roster.local_day(now())
    due = [risk for risk in Risk.objects.filter(review_by__lte=today) if risk.reminded_for != risk.review_by]
    for risk in due:
        with transaction.atomic():
            if (
                not Risk.objects.filter(pk=risk.pk)
                .exclude(reminded_for=risk.review_by)
                .update(reminded_for=risk.review_by)
            ):
                continue
            for person in holders(Role.OPERATOR):
                notifications.notify(person, notices.RISK, {}, _PAGE, actor=actor)
    return len(due)


def _operator(actor: Acting) -> None:
    if actor is not BESIDE and not (isinstance(actor, Person) and Role.OPERATOR in roles_of(actor)):
        raise Refused("role", _("Only an operator does this."))
