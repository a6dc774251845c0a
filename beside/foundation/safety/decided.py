"""Reading decisions: what holds, what the person is told, what can still be appealed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.safety import reviewing, rules
from beside.foundation.safety.models import (
    TOLD,
    Appeal,
    AutomaticMeasure,
    Case,
    Decision,
    Opening,
    Opinion,
    Restriction,
)
from beside.foundation.safety.reviewing import Excerpt
from beside.foundation.safety.rules import Rule

APPEAL_FOR: Final = timedelta(days=183)
"""Six months: how long a decision can be appealed, and how long a removed text is kept for it."""
_LATELY: Final = timedelta(days=90)
_AT_MOST: Final = 10
_NOTHING_DONE: Final = (Case.Outcome.WITHIN_RULES, Case.Outcome.NOT_SO, Case.Outcome.UNCLEAR)
_HOLDING: Final = Prepared(
    lambda person, what, at: Restriction.objects.filter(
        Q(until=None) | Q(until__gt=at), person=person, lifted_at=None, since__lte=at,
        what__in=(what, "suspended", "ended"),
    ).values_list("pk"),
    3, texts=(1,), moments=(2,),
)  # fmt: skip


def subject_of(case: Case) -> tuple[str, str]:
    """Kind and ref of the text a case is about; two empty words where it is about none."""
    if case.concern is not None:
        return case.concern.subject_kind, case.concern.subject_ref
    measure = AutomaticMeasure.objects.filter(case=case).select_related("hidden").first()
    if measure is not None:
        return measure.hidden.subject_kind, measure.hidden.subject_ref
    told = case.reports.exclude(subject_kind="").order_by("pk").first()
    return (told.subject_kind, told.subject_ref) if told is not None else ("", "")


def outcome_of(decision: Decision) -> Case.Outcome:
    """How a case ends by this decision; what a reporter hears follows from it."""
    kind, report = decision.kind, decision.case.kind in {Case.Kind.REPORT, Case.Kind.HELD}
    if kind == Decision.Kind.NOTHING:
        return Case.Outcome.WITHIN_RULES if report else Case.Outcome.NO_NEED
    if kind == Decision.Kind.SUPPORT:
        return Case.Outcome.TALKED if report else Case.Outcome.REACHED
    return Case.Outcome.ACTED


def kept_from_writing(person_ids: Iterable[int]) -> set[int]:
    """Which of these people a decision keeps from writing now."""
    at = now()
    held = Restriction.objects.filter(person__in=set(person_ids), lifted_at=None, since__lte=at)
    held = held.filter(what__in=("writing", "suspended", "ended")).filter(Q(until=None) | Q(until__gt=at))
    return set(held.values_list("person_id", flat=True))


# --- for the person it is about ---
def told(person: Person) -> QuerySet[Decision]:
    """The decisions about a person that they hear of; one that waits for a second yes is not among them."""
    return (
        Decision.objects.filter(about=person, kind__in=TOLD, agreed_at__isnull=False)
        .select_related("text", "case")
        .order_by("-at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of reasons as its reader sees it."""

    decision: Decision
    rule: Rule | None
    facts: str
    words: str
    own_text: Excerpt | None
    restrictions: list[Restriction]
    appeal: Appeal | None
    appeal_until: datetime
    can_appeal: bool


def statement(decision: Decision, reader: Person) -> Statement:
    """All of it, opened."""
    appeal = Appeal.objects.filter(decision=decision, by=reader).first()
    until = (decision.agreed_at or decision.at) + APPEAL_FOR
    return Statement(
        decision=decision,
        rule=rules.find(decision.text, decision.rule),
        facts=opened(decision, "facts") if shows_facts(decision) else "",
        words=opened(decision, "words"),
        own_text=own_text(decision),
        restrictions=list(decision.restrictions.order_by("pk")),
        appeal=appeal,
        appeal_until=until,
        can_appeal=appeal is None and decision.reversed_at is None and until > now() and appealable(decision),
    )


def appeal_part(appeal: Appeal, part: str) -> str:
    """One of an appeal's locked parts: ``words``, ``reasons``."""
    return keys.open_for_site(bytes(getattr(appeal, part)), appeal.context(part))


def opinion_words(opinion: Opinion) -> str:
    """What a colleague thinks; for staff."""
    return keys.open_for_site(bytes(opinion.words), opinion.context)


def opening_reason(opening: Opening) -> str:
    """Why more was to be opened; for staff."""
    return keys.open_for_site(bytes(opening.reason), opening.context)


def stands_open(opening: Opening) -> bool:
    """Whether the two may read now."""
    return opening.until is not None and opening.until > now()


def shows_facts(decision: Decision) -> bool:
    """Whether the person reads the facts: always, but for a word of support, where they are staff's own note."""
    return decision.kind != Decision.Kind.SUPPORT


def appealable(decision: Decision) -> bool:
    """A word of support is not a restriction; everything else that the person hears of is open to another look."""
    return decision.kind in TOLD - {Decision.Kind.SUPPORT}


def opened(decision: Decision, part: str) -> str:
    """One of the locked parts: ``facts``, ``words``, ``reversed_why``."""
    return keys.open_for_site(bytes(getattr(decision, part)), decision.context(part))


def own_text(decision: Decision) -> Excerpt | None:
    """The author's text as it stood."""
    if not decision.excerpt:
        return None
    copy = json.loads(opened(decision, "excerpt"))
    return Excerpt(copy["text"], None, datetime.fromisoformat(copy["at"]), copy["place"])


def standing(person: Person) -> list[Restriction]:
    """What holds for a person now or is going to."""
    living = Restriction.objects.filter(Q(until=None) | Q(until__gt=now()), person=person, lifted_at=None)
    return list(living.select_related("decision").order_by("-since"))


def hidden_refs(person: Person, subject_kind: str) -> set[str]:
    """The refs of a person's texts of one kind that a decision keeps from others; it follows them through edits."""
    held = Restriction.objects.filter(
        person=person, subject_kind=subject_kind, what__in=("hidden", "removed"), lifted_at=None
    )
    return set(held.values_list("subject_ref", flat=True))


def check(person: Person, what: str) -> None:
    """Raises ``Refused`` (``limited``) where a decision keeps the person from this (``Limit``), or out of here."""
    if _HOLDING.rows(person.pk, str(what), now()):
        raise limited()


def limited() -> Refused:
    """What somebody reads who tries what a decision keeps them from."""
    words = _("A decision of the staff keeps you from this for now. You find it, and how to object, in your settings.")
    return Refused("limited", words)


# --- for the one who told us ---
def of_report(case: Case) -> Decision | None:
    """The decision that found nothing to do, where a reporter may ask for another look."""
    if case.outcome not in _NOTHING_DONE or case.closed_at is None:
        return None
    found = case.decisions.filter(kind=Decision.Kind.NOTHING, reversed_at=None).order_by("-pk").first()
    return found if found is not None and found.at + APPEAL_FOR > now() else None


# --- for staff ---
def choices(case: Case) -> list[Decision.Kind]:
    """What can be decided about a case: nothing about someone who left, nothing with a text where there is none."""
    kind, ref = subject_of(case)
    holder = reviewing.reviewable(kind) if ref else None
    if case.about is None:
        return [Decision.Kind.NOTHING, Decision.Kind.ESCALATE]
    without = set() if holder is not None else {Decision.Kind.REVISE}
    if holder is None or holder.hide is None:
        without |= {Decision.Kind.HIDE, Decision.Kind.REMOVE}
    return [one for one in Decision.Kind if one not in without]


def likely_source(case: Case) -> Decision.Source:
    """How a case of this kind usually came to notice."""
    if case.kind == Case.Kind.REPORT:
        return Decision.Source.REPORT
    return Decision.Source.HINT if case.concern is not None else Decision.Source.OWN


def waiting(case: Case) -> Decision | None:
    """The decision that waits for a second yes."""
    return case.decisions.filter(agreed_at=None, declined_at=None).first()


def made_on(case: Case) -> list[Decision]:
    """What was decided here, oldest first."""
    return list(case.decisions.select_related("text").order_by("pk"))


def earlier(case: Case) -> list[Case]:
    """Closed cases about the same person, newest first."""
    if case.about_id is None:
        return []
    found = Case.objects.filter(about_id=case.about_id, closed_at__isnull=False).exclude(pk=case.pk)
    return list(found.order_by("-closed_at")[:_AT_MOST])


def alike(case: Case) -> list[Decision]:
    """What was decided lately about texts of the same kind, so that like is treated alike; without anyone's words."""
    subject, _ref = subject_of(case)
    found = Decision.objects.filter(
        subject_kind=subject, rule__isnull=False, at__gt=now() - _LATELY, agreed_at__isnull=False
    )
    return list(found.exclude(case=case).exclude(about=case.about_id).select_related("text").order_by("-at")[:_AT_MOST])


def openings_of(subject_kind: str, place: str) -> list[Opening]:
    """When the staff opened more of a sealed place; for its members, once that is over."""
    found = Opening.objects.filter(subject_kind=subject_kind, place=place, until__lte=now())
    return list(found.order_by("-agreed_at"))
