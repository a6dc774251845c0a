"""What safety holds on a person, for export and erasure.

Nobody learns from an export who blocked or reported them, nor that they were reported before a person decided; and
what was decided is given without the time it began, which would tell them who it was.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.foundation.safety import actions, queries
from beside.foundation.safety.models import Block, Case, Concern, LineSaid, Report

_FROM_OTHERS = (Case.Kind.REPORT, Case.Kind.WORRIED)


def register() -> None:
    """Register every table of this app."""
    personal.register(
        Holding(Block, "People I have blocked", _export_blocks, _erase_blocks),
        Holding(Concern, "What was noticed in my messages", _export_concerns, _erase_concerns),
        Holding(Case, "Decisions of the staff about me", _export_cases, _erase_cases),
        Holding(Report, "What I told the staff", _export_reports, _erase_reports),
        Holding(LineSaid, "Helplines I have confirmed", _export_lines, _erase_lines),
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
