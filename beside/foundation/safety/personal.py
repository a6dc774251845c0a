"""What safety holds on a person, for export and erasure.

Nobody learns from an export who blocked or reported them, nor that they were reported before a person decided; and
what was decided is given without the time it began, which would tell them who it was.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.foundation.safety import actions, answered, decided, queries, rules
from beside.foundation.safety.models import (
    Answer,
    Appeal,
    Block,
    Case,
    Concern,
    Decision,
    LineSaid,
    Opening,
    Opinion,
    Report,
    Restriction,
)

# A wish for another look may come from a reporter too, so it says nothing of itself while it is open.
_FROM_OTHERS = (Case.Kind.REPORT, Case.Kind.WORRIED, Case.Kind.APPEAL, Case.Kind.NOTICE)


def register() -> None:
    """Register every table of this app."""
    personal.register(
        Holding(Block, "People I have blocked", _export_blocks, _erase_blocks),
        Holding(Concern, "What was noticed in my messages", _export_concerns, _erase_concerns),
        Holding(Case, "Decisions of the staff about me", _export_cases, _erase_cases),
        Holding(Report, "What I told the staff", _export_reports, _erase_reports),
        Holding(LineSaid, "Helplines I have confirmed", _export_lines, _erase_lines),
        Holding(Decision, "Statements of reasons", _export_decisions, _erase_decisions),
        Holding(Answer, "What I answered the staff", _export_answers, _erase_answers),
        Holding(Restriction, "What was restricted", _export_restrictions, _erase_restrictions),
        Holding(Appeal, "My wishes for another look", _export_appeals, _erase_appeals),
        Holding(Opinion, "What I said of cases, as staff", _export_opinions, _erase_opinions),
        Holding(Opening, "What I opened, as staff", _export_openings, _erase_openings),
    )


def _export_blocks(person: Person) -> Iterable[dict[str, Any]]:
    for row in queries.blocked_by(person):
        yield {"person": row.name or _("Someone who has left"), "at": row.at.isoformat()}


def _erase_blocks(person: Person) -> None:
    Block.objects.filter(by=person).delete()
    Block.objects.filter(of=person).delete()


def _export_concerns(person: Person) -> Iterable[dict[str, Any]]:
    for row in Concern.objects.filter(person=person).order_by("pk"):
        yield {
            "at": row.at.isoformat(),
            "where": row.subject_kind,
            "level": row.level,
            "reasons": [reason["says"] for reason in row.reasons],
            "help_offered": row.offered_at is not None,
        }


def _erase_concerns(person: Person) -> None:
    Concern.objects.filter(person=person).delete()


def _export_cases(person: Person) -> Iterable[dict[str, Any]]:
    own = Case.objects.filter(about=person)
    for row in own.exclude(kind__in=_FROM_OTHERS).order_by("pk"):
        yield {"kind": row.get_kind_display(), "opened": row.opened_at.isoformat(), **_decision(row)}
    for row in own.filter(kind__in=_FROM_OTHERS, closed_at__isnull=False).order_by("closed_at", "pk"):
        yield {"kind": _("A look by the staff"), **_decision(row)}


def _decision(row: Case) -> dict[str, Any]:
    if row.closed_at is None:
        return {"closed": None, "outcome": None}
    return {"closed": row.closed_at.date().isoformat(), "outcome": row.get_outcome_display()}


def _erase_cases(person: Person) -> None:
    """Take the name off. What is still open stays, locked, until a person has decided; then it is emptied too."""
    Case.objects.filter(taken_by=person, closed_at=None).update(taken_by=None, taken_at=None)
    Case.objects.filter(about=person).update(about=None)
    actions.forget_the_erased()


def _export_reports(person: Person) -> Iterable[dict[str, Any]]:
    for row in Report.objects.filter(by=person).select_related("case").order_by("pk"):
        yield {
            "at": row.at.isoformat(),
            "reason": row.get_reason_display() if row.reason else "",
            "words": queries.words_of(row),
            "outcome": row.case.get_outcome_display() if row.case.closed_at is not None else None,
        }


def _erase_reports(person: Person) -> None:
    """Take the reporter's name off; an open report stays until a person has decided."""
    Report.objects.filter(by=person).update(by=None)
    actions.forget_the_erased()


def _export_lines(person: Person) -> Iterable[dict[str, Any]]:
    for row in LineSaid.objects.filter(confirmed_by=person).order_by("pk"):
        at = row.confirmed_at.isoformat() if row.confirmed_at else None
        yield {"country": row.country, "line": row.name, "at": at, "note": row.note}


def _erase_lines(person: Person) -> None:
    """Take the name off; the confirmation is the organisation's and stays."""
    LineSaid.objects.filter(confirmed_by=person).update(confirmed_by=None)


def _export_decisions(person: Person) -> Iterable[dict[str, Any]]:
    for row in decided.told(person):
        rule = rules.find(row.text, row.rule)
        own = decided.own_text(row)
        yield {
            "at": row.at.date().isoformat(),
            "decided": row.get_kind_display(),
            "rule": f"{rule.number}. {rule.title}" if rule is not None else None,
            "facts": decided.opened(row, "facts") if decided.shows_facts(row) else "",
            "words": decided.opened(row, "words"),
            "own_text": own.text if own is not None else None,
            "noticed": row.get_source_display(),
            "automated": row.automated,
            "taken_back": row.reversed_at.date().isoformat() if row.reversed_at else None,
        }


def _erase_decisions(person: Person) -> None:
    """That something was decided stays, without whom it was about and without a word of it."""
    Decision.objects.filter(about=person, agreed_at=None, declined_at=None).update(declined_at=now())
    Decision.objects.filter(about=person).update(
        about=None, facts=b"", words=b"", excerpt=b"", reversed_why=b"", subject_ref="", check_at=None
    )
    for field in ("by", "agreed_by", "reversed_by"):
        Decision.objects.filter(**{field: person}).update(**{field: None})


def _export_answers(person: Person) -> Iterable[dict[str, Any]]:
    for row in Answer.objects.filter(author=person):
        yield {"at": row.at.isoformat(), "words": answered.words_of(row)}


def _erase_answers(person: Person) -> None:
    """Theirs go; who on the staff read another's is forgotten."""
    Answer.objects.filter(author=person).delete()
    Answer.objects.filter(read_by=person).update(read_by=None)


def _export_restrictions(person: Person) -> Iterable[dict[str, Any]]:
    for row in Restriction.objects.filter(person=person, decision__in=decided.told(person)).order_by("pk"):
        yield {
            "what": row.what,
            "since": row.since.isoformat(),
            "until": row.until.isoformat() if row.until else None,
            "lifted": row.lifted_at.isoformat() if row.lifted_at else None,
        }


def _erase_restrictions(person: Person) -> None:
    Restriction.objects.filter(person=person).delete()
    Restriction.objects.filter(lifted_by=person).update(lifted_by=None)


def _export_appeals(person: Person) -> Iterable[dict[str, Any]]:
    for row in Appeal.objects.filter(by=person).select_related("case").order_by("pk"):
        yield {
            "at": row.at.isoformat(),
            "words": decided.appeal_part(row, "words"),
            "answer": None if row.upheld is None else row.case.get_outcome_display(),
            "reasons": decided.appeal_part(row, "reasons"),
        }


def _erase_appeals(person: Person) -> None:
    Appeal.objects.filter(Q(by=person) | Q(decision__about=person)).update(words=b"", reasons=b"")
    Appeal.objects.filter(by=person).update(by=None)
    Appeal.objects.filter(decided_by=person).update(decided_by=None)


def _export_opinions(person: Person) -> Iterable[dict[str, Any]]:
    """That they were asked; what they wrote of others is the organisation's."""
    for row in Opinion.objects.filter(of=person).order_by("pk"):
        yield {"asked": row.asked_at.isoformat(), "said": row.said_at.isoformat() if row.said_at else None}


def _erase_opinions(person: Person) -> None:
    Opinion.objects.filter(case__about=person).update(words=b"")
    Opinion.objects.filter(of=person).update(of=None)
    Opinion.objects.filter(asked_by=person).update(asked_by=None)


def _export_openings(person: Person) -> Iterable[dict[str, Any]]:
    for row in Opening.objects.filter(Q(asked_by=person) | Q(agreed_by=person)).order_by("pk"):
        yield {"asked": row.asked_at.isoformat(), "until": row.until.isoformat() if row.until else None}


def _erase_openings(person: Person) -> None:
    """What was opened stays to be seen by the members; whoever leaves can read nothing through it any more."""
    Opening.objects.filter(case__about=person).update(reason=b"")
    for field in ("asked_by", "agreed_by"):
        Opening.objects.filter(**{field: person}).update(**{field: None})
