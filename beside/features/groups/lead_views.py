"""What facilitators see and do: who asks, who cannot come, other times."""

from dataclasses import asdict
from typing import Any, Final

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import access, drawing, joining, planning, queries, scene
from beside.features.groups.access import Inside
from beside.features.groups.core import agenda
from beside.features.groups.forms import MoveForm, PauseForm, Steps
from beside.features.groups.models import Absence, Attended, Group, JoinRequest, Waiting
from beside.foundation.accounts import keys
from beside.foundation.accounts.access import member, person_of
from beside.foundation.profiles import queries as profiles

_WRONG_STEPS: Final = {
    "empty": gettext_lazy("Leave at least one step besides after-care."),
    "too_many": gettext_lazy("Ten steps at most."),
    "twice": gettext_lazy("A step stands there twice."),
}


@require_GET
@member
def lead(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything a facilitator looks after."""
    return _lead_page(request, access.led(ref, person_of(request)))


def _lead_page(
    request: HttpRequest, entered: Inside, pause_form: PauseForm | None = None, status: int = 200
) -> HttpResponse:
    waiting = Waiting.objects.filter(group=entered.group, ended_at=None).count()
    shown = {
        "entered": entered,
        "group": entered.group,
        "requests": _requests(entered),
        "sessions": _sessions(entered),
        "waiting": waiting,
        "second": waiting >= entered.group.least,
        "alone": len(queries.facilitators(entered.group)) < 2,
        "move_form": MoveForm(),
        "pauses": entered.group.pauses.filter(last__gte=now().date()).order_by("first"),
        "pause_form": pause_form or PauseForm(),
        "steps": _steps(entered.group),
        "hours": _hours(entered),
    }
    return render(request, "groups/lead.html", shown, status=status)


def _steps(group: Group) -> list[dict[str, object]]:
    return [
        {"title": step.title or scene.PHASES[step.key][0], "minutes": step.minutes, "turns": step.turns}
        for step in agenda.read(group.agenda)
    ]


def _hours(entered: Inside) -> dict[str, object] | None:
    """What somebody has led here, for themselves."""
    rows = Attended.objects.filter(session__group=entered.group, person=entered.person, led=True)
    found = rows.aggregate(minutes=Sum("minutes"), sessions=Count("pk"))
    if not found["sessions"]:
        return None
    hours, minutes = divmod(found["minutes"] or 0, 60)
    return {"sessions": found["sessions"], "time": f"{hours}:{minutes:02}"}


@require_POST
@member
def pause(request: HttpRequest, ref: str) -> HttpResponse:
    """Days on which the group does not meet, or meets after all."""
    entered = access.led(ref, person_of(request))
    if "end" in request.POST:
        planning.end_pause(entered, drawing.number(request.POST["end"]) or 0, actor=entered.person)
        return redirect(f"/groups/{ref}/lead#pauses")
    form = PauseForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            planning.pause(entered, said["first"], said["last"], said["words"], actor=entered.person)
            return redirect(f"/groups/{ref}/lead#pauses")
        except Refused as refused:
            form.add_error("last", str(refused.words))
    return _lead_page(request, entered, form, 422)


@require_http_methods(["GET", "POST"])
@member
def steps(request: HttpRequest, ref: str) -> HttpResponse:
    """How its sessions go, step by step."""
    entered = access.led(ref, person_of(request))
    held = agenda.read(entered.group.agenda)
    start = [asdict(step) | {"place": at + 1, "minutes": step.minutes or None} for at, step in enumerate(held)]
    given = Steps(request.POST if request.method == "POST" else None, initial=start, prefix="steps")
    refused = ""
    if request.method == "POST":
        try:
            if "usual" in request.POST:
                planning.set_agenda(entered, agenda.USUAL, actor=entered.person)
                return redirect(f"/groups/{ref}/lead")
            if given.is_valid():
                planning.set_agenda(entered, agenda.make(_in_order(given)), actor=entered.person)
                messages.success(request, _("From the next session on it goes like this."))
                return redirect(f"/groups/{ref}/lead")
            refused = str(_("Look at the fields that are marked."))
        except ValueError as wrong:
            refused = str(_WRONG_STEPS[str(wrong)])
    keys = [str(form["key"].value() or "") for form in given]
    rows = [(form, scene.PHASES[key][0] if key in scene.PHASES else "") for form, key in zip(given, keys, strict=True)]
    shown = {"group": entered.group, "steps": given, "rows": rows, "refused": refused}
    return render(request, "groups/agenda.html", shown, status=422 if refused else 200)


def _in_order(given: Any) -> list[dict[str, Any]]:
    """What stays, by the places that were written; where none was, as it stands."""
    said = [(form.cleaned_data, at) for at, form in enumerate(given) if form.cleaned_data]
    said.sort(key=lambda one: (one[0].get("place") or one[1] + 1, one[1]))
    return [data for data, _at in said if not data.get("off")]


def _requests(entered: Inside) -> list[dict[str, object]]:
    rows = list(
        JoinRequest.objects.filter(group=entered.group, decided_at=None).select_related("person").order_by("at", "pk")
    )
    cards = profiles.cards([row.person_id for row in rows], to=entered.person)
    return [
        {
            "row": row,
            "card": cards.get(row.person_id),
            "words": keys.open_text(row.person_id, bytes(row.words), joining.context(row.person_id, row.ref)),
        }
        for row in rows
    ]


def _sessions(entered: Inside) -> list[dict[str, object]]:
    sessions = queries.coming(entered.group)
    rows = Absence.objects.filter(session__in=sessions).values_list("session_id", "person_id")
    names = profiles.names_of({person_id for _session, person_id in rows})
    return [
        {
            "row": session,
            "away": sorted(names[who].pseudonym for at, who in rows if at == session.pk and who in names),
        }
        for session in sessions
    ]


@require_POST
@member
def decide(request: HttpRequest, ref: str, asked: str) -> HttpResponse:
    """Lets somebody in, or not now."""
    entered = access.led(ref, person_of(request))
    if request.POST.get("answer") not in {"yes", "no"}:
        raise Http404
    accepted = request.POST["answer"] == "yes"
    try:
        joining.decide(entered, access.request_to(entered, asked), accepted, actor=entered.person)
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect(f"/groups/{ref}/lead")


@require_POST
@member
def off(request: HttpRequest, ref: str, session: str) -> HttpResponse:
    """Calls a session off, or lets it be after all."""
    entered = access.led(ref, person_of(request))
    found = access.session_of(entered, session)
    planning.call_off(entered, found, "back" not in request.POST, actor=entered.person)
    return redirect(f"/groups/{ref}/lead")


@require_POST
@member
def move(request: HttpRequest, ref: str, session: str) -> HttpResponse:
    """Lets one session be at another time."""
    entered = access.led(ref, person_of(request))
    form = MoveForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("when", _("Give a day and a time."))
        local = form.cleaned_data["to"].replace(tzinfo=None)
        planning.move(entered, access.session_of(entered, session), local, actor=entered.person)
        messages.success(request, _("Moved. Everybody in the group is told."))
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect(f"/groups/{ref}/lead")
