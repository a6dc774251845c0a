"""What members and staff can do to keep each other safe; and what triage's concerns lead to.

Nothing here ever blocks, hides, mutes or labels the writer of a text: a concern opens a case, and a person decides.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.safety import limiting, notices, queries, reviewing
from beside.foundation.safety.models import OUTCOMES, Block, Case, Concern, Report
from beside.foundation.safety.reviewing import Excerpt
from beside.foundation.safety.triage import Assessment, Level


# --- blocks ---
def block(other: Person, *, actor: Person) -> Block:
    """Make two people invisible to each other. Doing it again changes nothing; the other is never told."""
    found = Block.objects.filter(by=actor, of=other).first()
    if found is not None:
        return found
    if other.pk == actor.pk:
        raise Refused("oneself", _("You cannot block yourself."))
    limiting.check(limiting.BLOCKS, actor)
    with transaction.atomic():
        made, new = Block.objects.get_or_create(by=actor, of=other)
        if new:
            record("block.made", made, actor=actor)
            reviewing.tell_of_block(actor, other)
    return made


def unblock(other: Person, *, actor: Person) -> None:
    """Take one's own block back. A block that the other made stays."""
    with transaction.atomic():
        made = Block.objects.select_for_update().filter(by=actor, of=other).first()
        if made is not None:
            record("block.ended", made, actor=actor)
            made.delete()


# --- telling the staff ---
@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about: a person (or None, if they left), and the one text, where it is about a text."""

    about: Person | None
    kind: str = ""
    ref: str = ""


def report(subject: Subject, *, reason: str, words: str, excerpt: Excerpt | None, actor: Person) -> Report:
    """Tell the staff about a person or a text. ``excerpt`` is the text as it stands, if the reporter includes it.

    Telling of the same again adds to the case that is still open. Raises ``Refused`` after very many.
    """
    limiting.check(limiting.REPORTS, actor)
    with transaction.atomic():
        _one_at_a_time(actor)
        case = _open_case_by(actor, Case.Kind.REPORT, subject)
        if case is None:
            case = open_case(Case.Kind.REPORT, about=subject.about, urgency=Case.Urgency.TODAY, actor=BESIDE)
        return _add_report(case, subject, words, excerpt, reason=reason, actor=actor)


def say_worried(about: Person, *, words: str, actor: Person) -> Report:
    """Tell the staff that one is worried about a person: rings the people on call."""
    limiting.check(limiting.REPORTS, actor)
    subject = Subject(about)
    with transaction.atomic():
        _one_at_a_time(actor)
        case = _open_case_by(actor, Case.Kind.WORRIED, subject)
        if case is None:
            case = open_case(Case.Kind.WORRIED, about=about, urgency=Case.Urgency.NOW, actor=BESIDE)
            limiting.room_for(limiting.RINGS, actor)
        elif limiting.room_for(limiting.RINGS, actor):
            # More of a worry that is still open: whoever has the case should know, or the whole desk if nobody has.
            notices.ring(case, [case.taken_by] if case.taken_by else queries.desk(about))
        return _add_report(case, subject, words, None, reason="", actor=actor)


def _one_at_a_time(actor: Person) -> None:
    """Two reports sent by one person at once come one after the other, so that they meet in one case."""
    Person.objects.select_for_update().get(pk=actor.pk)


def _open_case_by(actor: Person, kind: Case.Kind, subject: Subject) -> Case | None:
    same = Q(reports__by=actor, reports__subject_kind=subject.kind, reports__subject_ref=subject.ref)
    return Case.objects.filter(same, kind=kind, about=subject.about, closed_at=None).first()


def _add_report(
    case: Case, subject: Subject, words: str, excerpt: Excerpt | None, *, reason: str, actor: Person
) -> Report:
    made = Report(case=case, by=actor, reason=reason, subject_kind=subject.kind, subject_ref=subject.ref)
    if words:
        made.words = keys.seal_for_site(words, made.words_context)
    if excerpt is not None:
        copy = {"text": excerpt.text, "at": excerpt.at.isoformat(), "place": excerpt.place}
        made.excerpt = keys.seal_for_site(json.dumps(copy), made.excerpt_context)
    made.save()
    # The log does not say who: operators read it, and only the safety lead learns who told. The report's row knows.
    record("report.made", made, actor=BESIDE)
    return made


def ask_for_help(*, actor: Person) -> Case:
    """*I need help now*: rings the whole care desk. Pressing again rings again, at most every ten minutes."""
    with transaction.atomic():
        case = queries.open_call(actor)
        if case is None:
            try:
                with transaction.atomic():
                    case = open_case(Case.Kind.HELP, about=actor, urgency=Case.Urgency.NOW, actor=actor)
                limiting.room_for(limiting.RINGS, actor)
                return case
            except IntegrityError:
                # Pressed in two windows at once: the other one made the call.
                case = Case.objects.get(about=actor, kind=Case.Kind.HELP, closed_at=None)
        if limiting.room_for(limiting.RINGS, actor):
            notices.ring(case, queries.desk(actor))
            record("help.asked_again", case, actor=actor)
    return case


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
        notices.ring(case, queries.desk(about))
    return case


# --- what triage noticed ---
@dataclass(frozen=True, slots=True)
class Noticed:
    """One text by ``person`` that triage looked at; ``kind`` and ``ref`` say where it stands."""

    person: Person
    kind: str
    ref: str
    assessment: Assessment


def notice_concern(
    person: Person, subject_kind: str, subject_ref: str, assessment: Assessment, *, actor: Acting = BESIDE
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
            defaults={"person": person, **_noticed(assessment)},
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


def _noticed(assessment: Assessment) -> dict[str, Any]:
    # The phrases that the reasons rest on stay out: they are the member's words, and stand only in their own text.
    reasons = [{"code": reason.code, "says": reason.says} for reason in assessment.reasons]
    return {
        "level": assessment.level.name.lower(),
        "score": assessment.score,
        "flags": sorted(assessment.flags),
        "reasons": [reason for at, reason in enumerate(reasons) if reason not in reasons[:at]],
        "offered_at": now() if assessment.offer_help else None,
    }


def _urgency(assessment: Assessment) -> Case.Urgency:
    grave = assessment.page or assessment.level is Level.IMMINENT
    return Case.Urgency.NOW if grave else Case.Urgency.TODAY


def close_offers(*, actor: Person) -> None:
    """Put away every offer of help that stands open for oneself."""
    Concern.objects.filter(person=actor, offered_at__isnull=False, offer_closed_at=None).update(offer_closed_at=now())


def close_offer(concern: Concern, *, actor: Person) -> None:
    """Put away one's own offer of help; somebody else's stays as it is."""
    own = Concern.objects.filter(pk=concern.pk, person=actor, offered_at__isnull=False, offer_closed_at=None)
    own.update(offer_closed_at=now())


# --- the care desk ---
def read_for_case(case: Case, *, actor: Person) -> Excerpt | None:
    """The one text that raised a concern, for staff. Every reading leaves an audit row; None if it is gone."""
    concern = case.concern
    holder = reviewing.reviewable(concern.subject_kind) if concern is not None else None
    if concern is None or holder is None:
        return None
    record("case.read", case, actor=actor, subject=concern.subject_kind)
    return holder.read_for_case(concern.subject_ref)


def read_reports(case: Case, *, actor: Person) -> list[Report]:
    """What was told, for staff; every reading leaves an audit row."""
    told = list(case.reports.order_by("pk"))
    if told:
        record("case.read", case, actor=actor, subject="report")
    return told


def take(case: Case, *, actor: Person) -> None:
    """Take a case on. Raises ``Refused`` (``taken`` or ``closed``) when someone was quicker."""
    with transaction.atomic():
        free = Case.objects.filter(pk=case.pk, closed_at=None, taken_by=None)
        if not free.update(taken_by=actor, taken_at=now()):
            _someone_was_quicker(case, actor)
            return
        record("case.taken", case, actor=actor)


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
            raise _closed()
        if case.taken_by_id is not None:
            raise _taken()


def close(case: Case, *, outcome: str, note: str, actor: Person) -> None:
    """Close a case with what came of it, and tell whoever told us. Never the one it is about.

    Raises ``Refused``: ``closed`` or ``taken`` when someone was quicker, ``outcome`` when it does not fit the kind.
    """
    kind = Case.Kind(case.kind)
    if outcome not in OUTCOMES[kind]:
        raise Refused("outcome", _("Please choose what came of it."))
    with transaction.atomic():
        mine = Case.objects.filter(Q(taken_by=None) | Q(taken_by=actor), pk=case.pk, closed_at=None)
        sealed = keys.seal_for_site(note, case.note_context)
        if not mine.update(closed_at=now(), closed_by=actor, outcome=outcome, note=sealed):
            _someone_was_quicker(case, actor)
            raise _closed()
        record("case.closed", case, actor=actor, outcome=outcome)
        _tell_reporter(case, outcome)
        forget_the_erased()


def _someone_was_quicker(case: Case, actor: Person) -> None:
    """Raises ``Refused`` unless the actor themselves holds the open case."""
    case.refresh_from_db()
    if case.closed_at is not None:
        raise _closed()
    if case.taken_by_id != actor.pk:
        raise _taken()


def _taken() -> Refused:
    return Refused("taken", _("Somebody else on the desk has this case. They, or a safety lead, can hand it back."))


def _closed() -> Refused:
    return Refused("closed", _("This case is closed already. What you wrote was not kept."))


def _tell_reporter(case: Case, outcome: str) -> None:
    told = Report.objects.filter(case=case, told_at=None)
    by = {one.by_id: one for one in told.select_related("by").order_by("pk") if one.by is not None}
    for last in by.values():
        notices.tell_outcome(last, outcome)
    told.update(told_at=now())


def forget_the_erased() -> None:
    """Empty what closed cases still hold about, or by, someone who was erased while the case was open."""
    Case.objects.filter(closed_at__isnull=False, about=None).exclude(note=b"").update(note=b"")
    gone = Q(case__about=None) | Q(by=None)
    held = ~Q(words=b"") | ~Q(excerpt=b"")
    Report.objects.filter(gone, held, case__closed_at__isnull=False).update(words=b"", excerpt=b"")
