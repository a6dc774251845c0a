"""Opening cases, and what the care desk does with them."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.audit.actions import Acting, record
from beside.foundation.safety import queries, reviewing
from beside.foundation.safety.actions import closing, paging
from beside.foundation.safety.checks import (
    closed_already,
    may_decide,
    someone_was_quicker,
    taken_already,
    tell_reporter,
)
from beside.foundation.safety.models import OUTCOMES, AutomaticMeasure, Case, Concern, Decision, Report
from beside.foundation.safety.reviewing import Excerpt


def open_case(
    kind: Case.Kind,
    *,
    about: Person | None,
    urgency: Case.Urgency,
    actor: Acting,
    concern: Concern | None = None,
) -> Case:
    """Put something before the staff and tell them, in the caller's transaction: a case without its notices cannot be.

    The one it is about is never told by this, and not asked as staff either.
    """
    with transaction.atomic():
        case = Case.objects.create(kind=kind, about=about, urgency=urgency, concern=concern)
        record("case.opened", case, actor=actor, kind=kind.value, urgency=urgency.value)
        paging.announce(case, actor=actor)
    return case


def read_for_case(case: Case, *, actor: Person) -> Excerpt | None:
    """The one text a case is about, for staff. Every reading leaves an audit row; None if it is gone."""
    kind, ref = _text_of(case)
    holder = reviewing.reviewable(kind)
    if holder is None:
        return None
    record("case.read", case, actor=actor, subject=kind)
    return holder.read_for_case(ref)


def _text_of(case: Case) -> tuple[str, str]:
    """Where the one text of a case stands: what raised a concern, or what was hidden by itself."""
    if case.concern is not None:
        return case.concern.subject_kind, case.concern.subject_ref
    measure = AutomaticMeasure.objects.filter(case=case).select_related("hidden").first()
    return (measure.hidden.subject_kind, measure.hidden.subject_ref) if measure is not None else ("", "")


def read_reports(case: Case, *, actor: Person) -> list[Report]:
    """What was told, for staff; every reading leaves an audit row."""
    told = list(case.reports.order_by("pk"))
    if told:
        record("case.read", case, actor=actor, subject="report")
    return told


def take(case: Case, *, actor: Person) -> None:
    """Take a case on. Raises ``Refused`` (``taken`` or ``closed``) when someone was quicker."""
    may_decide(case, actor)
    if not queries.may_take(case, actor):
        raise Refused("decided_it", _("You were part of this. A different person looks again."))
    with transaction.atomic():
        free = Case.objects.filter(pk=case.pk, closed_at=None, taken_by=None)
        if not free.update(taken_by=actor, taken_at=now()):
            someone_was_quicker(case, actor)
            return
        record("case.taken", case, actor=actor)
        paging.settle(case, actor=actor)


def hand_back(case: Case, *, actor: Person) -> None:
    """Give a case back to the desk, so that another can take it. A safety lead may also free someone else's."""
    with transaction.atomic():
        held = Case.objects.filter(pk=case.pk, closed_at=None, taken_by__isnull=False)
        if Role.SAFETY_LEAD not in roles_of(actor):
            held = held.filter(taken_by=actor)
        if held.update(taken_by=None, taken_at=None):
            record("case.handed_back", case, actor=actor, held_by=case.taken_by_id)
            return
        case.refresh_from_db()
        if case.closed_at is not None:
            raise closed_already()
        if case.taken_by_id is not None:
            raise taken_already()


def close(case: Case, *, outcome: str, note: str, actor: Person) -> None:
    """Close a case with what came of it, and tell whoever told us. Never the one it is about.

    Raises ``Refused``: ``closed`` or ``taken`` when someone was quicker, ``outcome`` when it does not fit the kind.
    """
    kind = Case.Kind(case.kind)
    if outcome not in OUTCOMES[kind]:
        raise Refused("outcome", _("Please choose what came of it."))
    may_decide(case, actor)
    with transaction.atomic():
        mine = Case.objects.filter(Q(taken_by=None) | Q(taken_by=actor), pk=case.pk, closed_at=None)
        sealed = keys.seal_for_site(note, case.note_context)
        if not mine.update(closed_at=now(), closed_by=actor, outcome=outcome, note=sealed):
            someone_was_quicker(case, actor)
            raise closed_already()
        _write_down(case, note, actor)
        record("case.closed", case, actor=actor, outcome=outcome)
        closing.settle(case, outcome, actor=actor)
        tell_reporter(case, outcome)
        forget_the_erased()


def _write_down(case: Case, note: str, actor: Person) -> None:
    """Closing with nothing done to anyone is a decision too: whoever told us can ask for another look."""
    source = Decision.Source.REPORT if case.kind == Case.Kind.REPORT else Decision.Source.HINT
    if case.kind in {Case.Kind.HELP, Case.Kind.CHECK, Case.Kind.PROMISE}:
        source = Decision.Source.OWN
    made = Decision(case=case, about=case.about, kind=Decision.Kind.NOTHING, source=source, by=actor)
    made.agreed_at = now()
    made.facts = keys.seal_for_site(note, made.context("facts"))
    made.save()


def forget_the_erased() -> None:
    """Empty what closed cases still hold about, or by, someone who was erased while the case was open."""
    Case.objects.filter(closed_at__isnull=False, about=None).exclude(note=b"").update(note=b"")
    gone = Q(case__about=None) | Q(by=None)
    held = ~Q(words=b"") | ~Q(excerpt=b"")
    Report.objects.filter(gone, held, case__closed_at__isnull=False).update(words=b"", excerpt=b"")
