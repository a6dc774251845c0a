"""Hours on call, and calls: who is on call now, what one has oneself, and "I have it"."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.safety import access_oncall, actions, queries, queries_oncall, reviewing, roster
from beside.foundation.safety.models import Duty, Place
from beside.foundation.safety.oncall_forms import CareSettingsForm, ChooseForm, DutyForm


@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def on_call(request: HttpRequest) -> HttpResponse:
    """Who is on call now and next, calls that nobody has, one's own hours, and where nobody is."""
    viewer = person_of(request)
    moment = now()
    coming = roster.stretches(moment, moment + roster.AHEAD)
    shown = {
        "here": "on_call",
        "staffing": queries.staffing(moment),
        "now": _names(roster.on_call(moment).people),
        "calls": list(queries_oncall.open_pages(viewer)),
        "mine": [_row(one) for one in coming if viewer in one.people],
        "all": [_row(one) for one in coming],
        "next": next((_row(one) for one in coming if one.begins > moment), None),
        "holes": roster.holes(moment),
        "swaps": [
            {"ask": ask, "name": reviewing.name_of(ask.by), "span": roster.span(ask.duty, ask.day)}
            for ask in queries_oncall.swaps_asked_of(viewer)
        ],
        "asked": [
            {"ask": ask, "name": reviewing.name_of(ask.asked), "span": roster.span(ask.duty, ask.day)}
            for ask in queries_oncall.swaps_asked_by(viewer)
        ],
        "lead": Role.SAFETY_LEAD in roles_of(viewer),
        "roster": roster.exists(),
        "minutes": queries_oncall.care_settings().pass_on_minutes,
    }
    return render(request, "safety/oncall.html", shown)


def _names(people: list[Person]) -> list[str]:
    called = reviewing.names(person.pk for person in people)
    return [called.get(person.pk, "") for person in people]


def _row(one: roster.Stretch) -> dict[str, Any]:
    called = reviewing.names(person.pk for person in one.people)
    return {
        "stretch": one,
        "first": called.get(one.first.pk, "") if one.first else "",
        "second": called.get(one.second.pk, "") if one.second else "",
    }


# --- alarms ---
@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def alarms(request: HttpRequest) -> HttpResponse:
    """The calls to the viewer that nobody has, for the strip above every page of theirs."""
    return render(request, "core/frame/alarms.html", {"alarms": queries_oncall.alarm_strip(person_of(request))})


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def have_it(request: HttpRequest, ref: str) -> HttpResponse:
    """*I have it*: takes the case, ends the alarm for all, and leads to it. Of two at once, the second is told."""
    viewer = person_of(request)
    called = access_oncall.page(viewer, ref)
    try:
        actions.take(called.case, actor=viewer)
    except Refused:
        called.case.refresh_from_db()
        holder, closer = _names_of(called.case.taken_by), _names_of(called.case.closed_by)
        shown = {"case": called.case, "held_by": holder, "closed_by": closer, "note": ""}
        return render(request, "safety/quicker.html", shown, status=409)
    return redirect("safety:case", ref=called.case.ref)


def _names_of(person: Person | None) -> str:
    return reviewing.name_of(person)


# --- one day ---
@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def shift(request: HttpRequest, ref: str, day: str) -> HttpResponse:
    """One stretch of hours, and what the viewer can do about it."""
    return _shift_page(request, access_oncall.stretch(ref, day))


def _shift_page(
    request: HttpRequest, one: roster.Stretch, form: ChooseForm | None = None, *, no: Refused | None = None
) -> HttpResponse:
    viewer = person_of(request)
    lead = Role.SAFETY_LEAD in roles_of(viewer)
    mine = viewer in one.people
    others = [person for person in queries.desk() if person not in one.people]
    label = _("Whom would you like to ask?")
    shown = {
        "here": "on_call",
        "row": _row(one),
        "one": one,
        "mine": mine,
        "over": one.ends <= now(),
        "lead": lead,
        "free": [(place.value, place.label) for place in Place if one.at(place) is None],
        "places": [(place.value, place.label) for place in Place],
        "form": form or ChooseForm(people=[person for person in others if person != viewer], label=label),
        "lead_form": ChooseForm(people=others, auto_id="lead_%s") if lead else None,
        "refused": no,
    }
    return render(request, "safety/oncall_shift.html", shown, status=200 if no is None and form is None else 422)


def _do(request: HttpRequest, one: roster.Stretch, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refused as no:
        return _shift_page(request, one, no=no)
    messages.success(request, said)
    return redirect("safety:on_call")


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def cannot(request: HttpRequest, ref: str, day: str) -> HttpResponse:
    """*I can't* on this day."""
    one = access_oncall.stretch(ref, day)
    said = _("The safety leads have been told. Thank you for saying so.")
    return _do(request, one, lambda: actions.cannot(one, actor=person_of(request)), said)


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def ask_to_swap(request: HttpRequest, ref: str, day: str) -> HttpResponse:
    """Asks somebody to do one's hours."""
    one = access_oncall.stretch(ref, day)
    form = ChooseForm(request.POST, people=queries.desk())
    if not form.is_valid():
        return _shift_page(request, one, form)
    other = form.cleaned_data["person"]
    said = _("They are asked. Until they say yes, the hours stay yours.")
    return _do(request, one, lambda: actions.ask_to_swap(one, other, actor=person_of(request)), said)


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def take_on(request: HttpRequest, ref: str, day: str) -> HttpResponse:
    """Does hours that nobody has; a safety lead may put somebody there."""
    viewer = person_of(request)
    one = access_oncall.stretch(ref, day)
    place = Place.SECOND if request.POST.get("place") == str(Place.SECOND.value) else Place.FIRST
    person = viewer
    if "person" in request.POST:
        form = ChooseForm(request.POST, people=queries.desk(), auto_id="lead_%s")
        if not form.is_valid():
            return _shift_page(request, one, no=Refused("choose", _("Please choose somebody.")))
        person = form.cleaned_data["person"]
    said = _("It stands on the roster.")
    return _do(request, one, lambda: actions.take_on(one, place, person, actor=viewer), said)


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def take_back_swap(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks no longer."""
    viewer = person_of(request)
    try:
        actions.take_back_swap(access_oncall.swap(viewer, ref), actor=viewer)
    except Refused as no:
        messages.warning(request, str(no.words))
    return redirect("safety:on_call")


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def answer_swap(request: HttpRequest, ref: str) -> HttpResponse:
    """Yes or no to somebody's hours."""
    viewer = person_of(request)
    ask = access_oncall.swap(viewer, ref)
    answer = request.POST.get("answer")
    try:
        if answer not in ("yes", "no"):
            raise Refused("answer", _("Please say yes or no."))
        actions.answer_swap(ask, yes=answer == "yes", actor=viewer)
    except Refused as no:
        messages.warning(request, str(no.words))
    return redirect("safety:on_call")


# --- the safety lead's ---
@require_http_methods(["GET", "POST"])
@needs(Role.SAFETY_LEAD)
def edit(request: HttpRequest) -> HttpResponse:
    """Weekly hours: what stands, and putting more on."""
    viewer = person_of(request)
    form = DutyForm(request.POST if request.method == "POST" else None, people=queries.desk())
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_duty(actions.Hours(**form.cleaned_data), actor=viewer)
            messages.success(request, _("It stands on the roster."))
            return redirect("safety:edit_roster")
        except Refused as no:
            refused = no
    return _edit_page(request, form, CareSettingsForm(instance=queries_oncall.care_settings()), refused)


@require_POST
@needs(Role.SAFETY_LEAD)
def settings(request: HttpRequest) -> HttpResponse:
    """Minutes and counts that the desk works by."""
    form = CareSettingsForm(request.POST, instance=queries_oncall.care_settings())
    if form.is_valid():
        actions.set_care(form.cleaned_data, actor=person_of(request))
        messages.success(request, _("It is kept."))
        return redirect("safety:edit_roster")
    return _edit_page(request, DutyForm(people=queries.desk()), form, None)


def _edit_page(
    request: HttpRequest, form: DutyForm, settings_form: CareSettingsForm, refused: Refused | None
) -> HttpResponse:
    standing = roster.duties()
    names = reviewing.names(number for row in standing for number in (row.first_id, row.second_id))
    shown = {
        "here": "on_call",
        "rows": [_duty_row(row, names) for row in standing],
        "form": form,
        "settings_form": settings_form,
        "refused": refused,
        "zone": roster.zone().key,
    }
    wrong = refused is not None or form.errors or settings_form.errors
    return render(request, "safety/oncall_edit.html", shown, status=422 if wrong else 200)


def _duty_row(row: Duty, names: Any) -> dict[str, Any]:
    return {"duty": row, "first": names.get(row.first_id, ""), "second": names.get(row.second_id, "")}


@require_POST
@needs(Role.SAFETY_LEAD)
def end_duty(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes hours off the roster."""
    actions.end_duty(access_oncall.duty(ref), actor=person_of(request))
    messages.success(request, _("These hours are off the roster."))
    return redirect("safety:edit_roster")
