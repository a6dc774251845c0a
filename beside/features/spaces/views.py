"""The spaces, and the posts of one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.spaces import access, drawing, joining, queries
from beside.features.spaces.content import TOPICS
from beside.features.spaces.forms import AskForm
from beside.features.spaces.models import Joining, Need, Space
from beside.features.spaces.queries import Asked
from beside.foundation.accounts import keys
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles


@require_GET
@member
def spaces(request: HttpRequest) -> HttpResponse:
    """The spaces one is in, and those one could come into."""
    person = person_of(request)
    shown = {"rooms": queries.rooms_of(person), "others": queries.other_spaces(person), "at": now()}
    return render(request, "spaces/spaces.html", shown)


def _asked(request: HttpRequest) -> Asked:
    view, need, topic = (request.GET.get(name, "") for name in ("view", "need", "topic"))
    start = request.GET.get("from", "")
    return Asked(
        view=view if view in {"waiting", "mine"} else "",
        need=need if need in Need.values else "",
        topic=topic if topic in TOPICS else "",
        from_id=int(start) if start.isascii() and start.isdigit() and len(start) < 10 else None,
    )


@require_GET
@member
def space(request: HttpRequest, ref: str) -> HttpResponse:
    """The posts of a space: the newest, those that wait for somebody, or one's own."""
    entered = access.inside(ref, person_of(request))
    asked = _asked(request)
    found = queries.posts(entered, asked)
    if entered.membership is not None and asked == Asked():
        queries.looked_at(entered.membership)
    base = f"/community/{ref}"
    kept = "".join(f"&{name}={value}" for name in ("view", "need", "topic") if (value := getattr(asked, name)))
    shown = {
        "entered": entered,
        "space": entered.space,
        "asked": asked,
        "list": drawing.posts(found.posts, now(), timezone.get_current_timezone()),
        "any": bool(found.posts),
        "any_new": any(one.new for one in found.posts),
        "later_href": f"{base}?from={found.later}{kept}" if found.later is not None else "",
        "first_href": f"{base}?{kept.removeprefix('&')}" if asked.from_id else "",
        "tabs": [
            {"label": _("Newest"), "href": base, "current": not asked.view},
            {"label": _("Waiting for a reply"), "href": f"{base}?view=waiting", "current": asked.view == "waiting"},
            {"label": _("Mine"), "href": f"{base}?view=mine", "current": asked.view == "mine"},
        ],
        "resting": entered.membership is not None and queries.resting(entered.membership, now()),
    }
    return render(request, "spaces/space.html", shown)


@require_POST
@member
def clear(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything counts as read."""
    entered = access.inside(ref, person_of(request))
    if entered.membership is not None:
        queries.clear_new(entered.membership)
    return redirect(f"/community/{ref}")


@require_GET
@member
def about(request: HttpRequest, ref: str) -> HttpResponse:
    """What a space is for, who looks after it, its rules; coming in and leaving."""
    return _about(request, access.any_space(ref), AskForm())


def _about(request: HttpRequest, space: Space, form: AskForm, status: int = 200) -> HttpResponse:
    person = person_of(request)
    membership = access.membership_of(space, person)
    hosts = queries.hosts_of(space)
    host = membership is not None and membership.rank == "host"
    shown = {
        "space": space,
        "membership": membership,
        "resting": membership is not None and queries.resting(membership, now()),
        "host": host,
        "hosts": profiles.cards([one.person_id for one in hosts], to=person),
        "asks": space.joining == Joining.REQUEST,
        "asked": queries.open_request(space, person),
        "asking": _asking(space, person) if host else [],
        "form": form,
    }
    return render(request, "spaces/about.html", shown, status=status)


def _asking(space: Space, host: Person) -> list[dict[str, object]]:
    rows = queries.asking(space)
    cards = profiles.cards([row.person_id for row in rows], to=host)
    return [
        {
            "row": row,
            "card": cards[row.person_id],
            "words": keys.open_text(row.person_id, bytes(row.words), joining.context(row.person_id, row.ref)),
        }
        for row in rows
    ]


@require_POST
@member
def join(request: HttpRequest, ref: str) -> HttpResponse:
    """Comes in, or asks to."""
    found, person = access.any_space(ref), person_of(request)
    form = AskForm(request.POST)
    try:
        if found.joining == Joining.OPEN:
            joining.join(found, actor=person)
            messages.success(request, _("You are in. Nobody was told."))
            return redirect(_back(request) or f"/community/{ref}")
        if not form.is_valid():
            return _about(request, found, form, 422)
        joining.ask(found, form.cleaned_data["words"], actor=person)
        messages.success(request, _("A host will answer you. You are told here."))
    except Refused as refused:
        form.add_error(None, str(refused.words))
        return _about(request, found, form, 422)
    return redirect(f"/community/{ref}/about")


def _back(request: HttpRequest) -> str:
    """The post somebody came in from; nowhere else."""
    asked = request.POST.get("next", "")
    return asked if asked.startswith("/community/post/") and "//" not in asked else ""


@require_POST
@member
def leave(request: HttpRequest, ref: str) -> HttpResponse:
    """Leaves, and offers the way back."""
    entered = access.inside(ref, person_of(request))
    joining.leave(entered, actor=entered.person)
    undo = f"undo:/community/{ref}/join" if entered.space.joining == Joining.OPEN else ""
    messages.success(request, _("You have left. Nobody was told; what you wrote stays."), extra_tags=undo)
    return redirect("/community")


@require_POST
@member
def not_today(request: HttpRequest, ref: str) -> HttpResponse:
    """Rests from a space until tomorrow, or comes back to it."""
    entered = access.inside(ref, person_of(request))
    if "back" in request.POST:
        joining.back_today(entered, actor=entered.person)
    else:
        joining.not_today(entered, actor=entered.person)
        messages.success(request, _("Not today, then. Nothing of this space reaches you until tomorrow."))
    return redirect("/community")


@require_POST
@member
def decide(request: HttpRequest, ref: str, asked: str) -> HttpResponse:
    """A host lets somebody in, or not now."""
    entered = access.hosted(ref, person_of(request))
    accepted = request.POST.get("answer") == "yes"
    if not accepted and request.POST.get("answer") != "no":
        raise Http404
    joining.decide(entered, access.request_to(entered, asked), actor=entered.person, accepted=accepted)
    return redirect(f"/community/{ref}/about#asking")
