"""Care after a case: my list, what follows for the person, and looking after those on the desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.access import member, needs, person_of
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.safety import access_oncall, actions, answered, queries, queries_oncall, reviewing, roster
from beside.foundation.safety.models import FollowUp
from beside.foundation.safety.oncall_forms import ChooseForm, CoverForm, DebriefForm
from beside.foundation.safety.views.exchanging import exchanged


# --- my list ---
@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def my_list(request: HttpRequest) -> HttpResponse:
    """Whom the viewer wants to ask how they are; for a safety lead also what is late elsewhere."""
    viewer = person_of(request)
    mine = queries_oncall.follow_ups(viewer)
    late: list[FollowUp] = []
    if Role.SAFETY_LEAD in roles_of(viewer):
        late = [one for one in queries_oncall.late_follow_ups() if viewer.pk not in (one.holder_id, one.person_id)]
    names = reviewing.names(number for one in (*mine, *late) for number in (one.person_id, one.holder_id))
    shown = {"here": "mine", "mine": _rows(mine, names), "late": _rows(late, names)}
    return render(request, "safety/my_list.html", shown)


def _rows(found: list[FollowUp], names: Any) -> list[dict[str, Any]]:
    today = roster.local_day(now())
    said = answered.last_at(one.person_id for one in found)
    return [
        {
            "one": one,
            "name": names.get(one.person_id, ""),
            "holder": names.get(one.holder_id, ""),
            "answered": one.person_id in said and said[one.person_id] > one.made_at,
            "due": "late" if one.due_on < today else "today" if one.due_on == today else "later",
        }
        for one in found
    ]


@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def follow_up(request: HttpRequest, ref: str) -> HttpResponse:
    """One follow-up, and what came of it."""
    return _follow_up_page(request, access_oncall.follow_up(person_of(request), ref))


def _follow_up_page(request: HttpRequest, one: FollowUp, no: Refused | None = None) -> HttpResponse:
    others = [person for person in queries.desk(one.person) if person.pk != one.holder_id]
    row = _rows([one], reviewing.names([one.person_id, one.holder_id]))[0]
    form = ChooseForm(people=others, label=_("To whom?"))
    viewer = person_of(request)
    shown = {
        "here": "mine",
        **row,
        "form": form,
        "refused": no,
        "exchanges": [it for case in answered.cases_of(one.person) if (it := exchanged(case, viewer)) is not None],
        "cover": queries_oncall.covers_heavy(viewer),
    }
    return render(request, "safety/follow_up.html", shown, status=200 if no is None else 409)


def _change(request: HttpRequest, ref: str, act: Callable[[FollowUp, Person], object], said: str) -> HttpResponse:
    viewer = person_of(request)
    one = access_oncall.follow_up(viewer, ref)
    try:
        act(one, viewer)
    except Refused as no:
        one.refresh_from_db()
        return _follow_up_page(request, one, no)
    messages.success(request, said)
    return redirect("safety:my_list")


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def follow_up_done(request: HttpRequest, ref: str) -> HttpResponse:
    """We spoke."""
    said = _("It is off your list.")
    return _change(request, ref, lambda one, viewer: actions.follow_up_done(one, actor=viewer), said)


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def not_reached(request: HttpRequest, ref: str) -> HttpResponse:
    """Not reached: again tomorrow."""
    said = _("It stands on the list for tomorrow.")
    return _change(request, ref, lambda one, viewer: actions.not_reached(one, actor=viewer), said)


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def hand_on(request: HttpRequest, ref: str) -> HttpResponse:
    """Puts it on somebody else's list."""
    form = ChooseForm(request.POST, people=queries.desk())

    def act(one: FollowUp, viewer: Person) -> None:
        if not form.is_valid():
            raise Refused("choose", _("Please choose somebody."))
        actions.hand_on(one, form.cleaned_data["person"], actor=viewer)

    return _change(request, ref, act, _("They have been told."))


# --- for members ---
@require_http_methods(["GET", "POST"])
@member
def after(request: HttpRequest) -> HttpResponse:
    """What happens next, for somebody the staff met; they may say that they would rather not be asked."""
    viewer = person_of(request)
    if request.method == "POST":
        try:
            actions.rather_not(access_oncall.own_follow_up(viewer), actor=viewer)
        except Refused as no:
            messages.warning(request, str(no.words))
        return redirect("safety:after")
    return render(request, "safety/after.html", {"one": queries_oncall.follow_up_of(viewer)})


@require_GET
@member
def held(request: HttpRequest, ref: str) -> HttpResponse:
    """The statement to an author whose message was hidden by itself, with the message."""
    measure, excerpt = access_oncall.measure(person_of(request), ref)
    return render(request, "safety/held.html", {"measure": measure, "excerpt": excerpt})


# --- those on the desk ---
@require_http_methods(["GET", "POST"])
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def ourselves(request: HttpRequest) -> HttpResponse:
    """Breaks, covered texts, how much is enough, and a note for oneself."""
    viewer = person_of(request)
    form = DebriefForm(request.POST if request.method == "POST" else None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            actions.write_debrief(given["words"], wants_to_talk=given["talk"], actor=viewer)
            messages.success(request, _("It is kept."))
            return redirect("safety:ourselves")
        except Refused as no:
            refused = no
    notes = [{"note": note, "words": queries_oncall.words_of_debrief(note)} for note in queries_oncall.debriefs(viewer)]
    shown = {
        "here": "ourselves",
        "rest": queries_oncall.break_of(viewer),
        "suggested": queries_oncall.break_suggested(viewer),
        "cases": queries_oncall.cases_this_shift(viewer),
        "care": queries_oncall.care_settings(),
        "cover_form": CoverForm(initial={"cover": queries_oncall.covers_heavy(viewer)}),
        "form": form,
        "refused": refused,
        "notes": notes,
        "lead": Role.SAFETY_LEAD in roles_of(viewer),
    }
    return render(request, "safety/ourselves.html", shown, status=422 if refused or form.errors else 200)


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def cover(request: HttpRequest) -> HttpResponse:
    """Covers heavy texts, or not."""
    actions.set_cover("cover" in request.POST, actor=person_of(request))
    messages.success(request, _("It is kept."))
    return redirect("safety:ourselves")


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def begin_break(request: HttpRequest) -> HttpResponse:
    """Takes a break."""
    actions.begin_break(actor=person_of(request))
    return redirect("safety:ourselves")


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def end_break(request: HttpRequest) -> HttpResponse:
    """Ends the break."""
    actions.end_break(actor=person_of(request))
    return redirect("safety:ourselves")


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def delete_debrief(request: HttpRequest, ref: str) -> HttpResponse:
    """Lets one's own note go."""
    viewer = person_of(request)
    actions.delete_debrief(access_oncall.debrief(viewer, ref), actor=viewer)
    return redirect("safety:ourselves")


@require_GET
@needs(Role.SAFETY_LEAD)
def load(request: HttpRequest) -> HttpResponse:
    """What everyone on the desk had in four weeks, and who would like to talk. Load, not feelings."""
    viewer = person_of(request)
    people = queries.desk()
    names = reviewing.names(person.pk for person in people)
    wishes = queries_oncall.wanting_to_talk(viewer)
    shown = {
        "here": "ourselves",
        "rows": [{"name": names.get(row.person.pk, ""), "load": row} for row in queries_oncall.load(people)],
        "wishes": [{"note": note, "name": reviewing.name_of(note.person)} for note in wishes],
    }
    return render(request, "safety/load.html", shown)


@require_POST
@needs(Role.SAFETY_LEAD)
def talked(request: HttpRequest, ref: str) -> HttpResponse:
    """The safety lead has talked with them."""
    viewer = person_of(request)
    actions.talked(access_oncall.wish_to_talk(viewer, ref), actor=viewer)
    return redirect("safety:load")
