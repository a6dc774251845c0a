"""What members tell the staff: reports, worries, calls for help."""

import json
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, record
from beside.foundation.safety import limiting, queries
from beside.foundation.safety.actions import holding, paging
from beside.foundation.safety.actions.cases import open_case
from beside.foundation.safety.models import Case, Report
from beside.foundation.safety.reviewing import Excerpt


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
        made = _add_report(case, subject, words, excerpt, reason=reason, actor=actor)
        holding.after_report(made, subject.about, actor=BESIDE)
        return made


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
            # More of a worry that is still open: whoever has the case should know, or the next if nobody has.
            paging.call_again(case, actor=BESIDE)
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
    """*I need help now*: calls the people on call. Pressing again calls the next, at most every ten minutes."""
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
            paging.call_again(case, actor=actor)
            record("help.asked_again", case, actor=actor)
    return case
