"""What restrictions do, from their beginning to their end. Only decisions begin one."""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.realtime import hub
from beside.foundation.safety import decided, reviewing
from beside.foundation.safety.models import KEEPS_OUT, Decision, Restriction

FOR_GOOD: Final = datetime(9999, 1, 1, tzinfo=UTC)
_WHAT: Final = {
    Decision.Kind.HIDE: "hidden",
    Decision.Kind.REMOVE: "removed",
    Decision.Kind.SUSPEND: "suspended",
    Decision.Kind.END: "ended",
}


def begin(decision: Decision, since: datetime, *, actor: Acting) -> None:
    """Put what was decided into force, in the caller's transaction."""
    person = decision.about
    if person is None:
        return
    what = _WHAT.get(Decision.Kind(decision.kind), decision.what)
    until = since + timedelta(days=decision.days) if decision.days else None
    made = Restriction.objects.create(
        decision=decision, person=person, what=what, since=since, until=until,
        subject_kind=decision.subject_kind, subject_ref=decision.subject_ref,
    )  # fmt: skip
    record("restriction.begun", made, actor=actor, what=what)
    holder = reviewing.reviewable(decision.subject_kind)
    if what in {"hidden", "removed"} and holder is not None and holder.hide is not None:
        holder.hide(decision.subject_ref)
    if decision.kind in KEEPS_OUT:
        settle(person)


def lift(decision: Decision, *, actor: Person) -> None:
    """End all that holds because of a decision, and bring its text back, in the caller's transaction."""
    held = list(Restriction.objects.filter(decision=decision, lifted_at=None).select_related("person"))
    for one in held:
        if not Restriction.objects.filter(pk=one.pk, lifted_at=None).update(lifted_at=now(), lifted_by=actor):
            continue
        record("restriction.lifted", one, actor=actor, what=one.what)
        if one.what in {"hidden", "removed"} and one.emptied_at is None:
            _bring_back(one)
        if one.what in {"suspended", "ended"}:
            settle(one.person)


def _bring_back(one: Restriction) -> None:
    """The text returns unless another decision still keeps it away."""
    holder = reviewing.reviewable(one.subject_kind)
    same = Restriction.objects.filter(
        subject_kind=one.subject_kind, subject_ref=one.subject_ref, what__in=("hidden", "removed"), lifted_at=None
    )
    if holder is not None and holder.restore is not None and not same.exists():
        holder.restore(one.subject_ref)


def settle(person: Person) -> None:
    """Write on the account until when the person is kept out, from what holds now; open pages of theirs end."""
    moment = now()
    held = Restriction.objects.filter(
        Q(until=None) | Q(until__gt=moment),
        person=person, what__in=("suspended", "ended"), lifted_at=None, since__lte=moment,
    )  # fmt: skip
    until = max((one.until or FOR_GOOD for one in held), default=None)
    if Person.objects.filter(pk=person.pk).exclude(out_until=until).update(out_until=until) and until is not None:
        transaction.on_commit(lambda: hub.end_person(person.pk))
    person.out_until = until


def begin_what_is_due() -> int:
    """Put into force what was to begin later; how many people that touched."""
    due = Restriction.objects.filter(
        Q(person__out_until=None) | Q(person__out_until__lte=now()),
        Q(until=None) | Q(until__gt=now()),
        what__in=("suspended", "ended"), lifted_at=None, since__lte=now(),
    )  # fmt: skip
    people = {one.person_id: one.person for one in due.select_related("person")}
    for person in people.values():
        with transaction.atomic():
            settle(person)
    return len(people)


def empty_what_is_over() -> int:
    """Empty removed texts that nobody can appeal for any more; how many."""
    over = Restriction.objects.filter(
        what="removed", lifted_at=None, emptied_at=None, decision__at__lt=now() - decided.APPEAL_FOR
    ).exclude(decision__appeals__decided_at=None, decision__appeals__isnull=False)
    done = 0
    for one in over:
        holder = reviewing.reviewable(one.subject_kind)
        with transaction.atomic():
            if not Restriction.objects.filter(pk=one.pk, emptied_at=None, lifted_at=None).update(emptied_at=now()):
                continue
            if holder is not None and holder.empty is not None:
                holder.empty(one.subject_ref)
            Decision.objects.filter(pk=one.decision_id).update(excerpt=b"")
            record("restriction.emptied", one, actor=BESIDE)
            done += 1
    return done
