"""Talks for a few of a group, as pages."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.groups import access, asides, drawing
from beside.features.groups.models import Aside
from beside.foundation.accounts.access import member, person_of
from beside.foundation.talk.models import ReactionKind

_SAYS: Final = {
    Aside.Kind.BEFORE: (_("Before you come in"), _("Those who lead the group and whoever asks to come in read this.")),
    Aside.Kind.APART: (_("Talking apart"), _("Only the two of you read this. It goes when the room's words go.")),
    Aside.Kind.LEADS: (_("Among those who lead"), _("Only those who lead this group read this.")),
}


@require_http_methods(["GET", "POST"])
@member
def aside(request: HttpRequest, ref: str, aside: str) -> HttpResponse:
    """What was said there; a new line is kept once, however often it is sent."""
    person = person_of(request)
    found = access.aside(aside, ref, person)
    quiet = request.headers.get("Accept", "").startswith("application/json")
    words, refusal = request.POST.get("words", ""), ""
    if request.method == "POST":
        try:
            stored = asides.say(found, words, request.POST.get("client_id") or new_ref(), actor=person)
            if quiet:
                return JsonResponse({"number": stored.number, "client_id": new_ref()}, status=201)
            return redirect(f"/groups/{ref}/aside/{aside}/#m{stored.number}")
        except Refused as refused:
            if quiet:
                return JsonResponse({"error": refused.code, "words": str(refused.words)}, status=422)
            refusal = str(refused.words)
    title, why = _SAYS[Aside.Kind(found.kind)]
    shown: dict[str, Any] = {
        "group": found.group,
        "aside": found,
        "title": title,
        "why": why,
        "back": _back(found, inside=found.person_id != person.pk),
        "shut": asides.is_shut(found),
        "text": words,
        "refused": refusal,
        "client_id": new_ref(),
        "kinds": ReactionKind.choices,
    }
    shown |= drawing.page(person, found.group, found.talk, drawing.number(request.GET.get("before", "")))
    return render(request, "groups/aside.html", shown, status=422 if refusal else 200)


def _back(found: Aside, *, inside: bool) -> str:
    if found.room is not None:
        return f"/groups/{found.group.ref}/room/{found.room.session.ref}/"
    return f"/groups/{found.group.ref}/lead" if inside else f"/groups/{found.group.ref}"


@require_GET
@member
def since(request: HttpRequest, ref: str, aside: str) -> JsonResponse:
    """What happened since a change, as HTML for this reader."""
    person = person_of(request)
    found = access.aside(aside, ref, person)
    change = drawing.number(request.GET.get("change", "")) or 0
    return JsonResponse(drawing.since(person, found.group, found.talk, change))


@require_POST
@member
def open_before(request: HttpRequest, ref: str, asked: str) -> HttpResponse:
    """Opens the talk before coming in, for those who lead and for whoever asks."""
    person = person_of(request)
    made = asides.before(access.request_talked_about(ref, asked, person), actor=person)
    return redirect(f"/groups/{ref}/aside/{made.ref}/")
