"""What triage noticed, and what comes of it: an offer of help, a case. Never anything to the writer or the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.safety.actions.cases import open_case
from beside.foundation.safety.models import Case, Concern
from beside.foundation.safety.triage import LEARNT, Assessment, Level


@dataclass(frozen=True, slots=True)
class Noticed:
    """One text by ``person`` that triage looked at; ``kind`` and ``ref`` say where it stands.

    ``person`` is None for somebody without an account.
    """

    person: Person | None
    kind: str
    ref: str
    assessment: Assessment


def notice_concern(
    person: Person | None, subject_kind: str, subject_ref: str, assessment: Assessment, *, actor: Acting = BESIDE
) -> Concern | None:
    """Keep what triage noticed, and open a case if a person should look. None when there is nothing to keep.

    A text judged twice by the same rules gives the same concern and no second case. ``offered_at`` on the concern
    tells the caller to show the writer the private offer of help. Nothing at all happens to the writer or the text.
    """
    if not (assessment.attention or assessment.offer_help or assessment.page):
        return None
    with transaction.atomic():
        concern, new = Concern.objects.get_or_create(
            subject_kind=subject_kind,
            subject_ref=subject_ref,
            rules_version=assessment.rules_version,
            defaults={"person": person, **_noticed(assessment, offer=person is not None)},
        )
        if new:
            record("concern.noticed", concern, actor=actor, level=concern.level)
            if assessment.attention or assessment.page:
                urgency = _urgency(assessment)
                open_case(Case.Kind.CONCERN, about=person, urgency=urgency, actor=actor, concern=concern)
    return concern


def notice_concerns(noticed: Sequence[Noticed], *, actor: Acting = BESIDE) -> list[Concern | None]:
    """The same for several texts, in one transaction and in their order."""
    with transaction.atomic():
        return [notice_concern(one.person, one.kind, one.ref, one.assessment, actor=actor) for one in noticed]


def _noticed(assessment: Assessment, *, offer: bool) -> dict[str, Any]:
    # The phrases that the reasons rest on stay out: they are the member's words, and stand only in their own text.
    reasons = [{"code": reason.code, "says": reason.says} for reason in assessment.reasons]
    return {
        "level": assessment.level.name.lower(),
        "score": assessment.score,
        "flags": sorted(assessment.flags),
        "reasons": [reason for at, reason in enumerate(reasons) if reason not in reasons[:at]],
        "offered_at": now() if offer and assessment.offer_help else None,
    }


def _urgency(assessment: Assessment) -> Case.Urgency:
    # A score alone calls nobody out of bed: it cannot say why, and is wrong more often than words that can be shown.
    said = any(reason.code != LEARNT for reason in assessment.reasons)
    grave = assessment.page or (said and assessment.level is Level.IMMINENT)
    return Case.Urgency.NOW if grave else Case.Urgency.TODAY


def close_offers(*, actor: Person) -> None:
    """Put away every offer of help that stands open for oneself."""
    Concern.objects.filter(person=actor, offered_at__isnull=False, offer_closed_at=None).update(offer_closed_at=now())


def close_offer(concern: Concern, *, actor: Person) -> None:
    """Put away one's own offer of help; somebody else's stays as it is."""
    own = Concern.objects.filter(pk=concern.pk, person=actor, offered_at__isnull=False, offer_closed_at=None)
    own.update(offer_closed_at=now())
