"""Fetching and permission in one: what is not yours looks as if it were not there."""

from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.foundation.safety import queries, reviewing
from beside.foundation.safety.models import Case, Report
from beside.foundation.safety.reviewing import Excerpt


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
