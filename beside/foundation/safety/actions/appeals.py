"""Asking a different person to look again, and their answer."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.queries import roles_of
from beside.foundation.audit.actions import BESIDE, record
from beside.foundation.safety import decided, limiting, notices, queries, restricting
from beside.foundation.safety.actions.cases import open_case
from beside.foundation.safety.checks import closed_already, someone_was_quicker
from beside.foundation.safety.models import Appeal, Case, Decision
from beside.foundation.safety.reviewing import Excerpt


def appeal(decision: Decision, words: str, *, actor: Person) -> Appeal:
    """Ask for another look: the one it is about, or whoever told us where nothing was done. Once each, six months.

    Raises ``Refused``: ``not_yours``, ``over``, ``again``, ``words``.
    """
    if not words.strip():
        raise Refused("words", _("Please say in a few words why."))
    if not _may_appeal(decision, actor):
        raise Refused("not_yours", _("There is nothing here to object to."))
    if (decision.agreed_at or decision.at) + decided.APPEAL_FOR <= now() or decision.reversed_at is not None:
        raise Refused("over", _("The six months for this are over, or it was taken back already."))
    limiting.check(limiting.REPORTS, actor)
    try:
        with transaction.atomic():
            # The service opens it: the log does not say whether the author or a reporter asked.
            case = open_case(Case.Kind.APPEAL, about=decision.about, urgency=Case.Urgency.TODAY, actor=BESIDE)
            made = Appeal(decision=decision, by=actor, case=case)
            made.words = keys.seal_for_site(words.strip(), made.context("words"))
            made.save()
            record("appeal.made", made, actor=BESIDE)
    except IntegrityError:
        raise Refused("again", _("You have asked for another look already.")) from None
    return made


def _may_appeal(decision: Decision, actor: Person) -> bool:
    if decision.agreed_at is None:
        return False
    if decision.about_id == actor.pk:
        return decided.appealable(decision)
    told_us = decision.case.reports.filter(by=actor).exists()
    return told_us and decided.of_report(decision.case) == decision


def read_appealed(found: Appeal, *, actor: Person) -> Excerpt | None:
    """The text that was decided about, as it stood, for whoever looks again; every reading leaves an entry."""
    text = decided.own_text(found.decision)
    if text is not None:
        record("case.read", found.case, actor=actor, subject="appeal")
    return text


def uphold(found: Appeal, reasons: str, *, actor: Person) -> None:
    """It stays as it was decided."""
    _answer(found, reasons, upheld=True, actor=actor)


def reverse(found: Appeal, reasons: str, *, actor: Person) -> None:
    """It is taken back: every restriction ends and every text returns. A "nothing to do" goes back to the desk."""
    _answer(found, reasons, upheld=False, actor=actor)


def _answer(found: Appeal, reasons: str, *, upheld: bool, actor: Person) -> None:
    decision = found.decision
    if not roles_of(actor) & set(queries.DESK):
        raise Refused("role", _("Only the care desk decides."))
    if not queries.may_take(found.case, actor):
        raise Refused("decided_it", _("You were part of this. A different person looks again."))
    if not reasons.strip():
        raise Refused("reasons", _("Please say in a few words why."))
    sealed = keys.seal_for_site(reasons.strip(), found.context("reasons"))
    outcome = Case.Outcome.UPHELD if upheld else Case.Outcome.REVERSED
    with transaction.atomic():
        mine = Case.objects.filter(Q(taken_by=None) | Q(taken_by=actor), pk=found.case_id, closed_at=None)
        if not mine.update(closed_at=now(), closed_by=actor, outcome=outcome):
            someone_was_quicker(found.case, actor)
            raise closed_already()
        Appeal.objects.filter(pk=found.pk).update(decided_at=now(), decided_by=actor, upheld=upheld, reasons=sealed)
        record("appeal.upheld" if upheld else "appeal.reversed", found, actor=actor)
        if not upheld:
            _take_back(decision, reasons, actor)
    found.refresh_from_db()
    notices.tell_appeal(found)


def _take_back(decision: Decision, reasons: str, actor: Person) -> None:
    why = keys.seal_for_site(reasons.strip(), decision.context("reversed_why"))
    standing = Decision.objects.filter(pk=decision.pk, reversed_at=None)
    if not standing.update(reversed_at=now(), reversed_by=actor, reversed_why=why):
        return
    record("decision.reversed", decision, actor=actor)
    restricting.lift(decision, actor=actor)
    if decision.kind == Decision.Kind.NOTHING:
        # Nothing was done, and that was wrong: the report is open again, for somebody to decide anew.
        reopened = Case.objects.filter(pk=decision.case_id)
        reopened.update(closed_at=None, closed_by=None, outcome="", taken_by=None, taken_at=None)
        decision.case.reports.update(told_at=None)
        record("case.reopened", decision.case, actor=actor)
