"""What facilitators see and do: who asks, who cannot come, other times."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from beside.core.refusal import Refused
from beside.features.groups import access, joining, planning, queries
from beside.features.groups.access import Inside
from beside.features.groups.forms import MoveForm
from beside.features.groups.models import Absence, JoinRequest, Waiting
from beside.foundation.accounts import keys
from beside.foundation.accounts.access import member, person_of
from beside.foundation.profiles import queries as profiles


@require_GET
@member
def lead(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything a facilitator looks after."""
    entered = access.led(ref, person_of(request))
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
    }
    return render(request, "groups/lead.html", shown)


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
