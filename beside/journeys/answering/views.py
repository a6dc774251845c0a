"""Being asked to answer, and how answers came."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from beside.core.clock import now
from beside.features.spaces import access
from beside.foundation.accounts.access import member, needs, person_of
from beside.foundation.accounts.models import Role
from beside.journeys.answering import actions, queries
from beside.journeys.answering.forms import WillingForm
from beside.journeys.answering.models import GentleNote


@require_http_methods(["GET", "POST"])
@member
def asked(request: HttpRequest, ref: str) -> HttpResponse:
    """The post one was asked for: read it and answer, or pass it on."""
    person = person_of(request)
    nudge = queries.nudge_of(ref, person)
    if nudge is None:
        raise Http404
    if request.method == "POST":
        actions.pass_on(nudge, actor=person)
        messages.success(request, _("Passed on. Nobody learns of it."))
        return redirect("/community/waiting")
    place = access.place_or_none(nudge.post.ref, person)
    if place is None:
        raise Http404
    return redirect(f"/community/post/{nudge.post.ref}#write")


@require_http_methods(["GET", "POST"])
@member
def waiting(request: HttpRequest) -> HttpResponse:
    """What one was asked and has not answered; how one wishes to be asked."""
    person = person_of(request)
    held = queries.willing_of(person)
    note = GentleNote.objects.filter(person=person).exists()
    initial = {"a_day": str(held.a_day), "welcomes": held.welcomes, "note": note}
    form = WillingForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.set_willing(int(said["a_day"]), said["welcomes"], actor=person)
        actions.set_gentle_note(said["note"], actor=person)
        messages.success(request, _("Saved."))
        return redirect("/community/waiting")
    shown = {"form": form, "open": queries.open_nudges(person), "willing": held.a_day > 0}
    return render(request, "answering/waiting.html", shown, status=422 if form.errors else 200)


@require_GET
@needs(Role.OPERATOR, Role.MODERATOR, Role.SAFETY_LEAD)
def figures(request: HttpRequest) -> HttpResponse:
    """How answers came in the last four weeks, by space and by hour."""
    spaces, hours = queries.figures(now() - timedelta(days=28))
    most = max((row.first.median.total_seconds() for row in hours if row.first is not None), default=0.0)
    bars = [(row, round(row.first.median.total_seconds() / most * 100) if most else 0) for row in hours if row.first]
    return render(request, "answering/figures.html", {"spaces": spaces, "hours": bars, "any": bool(spaces)})
