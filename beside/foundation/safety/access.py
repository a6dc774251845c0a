"""Fetching and permission in one: what is not yours looks as if it were not there."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.foundation.safety import answered, decided, queries, reviewing
from beside.foundation.safety.models import Appeal, Case, Decision, Opening, Opinion, Report
from beside.foundation.safety.reviewing import Excerpt

Row = TypeVar("Row", bound=Model)


def someone(viewer: Person, ref: str) -> Person:
    """Another member who is still here. Also one who is apart from the viewer: whoever was pestered and then blocked
    must still be able to say so, and learns nothing from the page. Raises 404.
    """
    found = Person.objects.filter(ref=ref, erased_at=None, admitted_at__isnull=False).exclude(pk=viewer.pk).first()
    if found is None:
        raise Http404
    return found


def someone_to_block(viewer: Person, ref: str) -> Person:
    """Another member whom the viewer can see, or has blocked already. Raises 404."""
    found = someone(viewer, ref)
    if queries.has_blocked(found, viewer) and not queries.has_blocked(viewer, found):
        raise Http404
    return found


def text(viewer: Person, subject: str) -> Excerpt:
    """The text ``kind:ref`` names, if the viewer may read it and did not write it. Raises 404."""
    kind, _colon, ref = subject.partition(":")
    holder = reviewing.reviewable(kind)
    excerpt = holder.read(ref, viewer) if holder is not None and ref else None
    if excerpt is None or excerpt.author_id == viewer.pk:
        raise Http404
    return excerpt


def case(viewer: Person, ref: str) -> Case:
    """A case, for staff; not one about themselves. The caller's page is for staff only. Raises 404."""
    found = queries.cases_for(viewer).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def own_report(viewer: Person, ref: str) -> Report:
    """Something the viewer told the staff. Raises 404."""
    found = Report.objects.select_related("case").filter(ref=ref, by=viewer).first()
    if found is None:
        raise Http404
    return found


def decision_of(case: Case, ref: str) -> Decision:
    """A decision on a case, for staff. Raises 404."""
    return _found(case.decisions.select_related("case").filter(ref=ref))


def appeal_of(case: Case) -> Appeal:
    """What an appeal's case is about, for staff. Raises 404."""
    return _found(Appeal.objects.filter(case=case).select_related("decision__case", "case"))


def opinion(case: Case, ref: str) -> Opinion:
    """An opinion asked for on a case, for staff. Raises 404."""
    return _found(case.opinions.select_related("case").filter(ref=ref))


def opening_of(case: Case, ref: str) -> Opening:
    """An opening asked for on a case, for staff. Raises 404."""
    return _found(case.openings.select_related("case").filter(ref=ref))


def statement(viewer: Person, ref: str) -> Decision:
    """A decision about the viewer that they are told of. Raises 404."""
    return _found(decided.told(viewer).filter(ref=ref))


def support(viewer: Person, ref: str) -> Decision:
    """A word of support to the viewer, which they can answer for a while. Raises 404."""
    found = statement(viewer, ref)
    if not answered.answerable(found):
        raise Http404
    return found


def open_to_appeal(viewer: Person, ref: str) -> Decision:
    """A decision that the viewer may object to: about them, or "nothing to do" on what they told. Raises 404."""
    found = _found(Decision.objects.select_related("case").filter(ref=ref, agreed_at__isnull=False))
    if found.about_id == viewer.pk and decided.appealable(found):
        return found
    if not found.case.reports.filter(by=viewer).exists() or decided.of_report(found.case) != found:
        raise Http404
    return found


def own_appeal(viewer: Person, ref: str) -> Appeal:
    """The viewer's own wish for another look. Raises 404."""
    return _found(Appeal.objects.filter(ref=ref, by=viewer).select_related("decision", "case"))


def _found(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row
