"""Blocking, reporting, being worried."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.safety import access, actions, decided, notices, queries, reviewing
from beside.foundation.safety.forms import ReportForm, ReportTextForm, WorriedForm
from beside.foundation.safety.models import Case
from beside.foundation.safety.reviewing import Excerpt


def _name_for(viewer: Person, other: Person | None) -> str:
    """What to call someone on these pages; empty between people who are apart, who see nothing new of each other."""
    if other is None or (queries.are_apart(viewer, other) and not queries.has_blocked(viewer, other)):
        return ""
    return reviewing.name_of(other)


@require_http_methods(["GET", "POST"])
@member
def block(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks once, saying what follows; then the two are invisible to each other."""
    viewer = person_of(request)
    other = access.someone_to_block(viewer, ref)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            actions.block(other, actor=viewer)
            return redirect("safety:blocked")
        except Refused as no:
            refused = no
    shown = {"name": _name_for(viewer, other), "ref": ref, "refused": refused}
    return render(request, "safety/block.html", shown, status=429 if refused else 200)


@require_GET
@member
def blocked(request: HttpRequest) -> HttpResponse:
    """Whom I have blocked."""
    return render(request, "safety/blocked.html", {"blocked": queries.blocked_by(person_of(request))})


@require_POST
@member
def unblock(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a block back."""
    viewer = person_of(request)
    other = Person.objects.filter(ref=ref, blocked_by__by=viewer).first()
    if other is None:
        raise Http404
    actions.unblock(other, actor=viewer)
    return redirect("safety:blocked")


@require_http_methods(["GET", "POST"])
@member
def report(request: HttpRequest) -> HttpResponse:
    """Tells the staff about a person (``?person=<ref>``) or one text (``?text=<kind>:<ref>``)."""
    viewer = person_of(request)
    subject, excerpt = _subject(request, viewer)
    shape = ReportTextForm if excerpt is not None else ReportForm
    form = shape(request.POST if request.method == "POST" else None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        copy = excerpt if given.get("include") else None
        try:
            made = actions.report(subject, reason=given["reason"], words=given["words"], excerpt=copy, actor=viewer)
            return redirect("safety:own_report", ref=made.ref)
        except Refused as no:
            refused = no
    shown = {
        "form": form,
        "excerpt": excerpt,
        "name": _name_for(viewer, subject.about),
        "refused": refused,
        "staffing": queries.staffing(now(), subject.about),
    }
    return render(request, "safety/report.html", shown, status=_status(form, refused))


def _subject(request: HttpRequest, viewer: Person) -> tuple[actions.Subject, Excerpt | None]:
    """What the address names. Raises 404 for anything the viewer cannot see."""
    text, person = request.GET.get("text", ""), request.GET.get("person", "")
    if text:
        excerpt = access.text(viewer, text)
        author = Person.objects.filter(pk=excerpt.author_id or 0, erased_at=None).first()
        kind, _colon, ref = text.partition(":")
        return actions.Subject(author, kind, ref), excerpt
    return actions.Subject(access.someone(viewer, person)), None


@require_GET
@member
def own_report(request: HttpRequest, ref: str) -> HttpResponse:
    """Thank you, what happens now, and later what came of it; for the one who told us."""
    made = access.own_report(person_of(request), ref)
    case = made.case
    shown = {
        "report": made,
        "case": case,
        "words": queries.words_of(made),
        "with_copy": bool(made.excerpt),
        "heard": notices.HEARD[Case.Outcome(case.outcome)] if case.outcome else "",
        "worried": case.kind == Case.Kind.WORRIED,
        "appealable": decided.of_report(case),
        "staffing": queries.staffing(now(), case.about),
    }
    return render(request, "safety/own_report.html", shown)


@require_http_methods(["GET", "POST"])
@member
def worried(request: HttpRequest, ref: str) -> HttpResponse:
    """Tells the people on call that one is worried about a person."""
    viewer = person_of(request)
    other = access.someone(viewer, ref)
    form = WorriedForm(request.POST if request.method == "POST" else None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.say_worried(other, words=form.cleaned_data["words"], actor=viewer)
            return redirect("safety:own_report", ref=made.ref)
        except Refused as no:
            refused = no
    shown = {
        "form": form,
        "name": _name_for(viewer, other),
        "refused": refused,
        "staffing": queries.staffing(now(), other),
        "help": queries.help_for(viewer),
    }
    return render(request, "safety/worried.html", shown, status=_status(form, refused))


def _status(form: ReportForm | WorriedForm, refused: Refused | None) -> int:
    if refused is not None:
        return 429
    return 422 if form.is_bound and not form.is_valid() else 200
