"""What the staff decide about a case. Each is one verb; each but the last closes the case, and one person wins.

Nothing here follows from a score: a person chooses the rule, writes the facts and answers for it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import holders, roles_of
from beside.foundation.audit.actions import record
from beside.foundation.safety import answered, decided, notices, queries, restricting, reviewing, rules
from beside.foundation.safety.actions import care, closing, patterns
from beside.foundation.safety.checks import closed_already, may_decide, someone_was_quicker, tell_reporter, told_us
from beside.foundation.safety.models import KEEPS_OUT, RESTRICTING, TOLD, Case, Decision, Limit

LONGEST_DAYS: Final = 180
_CHECK_AFTER: Final = timedelta(days=1)
_TEXT_KINDS: Final = frozenset({Decision.Kind.HIDE, Decision.Kind.REMOVE, Decision.Kind.REVISE})
_TIMED: Final = frozenset({Decision.Kind.LIMIT, Decision.Kind.SUSPEND})


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why: the number of a rule that holds now, the facts in words, and how it came to notice."""

    facts: str
    source: str = Decision.Source.OWN
    rule: int | None = None


def find_nothing(case: Case, grounds: Grounds, *, actor: Person) -> Decision:
    """Nothing needs to be done. The one it is about learns of nothing; whoever told us hears it."""
    return _decide(case, Decision.Kind.NOTHING, grounds, actor)


def support(case: Case, grounds: Grounds, words: str, *, actor: Person) -> Decision:
    """Write to the person; tomorrow whoever wrote is asked to ask them how they are.

    On a closed case too, where they have answered and nobody has written back: the case stays closed as it was.
    """
    if not words.strip():
        raise Refused("words", _("Please write what they should read."))
    if answered.waits(case):
        return _write_back(case, grounds, words, actor)
    return _decide(case, Decision.Kind.SUPPORT, grounds, actor, words=words)


def ask_to_revise(case: Case, grounds: Grounds, words: str, *, actor: Person) -> Decision:
    """Ask the author to put it differently; the text stays meanwhile."""
    return _decide(case, Decision.Kind.REVISE, grounds, actor, words=words)


def hide(case: Case, grounds: Grounds, *, actor: Person) -> Decision:
    """Take the text out of everyone's sight. It is kept, and comes back when this is reversed."""
    return _decide(case, Decision.Kind.HIDE, grounds, actor)


def remove(case: Case, grounds: Grounds, *, actor: Person) -> Decision:
    """The same for good: once nobody can appeal any more, the text is emptied."""
    return _decide(case, Decision.Kind.REMOVE, grounds, actor)


def limit(case: Case, grounds: Grounds, what: str, days: int, *, actor: Person) -> Decision:
    """Keep the person from one thing (``Limit``) for ``days``."""
    if what not in Limit.values:
        raise Refused("what", _("Please choose what they may not do."))
    return _decide(case, Decision.Kind.LIMIT, grounds, actor, what=what, days=days)


def suspend(case: Case, grounds: Grounds, days: int, *, actor: Person) -> Decision:
    """Keep the person from taking part for ``days``. Waits for a second yes where they may be unwell."""
    return _decide(case, Decision.Kind.SUSPEND, grounds, actor, days=days)


def end_membership(case: Case, grounds: Grounds, *, actor: Person) -> Decision:
    """End it for good. Waits for a second yes where the person may be unwell."""
    return _decide(case, Decision.Kind.END, grounds, actor)


def escalate(case: Case, grounds: Grounds, *, actor: Person) -> Decision:
    """Ask the safety leads to take the case on: it comes first in the queue, and stays open."""
    may_decide(case, actor)
    _no_appeal(case)
    leads = [lead for lead in holders(Role.SAFETY_LEAD) if lead.pk not in {actor.pk, case.about_id}]
    if not leads:
        raise Refused("nobody", _("There is no other safety lead here to take it on."))
    with transaction.atomic():
        open_here = Case.objects.filter(Q(taken_by=None) | Q(taken_by=actor), pk=case.pk, closed_at=None)
        if not open_here.update(urgency=Case.Urgency.NOW, taken_by=None, taken_at=None):
            someone_was_quicker(case, actor)
            raise closed_already()
        made = _keep(case, Decision.Kind.ESCALATE, grounds, actor, agreed_at=now())
        case.refresh_from_db()
        notices.ring(case, leads)
    return made


def agree(decision: Decision, *, actor: Person) -> None:
    """The safety lead's second yes to a suspension or an end. The person is told, and it begins a day later."""
    _second(decision, actor)
    with transaction.atomic():
        waiting = Decision.objects.filter(pk=decision.pk, agreed_at=None, declined_at=None)
        if not waiting.update(agreed_at=now(), agreed_by=actor):
            raise Refused("decided", _("This has been decided already."))
        decision.refresh_from_db()
        case = decision.case
        if not Case.objects.filter(pk=case.pk, closed_at=None).update(**_closing(decision, actor)):
            raise closed_already()
        record("decision.agreed", decision, actor=actor, kind=decision.kind)
        _take_effect(case, decision, actor, begins=now() + _CHECK_AFTER)
        # Nobody is left alone with it: looked after on the day on which it begins.
        Decision.objects.filter(pk=decision.pk).update(check_at=now() + _CHECK_AFTER)


def decline(decision: Decision, *, actor: Person) -> None:
    """The safety lead's no: nothing happens to the person, and the case stays open."""
    _second(decision, actor)
    with transaction.atomic():
        waiting = Decision.objects.filter(pk=decision.pk, agreed_at=None, declined_at=None)
        if not waiting.update(declined_at=now(), agreed_by=actor):
            raise Refused("decided", _("This has been decided already."))
        record("decision.declined", decision, actor=actor, kind=decision.kind)


def _second(decision: Decision, actor: Person) -> None:
    if Role.SAFETY_LEAD not in roles_of(actor):
        raise Refused("role", _("Only a safety lead can give the second yes."))
    if actor.pk in {decision.by_id, decision.about_id} or told_us(decision.case, actor):
        raise Refused("second", _("A second yes comes from another person."))


def _no_appeal(case: Case) -> None:
    if case.kind == Case.Kind.APPEAL:
        raise Refused("appeal", _("This asks for another look: answer that."))


def _decide(case: Case, kind: Decision.Kind, grounds: Grounds, actor: Person, **more: Any) -> Decision:
    """Check, and write the decision with all that follows in one transaction; of two at once, one is told so."""
    may_decide(case, actor)
    _no_appeal(case)
    _fits(case, kind, grounds, more)
    waits = kind in KEEPS_OUT and case.about is not None and queries.may_be_unwell(case.about)
    try:
        with transaction.atomic():
            mine = Case.objects.filter(Q(taken_by=None) | Q(taken_by=actor), pk=case.pk, closed_at=None)
            # One statement decides who won; it holds the row until the end.
            if not mine.update(taken_by=actor, taken_at=case.taken_at or now()):
                someone_was_quicker(case, actor)
                raise closed_already()
            made = _keep(case, kind, grounds, actor, agreed_at=None if waits else now(), **more)
            if waits:
                leads = [lead for lead in holders(Role.SAFETY_LEAD) if lead.pk not in {actor.pk, case.about_id}]
                notices.ring(case, leads)
                return made
            Case.objects.filter(pk=case.pk).update(**_closing(made, actor))
            _take_effect(case, made, actor, begins=now())
    except IntegrityError:
        raise Refused("waits", _("Something decided here waits for a second yes.")) from None
    case.refresh_from_db()
    return made


def _write_back(case: Case, grounds: Grounds, words: str, actor: Person) -> Decision:
    """One more word of support, to an answer; of two who write at once, one is told so."""
    may_decide(case, actor)
    _fits(case, Decision.Kind.SUPPORT, grounds, {})
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        if not answered.waits(case):
            raise Refused("answered", _("A colleague has just written back. What you wrote was not sent."))
        made = _keep(case, Decision.Kind.SUPPORT, grounds, actor, agreed_at=now(), words=words)
        notices.tell_decision(made)
        if case.about is not None:
            care.ask_tomorrow(case, case.about, actor=actor)
    return made


def _fits(case: Case, kind: Decision.Kind, grounds: Grounds, more: dict[str, Any]) -> None:
    if not grounds.facts.strip():
        raise Refused("facts", _("Please say in a few words what happened."))
    if grounds.source not in Decision.Source.values:
        raise Refused("source", _("Please choose how it came to notice."))
    if kind in TOLD and (case.about is None or case.about.erased_at is not None):
        raise Refused("gone", _("They have left: nothing can be done about them any more."))
    if kind in RESTRICTING | {Decision.Kind.REVISE} and rules.find(rules.current(), grounds.rule) is None:
        raise Refused("rule", _("Please choose the rule it goes against."))
    if kind in _TIMED and not 1 <= int(more.get("days") or 0) <= LONGEST_DAYS:
        raise Refused("days", _("Please say for how many days: one to 180."))
    if kind in _TEXT_KINDS:
        subject, ref = decided.subject_of(case)
        holder = reviewing.reviewable(subject)
        if holder is None or not ref or (kind != Decision.Kind.REVISE and holder.hide is None):
            raise Refused("text", _("There is no text here that this could be done to."))


def _keep(case: Case, kind: Decision.Kind, grounds: Grounds, actor: Person, **more: Any) -> Decision:
    subject, ref = decided.subject_of(case)
    cited = rules.current() if grounds.rule and kind != Decision.Kind.ESCALATE else None
    words = str(more.pop("words", ""))
    made = Decision(case=case, about=case.about, kind=kind, source=grounds.source, by=actor, **more)
    made.subject_kind, made.subject_ref, made.text = subject, ref, cited
    made.rule = grounds.rule if cited is not None else None
    made.facts = keys.seal_for_site(grounds.facts.strip(), made.context("facts"))
    if words.strip():
        made.words = keys.seal_for_site(words.strip(), made.context("words"))
    if kind in TOLD and subject and kind not in {Decision.Kind.SUPPORT}:
        made.excerpt = _own_text(made, subject, ref)
    made.save()
    record("decision.made", made, actor=actor, kind=kind.value, rule=made.rule, waits=made.agreed_at is None)
    return made


def _own_text(made: Decision, subject: str, ref: str) -> bytes:
    """The author's text as it stands now, so that the statement of reasons returns it to them."""
    holder = reviewing.reviewable(subject)
    text = holder.read_for_case(ref) if holder is not None else None
    if text is None or text.author_id != made.about_id:
        return b""
    copy = {"text": text.text, "at": text.at.isoformat(), "place": text.place}
    return keys.seal_for_site(json.dumps(copy), made.context("excerpt"))


def _closing(made: Decision, actor: Person) -> dict[str, Any]:
    return {"closed_at": now(), "closed_by": actor, "outcome": decided.outcome_of(made)}


def _take_effect(case: Case, made: Decision, actor: Person, *, begins: Any) -> None:
    record("case.closed", case, actor=actor, outcome=decided.outcome_of(made))
    if made.kind in RESTRICTING:
        restricting.begin(made, begins, actor=actor)
    if made.kind in TOLD and made.about is not None:
        notices.tell_decision(made)
    if made.kind == Decision.Kind.END and made.about is not None:
        patterns.remember_ended(made.about, actor=actor)
    closing.settle(case, decided.outcome_of(made), actor=actor)
    if made.kind == Decision.Kind.SUPPORT and made.about is not None:
        care.ask_tomorrow(case, made.about, actor=actor)
    tell_reporter(case, decided.outcome_of(made))


_Verb = Callable[[Case, Grounds, dict[str, Any], Person], Decision]
VERBS: Final[dict[Decision.Kind, _Verb]] = {
    Decision.Kind.NOTHING: lambda case, grounds, _more, actor: find_nothing(case, grounds, actor=actor),
    Decision.Kind.SUPPORT: lambda case, grounds, more, actor: support(case, grounds, more["words"], actor=actor),
    Decision.Kind.REVISE: lambda case, grounds, more, actor: ask_to_revise(case, grounds, more["words"], actor=actor),
    Decision.Kind.HIDE: lambda case, grounds, _more, actor: hide(case, grounds, actor=actor),
    Decision.Kind.REMOVE: lambda case, grounds, _more, actor: remove(case, grounds, actor=actor),
    Decision.Kind.LIMIT: lambda case, grounds, more, actor: limit(
        case, grounds, more["what"], more["days"] or 0, actor=actor
    ),
    Decision.Kind.SUSPEND: lambda case, grounds, more, actor: suspend(case, grounds, more["days"] or 0, actor=actor),
    Decision.Kind.END: lambda case, grounds, _more, actor: end_membership(case, grounds, actor=actor),
    Decision.Kind.ESCALATE: lambda case, grounds, _more, actor: escalate(case, grounds, actor=actor),
}
"""The verb of each kind, for the one form in which staff choose."""
