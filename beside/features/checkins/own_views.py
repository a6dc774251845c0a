"""A person's own trackers, and the days they mark."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.checkins import access, keeping, queries, sealing, tracking
from beside.features.checkins.forms import EventForm, RenameForm, TrackerForm
from beside.features.checkins.words import KINDS
from beside.foundation.accounts.access import member, person_of


@require_http_methods(["GET", "POST"])
@member
def trackers(request: HttpRequest) -> HttpResponse:
    """Everything one keeps an eye on; adds another."""
    person = person_of(request)
    form = TrackerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            tracking.add(**form.cleaned_data, actor=person)
        except Refused as refused:
            form.add_error(refused.code, str(refused.words))
        else:
            messages.success(request, _("From now on you are asked for it when you check in."))
            return redirect("/checkins/trackers")
    held = queries.trackers(person, archived=True)
    active = [one for one in held if not one.archived]
    shown = {
        "form": form,
        "kinds": KINDS,
        "active": active,
        "archived": [one for one in held if one.archived],
        "full": len(active) >= tracking.MOST,
        "most": tracking.MOST,
    }
    return render(request, "checkins/trackers.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member
def tracker(request: HttpRequest, ref: str) -> HttpResponse:
    """Another name for a tracker."""
    person = person_of(request)
    row = access.tracker(person, ref)
    name = sealing.open_row(row).get("name", "")
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        try:
            tracking.rename(row, form.cleaned_data["name"], actor=person)
        except Refused as refused:
            form.add_error("name", str(refused.words))
        else:
            messages.success(request, _("It has its new name, for the days before, too."))
            return redirect("/checkins/trackers")
    shown = {"form": form, "ref": ref, "name": name, "archived": row.archived_at is not None}
    return render(request, "checkins/tracker.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def archive(request: HttpRequest, ref: str) -> HttpResponse:
    """Puts a tracker away; all it holds stays."""
    person = person_of(request)
    tracking.archive(access.tracker(person, ref), actor=person)
    back = f"undo:/checkins/trackers/{ref}/bring-back"
    messages.success(request, _("Put away. What it holds stays in looking back."), extra_tags=back)
    return redirect("/checkins/trackers")


@require_POST
@member
def bring_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks for it again."""
    person = person_of(request)
    try:
        tracking.bring_back(access.tracker(person, ref), actor=person)
    except Refused as refused:
        messages.warning(request, str(refused.words))
    else:
        messages.success(request, _("It is asked for again."))
    return redirect("/checkins/trackers")


@require_http_methods(["GET", "POST"])
@member
def events(request: HttpRequest) -> HttpResponse:
    """Days that mattered, drawn into the charts; marks another."""
    person = person_of(request)
    today = keeping.today(person)
    form = EventForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            tracking.mark(form.cleaned_data["day"], form.cleaned_data["words"], actor=person)
        except Refused as refused:
            form.add_error(refused.code, str(refused.words))
        else:
            messages.success(request, _("Marked. You see it in your charts."))
            return redirect("/looking-back/days")
    shown = {"form": form, "events": list(reversed(queries.events(person)))}
    return render(request, "checkins/events.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def unmark(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a marked day off; it can be brought back for a day."""
    person = person_of(request)
    tracking.unmark(access.event(person, ref), actor=person)
    messages.success(request, _("Taken off."), extra_tags=f"undo:/looking-back/days/{ref}/undo")
    return redirect("/looking-back/days")


@require_POST
@member
def undo_unmark(request: HttpRequest, ref: str) -> HttpResponse:
    """Brings it back."""
    try:
        tracking.undo_unmark(ref, actor=person_of(request))
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect("/looking-back/days")
