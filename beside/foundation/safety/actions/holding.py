"""Hiding a text until a person has looked: the one thing the service does to a text by itself.

It happens only while nobody is on call, after several different people reported the same text. It is marked as
automatic, its author is told with a statement, and the next person on call is called to look at it.
"""

from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Count, Max

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.safety import notices_oncall, queries, queries_oncall, reviewing
from beside.foundation.safety.actions import paging
from beside.foundation.safety.models import AutomaticMeasure, Case, HiddenText, Report, Restriction

_FRESH: Final = timedelta(minutes=5)


def hide_until_seen(subject_kind: str, subject_ref: str, *, actor: Acting) -> HiddenText | None:
    """Take a text out of sight; it is kept as it is. None where it is hidden already, or cannot be."""
    holder = reviewing.reviewable(subject_kind)
    if holder is None or holder.hide is None or _decided(subject_kind, subject_ref):
        return None
    try:
        with transaction.atomic():
            row = HiddenText.objects.create(subject_kind=subject_kind, subject_ref=subject_ref)
    except IntegrityError:
        return None
    record("text.hidden", row, actor=actor, subject=subject_kind)
    holder.hide(subject_ref)
    return row


def show_again(hidden: HiddenText, *, actor: Acting) -> None:
    """Put a text back where it was, unless a person's decision keeps it away. Again changes nothing."""
    holder = reviewing.reviewable(hidden.subject_kind)
    with transaction.atomic():
        if not HiddenText.objects.filter(pk=hidden.pk, restored_at=None).update(restored_at=now()):
            return
        record("text.restored", hidden, actor=actor, subject=hidden.subject_kind)
        if holder is not None and holder.restore is not None and not _decided(hidden.subject_kind, hidden.subject_ref):
            holder.restore(hidden.subject_ref)


def _decided(subject_kind: str, subject_ref: str) -> bool:
    """Whether a person has decided that the text stays away."""
    held = Restriction.objects.filter(subject_kind=subject_kind, subject_ref=subject_ref, lifted_at=None)
    return held.filter(what__in=("hidden", "removed")).exists()


def after_report(report: Report, author: Person | None, *, actor: Acting = BESIDE) -> AutomaticMeasure | None:
    """Hide the text where enough different people have reported it and nobody is on call. In the caller's transaction.

    Counted are reports that no person has decided: whoever looked and left a text standing is not overruled.
    """
    staffing = queries.staffing(now())
    # With nobody on the desk at all nobody would ever look, and until seen would mean for ever.
    if not report.subject_ref or staffing.here is not False or not staffing.people:
        return None
    same = Report.objects.filter(subject_kind=report.subject_kind, subject_ref=report.subject_ref)
    count = same.filter(case__closed_at=None, by__isnull=False).values("by").distinct().count()
    decided = same.filter(case__closed_at__isnull=False).exists()
    if decided or count < queries_oncall.care_settings().hide_after_reports:
        return None
    with transaction.atomic():
        hidden = hide_until_seen(report.subject_kind, report.subject_ref, actor=actor)
        return _open(hidden, author, count, actor) if hidden is not None else None


def hold(subject_kind: str, subject_ref: str, author: Person, *, actor: Acting = BESIDE) -> AutomaticMeasure | None:
    """Keep a text that gives a method or a dose out of sight until a person has looked: DESIGN 5.2's one exception.

    In the caller's transaction. Its author is told at once. None where a person has decided on it already.
    """
    with transaction.atomic():
        hidden = hide_until_seen(subject_kind, subject_ref, actor=actor)
        return _open(hidden, author, 0, actor) if hidden is not None else None


def sweep(*, actor: Acting = BESIDE) -> None:
    """Look once more at texts reported in the last minutes: of reports that arrive in the same moment, neither sees the
    other, and a process may end between a report and what follows from it.
    """
    fresh = Report.objects.filter(case__closed_at=None, case__kind=Case.Kind.REPORT).exclude(subject_ref="")
    several = fresh.values("subject_kind", "subject_ref").annotate(people=Count("by", distinct=True), last=Max("pk"))
    for found in several.filter(people__gt=1):
        last = Report.objects.select_related("case__about").get(pk=found["last"])
        if last.at > now() - _FRESH:
            after_report(last, last.case.about, actor=actor)


def _open(hidden: HiddenText, author: Person | None, count: int, actor: Acting) -> AutomaticMeasure:
    case = Case.objects.create(kind=Case.Kind.HELD, about=author, urgency=Case.Urgency.NOW)
    record("case.opened", case, actor=actor, kind=case.kind, urgency=int(case.urgency))
    measure = AutomaticMeasure.objects.create(hidden=hidden, case=case, author=author, reports=count)
    record("measure.automatic", measure, actor=actor, reports=count)
    notices_oncall.tell_held(measure)
    coming = queries.staffing(now(), author).next_at
    if coming is None:
        paging.page(case, actor=actor)
    else:
        paging.page_later(case, coming, actor=actor)
    return measure


def reviewed(case: Case, outcome: str, *, actor: Person) -> None:
    """A person has looked: the text stays hidden where they decided so, else it is shown again."""
    measure = AutomaticMeasure.objects.filter(case=case, seen_at=None).select_related("hidden", "author").first()
    if measure is None:
        return
    keep = outcome == Case.Outcome.ACTED and _decided(measure.hidden.subject_kind, measure.hidden.subject_ref)
    with transaction.atomic():
        AutomaticMeasure.objects.filter(pk=measure.pk).update(seen_at=now(), seen_by=actor, kept_hidden=keep)
        record("measure.reviewed", measure, actor=actor, kept_hidden=keep)
        # Where a decision hides it too, that is what keeps it away from now on.
        show_again(measure.hidden, actor=actor)
        notices_oncall.tell_looked_at(measure)
