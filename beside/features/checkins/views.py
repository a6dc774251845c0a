"""A person's own check-ins: saying how it is, changing it, taking it out, bringing it back."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.checkins import access, keeping, queries, reminding, showing
from beside.features.checkins.core.looking import next_month
from beside.features.checkins.forms import CheckInForm, RemindersForm
from beside.features.checkins.words import MOODS
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.words_kept import KEPT, LATER, words_kept


@require_GET
@member
def checkins(request: HttpRequest) -> HttpResponse:
    """One month of check-ins (``?month=2026-10``), newest first; the newest month that holds something at first."""
    person = person_of(request)
    held = queries.months(person)
    this = keeping.today(person).replace(day=1)
    first = _month(request.GET.get("month", "")) or (held[0] if held else this)
    entries = queries.entries(person, first, _last(first))
    known = queries.trackers(person, archived=True) if any(one.marks for one in entries) else []
    earlier = next((one for one in held if one < first), None)
    later = next((one for one in reversed(held) if one > first), None)
    shown = {
        "first": first,
        "any": bool(held),
        "days": showing.by_day(entries, known),
        "earlier_href": f"/checkins?month={earlier:%Y-%m}" if earlier else "",
        "later_href": f"/checkins?month={later:%Y-%m}" if later else "",
    }
    return render(request, "checkins/checkins.html", shown)


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        return None


def _last(first: date) -> date:
    return date.fromordinal(next_month(first).toordinal() - 1)


@require_http_methods(["GET", "POST"])
@words_kept
@member
def new(request: HttpRequest) -> HttpResponse:
    """A check-in, of today or (``?day=``) of a day before. What was written without a network is answered in JSON."""
    person = person_of(request)
    today = keeping.today(person)
    trackers = queries.trackers(person)
    initial = {"day": day} if (day := _day(request.GET.get("day", ""))) is not None else None
    form = CheckInForm(_posted(request), today=today, trackers=trackers, entry=None, initial=initial)
    later = request.headers.get(KEPT) == LATER
    if request.method == "POST" and form.is_valid():
        try:
            entry = keeping.keep(form.given(None), actor=person, named=form.cleaned_data["client_id"])
        except Refused as refused:
            _say_beside(form, refused)
        else:
            if later:
                return JsonResponse({"href": showing.href(entry)})
            messages.success(request, _("Kept. Only you see it."), extra_tags=f"undo:{showing.href(entry)}/remove")
            return redirect(f"/checkins?month={entry.day:%Y-%m}")
    if later:
        words = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"words": " ".join(words)}, status=422)
    shown = {"form": form, "trackers": trackers, "entry": None}
    return render(request, "checkins/check_in.html", shown, status=422 if form.errors else 200)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _say_beside(form: CheckInForm, refused: Refused) -> None:
    form.add_error(refused.code if refused.code in form.fields else None, str(refused.words))


@require_http_methods(["GET", "POST"])
@words_kept
@member
def change(request: HttpRequest, month: str, ref: str) -> HttpResponse:
    """Changes one's own check-in."""
    person = person_of(request)
    entry = access.entry(person, month, ref)
    trackers = queries.trackers(person)
    form = CheckInForm(_posted(request), today=keeping.today(person), trackers=trackers, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keeping.keep(form.given(entry), actor=person)
        except Refused as refused:
            _say_beside(form, refused)
        else:
            messages.success(request, _("Changed."), extra_tags=f"undo:/checkins/undo/{ref}")
            return redirect(f"/checkins?month={kept.day:%Y-%m}")
    shown = {"form": form, "trackers": trackers, "entry": entry, "here": showing.href(entry)}
    return render(request, "checkins/check_in.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def remove(request: HttpRequest, month: str, ref: str) -> HttpResponse:
    """Takes a check-in out; it can be brought back for a day."""
    person = person_of(request)
    entry = access.entry(person, month, ref)
    keeping.remove(ref, entry.day, actor=person)
    messages.success(request, _("Taken out. You can bring it back for a day."), extra_tags=f"undo:/checkins/undo/{ref}")
    return redirect(_onward(request) or "/checkins")


@require_POST
@member
def undo(request: HttpRequest, ref: str) -> HttpResponse:
    """Brings a check-in back as it stood before."""
    try:
        entry = keeping.undo(ref, actor=person_of(request))
    except Refused as refused:
        messages.warning(request, str(refused.words))
        return redirect("/checkins")
    messages.success(request, _("It is back as it was."))
    return redirect(f"/checkins?month={entry.day:%Y-%m}")


@require_POST
@member
def arrive(request: HttpRequest) -> HttpResponse:
    """One press on Today."""
    mood = request.POST.get("mood", "")
    if mood not in {str(value) for value in MOODS}:
        raise Http404
    try:
        keeping.arrive(int(mood), actor=person_of(request))
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect("/today#arriving")


@require_POST
@member
def not_today(request: HttpRequest) -> HttpResponse:
    """Today does not ask again until tomorrow."""
    keeping.rest(actor=person_of(request))
    return redirect("/today")


@require_http_methods(["GET", "POST"])
@member
def reminders(request: HttpRequest) -> HttpResponse:
    """When to be reminded, and how often to be offered a measure."""
    person = person_of(request)
    row = queries.wishes(person)
    initial = {"remind_at": row.remind_at, "offer_weeks": row.offer_weeks or ""}
    form = RemindersForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        reminding.choose(form.cleaned_data["remind_at"], form.cleaned_data["offer_weeks"], actor=person)
        messages.success(request, _("It is as you chose."))
        return redirect("/checkins/reminders")
    return render(request, "checkins/reminders.html", {"form": form}, status=422 if form.errors else 200)


def _onward(request: HttpRequest) -> str:
    """Back to Today from there; nowhere else is believed."""
    return "/today" if request.POST.get("from") == "today" else ""
