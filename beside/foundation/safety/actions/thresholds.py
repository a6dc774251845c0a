"""From which score on triage offers help or asks for a look: counted here, set by the safety lead.

Plan, means and timing call the person on duty by rules alone; nothing here moves that.
"""

from collections import Counter
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.audit.actions import Acting, record
from beside.foundation.safety import checks, queries_thresholds
from beside.foundation.safety.models import ScoreCount, SiteThresholds


def count_scores(scores: Sequence[float], *, actor: Acting) -> None:
    """Add scores (0 to 1) to today's counts. No row of the audit log: this happens with every batch of messages."""
    if not scores:
        return
    many = sorted(Counter(min(99, int(score * 100)) for score in scores).items())
    day = connection.ops.adapt_datefield_value(now().date())
    # The ORM cannot add to what stands there while it inserts. In order, so that two processes do not wait crosswise.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO safety_scorecount (day, hundredth, many)"  # noqa: S608 (only marks are put in)
            f" VALUES {','.join(['(%s,%s,%s)'] * len(many))} ON CONFLICT (day, hundredth)"
            " DO UPDATE SET many = safety_scorecount.many + excluded.many",
            [value for hundredth, times in many for value in (day, hundredth, times)],
        )


def forget_scores(*, actor: Acting) -> None:
    """Let go of the counts of days that no longer count."""
    checks.lead(actor)
    ScoreCount.objects.filter(day__lt=queries_thresholds.since()).delete()


def set_thresholds(*, offer: float, look: float, actor: Acting) -> SiteThresholds:
    """Mark about these shares (per cent) of this site's texts from now on. Raises ``Refused``.

    Refused for others than a safety lead, before enough texts were seen, and for a look at more than is offered help.
    """
    checks.lead(actor)
    if offer not in queries_thresholds.OFFER_SHARES or look not in queries_thresholds.LOOK_SHARES:
        raise Refused("shares", _("Please choose one of the shares in the table."))
    if look > offer:
        raise Refused("order", _("Help must be offered at least as often as you want to look."))
    counts = queries_thresholds.counted()
    if sum(counts.values()) < queries_thresholds.NEEDED:
        raise Refused("too_few", _("Too few messages have been seen yet. Until then the shipped values are used."))
    made = queries_thresholds.from_counts(counts, offer=offer, look=look)
    with transaction.atomic():
        row, _new = SiteThresholds.objects.update_or_create(
            pk=1,
            defaults={
                "offer": offer,
                "look": look,
                "offer_from": made.offer_help,
                "look_from": made.attention,
                "brief_from": made.brief,
                "concern_from": made.concern,
                "at": now(),
            },
        )
        record("care.thresholds", row, actor=actor, offer=offer, look=look)
    return row


def use_shipped_thresholds(*, actor: Acting) -> None:
    """Go back to the shipped values. Again changes nothing."""
    checks.lead(actor)
    with transaction.atomic():
        row = SiteThresholds.objects.select_for_update().filter(pk=1).first()
        if row is not None:
            record("care.thresholds_shipped", row, actor=actor)
            row.delete()
