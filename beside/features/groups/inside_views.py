"""Inside a group: sessions, notes, what is said between them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.groups import access, drawing, joining, keeping, queries
from beside.features.groups.access import Inside
from beside.features.groups.forms import NoteForm, RemindForm, SayForm
from beside.foundation.accounts.access import member, person_of
from beside.foundation.talk import actions as talk_actions
from beside.foundation.talk.models import ReactionKind


def home(request: HttpRequest, entered: Inside, form: NoteForm | None = None, status: int = 200) -> HttpResponse:
    """The page of a group for those in it; its view has let them in."""
    sessions = queries.coming(entered.group)
    away = queries.absent(sessions, entered.person)
    shown = {
        "entered": entered,
        "group": entered.group,
        "sessions": [{"row": row, "away": row.pk in away} for row in sessions],
        "running": queries.session_now(entered.group) if entered.group.ended_at is None else None,
        "people": queries.people_of(entered.group, entered.person).values(),
        "leads": {row.person_id for row in queries.facilitators(entered.group)},
        "notes": queries.notes(entered.group, entered.person, entered.leads),
        "note_form": form or NoteForm(),
        "rests": entered.membership.rests_until and entered.membership.rests_until > now(),
        "remind_form": RemindForm(initial={"remind": entered.membership.remind}),
    }
    return render(request, "groups/group.html", shown, status=status)


@require_POST
@member
def leave(request: HttpRequest, ref: str) -> HttpResponse:
    """Leaves quietly."""
    entered = access.inside(ref, person_of(request))
    joining.leave(entered, actor=entered.person)
    messages.success(request, _("You have left the group. Nobody was told."))
    return redirect("/groups")


@require_POST
@member
def remind(request: HttpRequest, ref: str) -> HttpResponse:
    """Chooses when to be reminded."""
    entered = access.inside(ref, person_of(request))
    form = RemindForm(request.POST)
    if form.is_valid():
        joining.choose_reminder(entered, form.cleaned_data["remind"], actor=entered.person)
        messages.success(request, _("Saved."))
    return redirect(f"/groups/{ref}")


@require_POST
@member
def rest(request: HttpRequest, ref: str) -> HttpResponse:
    """Not this week, or not for some weeks; or back again."""
    entered = access.inside(ref, person_of(request))
    given = drawing.number(request.POST.get("weeks", ""))
    try:
        joining.rest(entered, given if given is not None else -1, actor=entered.person)
        messages.success(
            request, _("Saved. You are missed by nobody's count.") if given else _("Good to have you back.")
        )
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect(f"/groups/{ref}")


@require_POST
@member
def away(request: HttpRequest, ref: str, session: str) -> HttpResponse:
    """Says that one cannot come, or can after all."""
    entered = access.inside(ref, person_of(request))
    joining.cannot_come(entered, access.session_of(entered, session), "back" not in request.POST, actor=entered.person)
    return redirect(f"/groups/{ref}")


@require_POST
@member
def keep(request: HttpRequest, ref: str) -> HttpResponse:
    """Keeps something for the group."""
    entered = access.inside(ref, person_of(request))
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            keeping.keep(entered, form.cleaned_data["words"], actor=entered.person)
            return redirect(f"/groups/{ref}#notes")
        except Refused as refused:
            form.add_error("words", str(refused.words))
    return home(request, entered, form, 422)


@require_POST
@member
def remove_note(request: HttpRequest, ref: str, note: str) -> HttpResponse:
    """Takes a note away."""
    entered = access.inside(ref, person_of(request))
    keeping.remove(access.note_to_remove(entered, note), actor=entered.person)
    return redirect(f"/groups/{ref}#notes")


# --- between sessions ---
@require_http_methods(["GET", "POST"])
@member
def talk(request: HttpRequest, ref: str) -> HttpResponse:
    """What the group says between its sessions; a new line is kept once, however often it is sent."""
    entered = access.inside(ref, person_of(request))
    form = SayForm(request.POST if request.method == "POST" else None, initial={"client_id": new_ref()})
    quiet = request.headers.get("Accept", "").startswith("application/json")
    if request.method == "POST":
        try:
            stored = keeping.say(
                entered, request.POST.get("words", ""), request.POST.get("client_id") or new_ref(), actor=entered.person
            )
            if quiet:
                return JsonResponse({"number": stored.number, "client_id": new_ref()}, status=201)
            return redirect(f"/groups/{ref}/talk/#m{stored.number}")
        except Refused as refused:
            if quiet:
                return JsonResponse({"error": refused.code, "words": str(refused.words)}, status=422)
            form.full_clean()
            form.add_error("words", str(refused.words))
    shown: dict[str, Any] = {"entered": entered, "group": entered.group, "form": form}
    shown["kinds"] = ReactionKind.choices
    before = drawing.number(request.GET.get("before", ""))
    shown |= drawing.page(entered.person, entered.group, entered.group.talk, before)
    return render(request, "groups/talk.html", shown, status=422 if form.errors else 200)


@require_GET
@member
def since(request: HttpRequest, ref: str) -> JsonResponse:
    """What happened since a change, as HTML for this reader."""
    entered = access.inside(ref, person_of(request))
    change = drawing.number(request.GET.get("change", "")) or 0
    return JsonResponse(drawing.since(entered.person, entered.group, entered.group.talk, change))


@require_http_methods(["GET", "POST"])
@member
def take_back(request: HttpRequest, ref: str, held: str, number: int) -> HttpResponse:
    """Takes one's own words back, in any talk of the group, after asking once."""
    person = person_of(request)
    back = access.page_of_talk(ref, held, person)
    if request.method == "POST":
        talk_actions.take_back(held, number, actor=person)
        return redirect(f"{back}#m{number}")
    return render(request, "groups/take_back.html", {"back": f"{back}#m{number}"})


@require_http_methods(["GET", "POST"])
@member
def react(request: HttpRequest, ref: str, held: str, number: int) -> HttpResponse:
    """Says something to a message with one press, or takes that back (``undo``)."""
    person = person_of(request)
    back = access.page_of_talk(ref, held, person)
    found = queries.message(held, number, person)
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        talk = keeping.unreact if "undo" in request.POST else keeping.react
        try:
            talk(held, number, kind, actor=person)
        except Refused as refused:
            messages.warning(request, str(refused.words))
        return redirect(f"{back}#m{number}")
    given = {kind for kind, who in found.reactions if person.ref in who}
    kinds = [(kind, label, kind in given) for kind, label in ReactionKind.choices]
    return render(request, "groups/react.html", {"back": f"{back}#m{number}", "text": found.text, "kinds": kinds})
