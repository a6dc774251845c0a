"""The care desk: what the staff should look at, and what they make of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from beside.core.refusal import Refused
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.safety import access, actions, answered, queries, queries_oncall, reviewing
from beside.foundation.safety.forms import WORDS_LIMIT, CloseForm
from beside.foundation.safety.models import Case
from beside.foundation.safety.views import deciding


@dataclass(frozen=True, slots=True)
class Told:
    """One report as staff may see it: ``by`` is filled in for the safety lead alone."""

    reason: str
    words: str
    excerpt: reviewing.Excerpt | None
    at: datetime
    by: str


@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def open_cases(request: HttpRequest) -> HttpResponse:
    """What waits, most urgent first."""
    return _list(request, queries.open_cases, closed=False)


@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def closed_cases(request: HttpRequest) -> HttpResponse:
    """What has been decided, newest first."""
    return _list(request, queries.closed_cases, closed=True)


def _list(request: HttpRequest, find: Callable[..., queries.CasePage], *, closed: bool) -> HttpResponse:
    viewer = person_of(request)
    ref = request.GET.get("after", "")
    found = find(viewer, after=access.case(viewer, ref) if ref else None)
    names = reviewing.names(
        person_id for case in found.cases for person_id in (case.about_id, case.taken_by_id, case.closed_by_id)
    )
    rows = [
        {
            "case": case,
            "about": names.get(case.about_id or 0, ""),
            "held_by": names.get(case.taken_by_id or 0, ""),
            "mine": case.taken_by_id == viewer.pk,
            "closed_by": names.get(case.closed_by_id or 0, ""),
        }
        for case in found.cases
    ]
    shown = {"rows": rows, "later": found.later, "onward": bool(ref), "closed": closed}
    if not closed:
        shown["unread"] = _unread(viewer)
    return render(request, "safety/desk.html", shown)


def _unread(viewer: Person) -> list[tuple[Case, str]]:
    found = answered.unread(viewer)
    names = reviewing.names(case.about_id for case in found)
    return [(case, names.get(case.about_id or 0, "")) for case in found]


@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """One case, with the one text that raised it."""
    viewer = person_of(request)
    return _case_page(request, access.case(viewer, ref), viewer)


def _case_page(
    request: HttpRequest, found: Case, viewer: Person, form: CloseForm | None = None, *, status: int = 200
) -> HttpResponse:
    is_open = found.closed_at is None
    names = reviewing.names([found.about_id, found.taken_by_id, found.closed_by_id])
    shown = {
        "case": found,
        "about": names.get(found.about_id or 0, ""),
        "held_by": names.get(found.taken_by_id or 0, ""),
        "closed_by": names.get(found.closed_by_id or 0, ""),
        "mine": found.taken_by_id == viewer.pk,
        "may_free": Role.SAFETY_LEAD in roles_of(viewer),
        "excerpt": actions.read_for_case(found, actor=viewer) if is_open else None,
        "told": _told(found, viewer),
        "outside": actions.read_outside(found, actor=viewer),
        "note": queries.note_of(found),
        "care": queries_oncall.for_case(found, viewer),
        "form": form or CloseForm(kind=Case.Kind(found.kind)),
        **deciding.context(found, viewer),
    }
    return render(request, "safety/case.html", shown, status=status)


def _told(found: Case, viewer: Person) -> list[Told]:
    reports = actions.read_reports(found, actor=viewer)
    lead = Role.SAFETY_LEAD in roles_of(viewer)
    names = reviewing.names(one.by_id for one in reports) if lead else {}
    return [
        Told(
            one.get_reason_display() if one.reason else "",
            queries.words_of(one),
            queries.copy_of(one),
            one.at,
            names.get(one.by_id or 0, ""),
        )
        for one in reports
    ]


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def take(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a case on."""
    viewer = person_of(request)
    return _change(request, access.case(viewer, ref), lambda found: actions.take(found, actor=viewer))


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def hand_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Gives a case back."""
    viewer = person_of(request)
    return _change(request, access.case(viewer, ref), lambda found: actions.hand_back(found, actor=viewer))


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Closes a case with what came of it and why."""
    viewer = person_of(request)
    found = access.case(viewer, ref)
    form = CloseForm(request.POST, kind=Case.Kind(found.kind))
    if form.is_valid():
        given = form.cleaned_data
        return _change(request, found, lambda it: actions.close(it, actor=viewer, **given), note=given["note"])
    if found.closed_at is not None:
        return _quicker(request, found, request.POST.get("note", "")[:WORDS_LIMIT])
    return _case_page(request, found, viewer, form, status=422)


def _change(request: HttpRequest, found: Case, act: Callable[[Case], None], *, note: str = "") -> HttpResponse:
    try:
        act(found)
    except Refused:
        found.refresh_from_db()
        return _quicker(request, found, note)
    return redirect("safety:case", ref=found.ref)


def _quicker(request: HttpRequest, found: Case, note: str) -> HttpResponse:
    """Says who was quicker. A note that was typed meanwhile is given back, not lost."""
    names = reviewing.names([found.taken_by_id, found.closed_by_id])
    shown = {
        "case": found,
        "held_by": names.get(found.taken_by_id or 0, ""),
        "closed_by": names.get(found.closed_by_id or 0, ""),
        "note": note,
    }
    return render(request, "safety/quicker.html", shown, status=409)
