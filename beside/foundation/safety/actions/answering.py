"""Answering a word of support, and the staff reading that."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import record
from beside.foundation.safety import answered, checks, limiting, notices, queries, queries_oncall, roster, triage
from beside.foundation.safety.actions.concerns import notice_concern
from beside.foundation.safety.models import Answer, Case, Decision


def answer(decision: Decision, words: str, *, actor: Person, named: str = "") -> Answer:
    """Write back to a word of support about oneself. Open also to whoever a decision limits or keeps out.

    ``named``: the ref of the new one. Where one is there under it that says the same, it was sent before; where that
    says something else, somebody went back in their browser and wrote anew.
    Raises ``Refused``: ``not_yours``, ``over``, ``empty``, ``too_long``, ``too_often``.
    """
    text = words.strip()
    _may_answer(decision, text, actor)
    # A plain yes says little without what was asked.
    before = tuple(line.words for line in answered.exchange(decision.case)[-5:])
    noticed = triage.assess([triage.Text(text, context=before)])[0]
    with transaction.atomic():
        # Two that are sent at once come one after the other.
        Person.objects.select_for_update().get(pk=actor.pk)
        there = Answer.objects.filter(ref=named).first() if named else None
        if there is not None and there.decision_id == decision.pk and answered.words_of(there) == text:
            return there
        limiting.check(limiting.ANSWERS, actor)
        made = Answer(decision=decision, author=actor)
        if named and there is None:
            made.ref = named
        made.sealed = keys.seal(actor.pk, text, made.context)
        made.save()
        record("answer.kept", made, actor=actor)
        notice_concern(actor, answered.SUBJECT, made.ref, noticed)
        notices.tell_answered(decision.case, _whom_to_tell(decision, actor))
    return made


def _may_answer(decision: Decision, text: str, actor: Person) -> None:
    if decision.about_id != actor.pk or not answered.answerable(decision):
        raise Refused("not_yours", _("There is nothing here to answer."))
    if not answered.can_answer(decision):
        raise Refused("over", _("This message is more than 30 days old, so it cannot be answered here any more."))
    if not text:
        raise Refused("empty", _("There is nothing written yet."))
    if len(text) > answered.LONGEST:
        raise Refused("too_long", _("That is longer than one answer can hold. Send it in parts."))


def _whom_to_tell(decision: Decision, about: Person) -> list[Person]:
    """Whoever wrote to them; else whoever asks them how they are; else those on call, or the whole desk."""
    desk = queries.desk(about)
    asks = queries_oncall.follow_up_of(about)
    for one in (decision.by, asks.holder if asks is not None else None):
        if one in desk and one is not None and not one.is_out and queries_oncall.break_of(one) is None:
            return [one]
    return roster.to_call(roster.on_call(now(), about).people or desk)


def read_answers(case: Case, *, actor: Person) -> list[answered.Line]:
    """What was written to and fro on a case, for staff who may read it; empty where nobody has answered.

    Every look leaves an audit row; the first one shows to the writer that somebody has read it.
    """
    checks.staff(actor)
    if not queries.cases_for(actor).filter(pk=case.pk).exists():
        return []
    with transaction.atomic():
        if not Answer.objects.filter(decision__case=case).exists():
            return []
        record("case.read", case, actor=actor, subject=answered.SUBJECT)
        Answer.objects.filter(decision__case=case, read_at=None).update(read_at=now(), read_by=actor)
        return answered.exchange(case)
