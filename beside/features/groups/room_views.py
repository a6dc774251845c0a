"""The page of a room, and what anybody does on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.groups import access, drawing, room_showing, rooming
from beside.features.groups.access import Inside
from beside.features.groups.models import Room
from beside.foundation.accounts.access import member, person_of

_PLAIN = frozenset({"enter", "leave", "hand_over", "pass", "later", "skip", "round", "end_round", "end"})


def _room(request: HttpRequest, ref: str, session: str) -> tuple[Inside, Room]:
    entered = access.inside(ref, person_of(request))
    return entered, rooming.room_of(access.session_with_room(entered, session), actor=entered.person)


@require_http_methods(["GET", "POST"])
@member
def room(request: HttpRequest, ref: str, session: str) -> HttpResponse:
    """The room; a line that is said there is kept once, however often it is sent."""
    quiet = request.headers.get("Accept", "").startswith("application/json")
    try:
        entered, found = _room(request, ref, session)
    except Refused as refused:
        messages.warning(request, str(refused.words))
        return redirect(f"/groups/{ref}")
    words, status = "", 200
    if request.method == "POST":
        words = request.POST.get("words", "")
        client_id = request.POST.get("client_id") or new_ref()
        try:
            stored = rooming.say(entered, found, words, client_id, actor=entered.person)
            if quiet:
                return JsonResponse({"number": stored.number, "client_id": new_ref()}, status=201)
            return redirect(f"/groups/{ref}/room/{session}/#m{stored.number}")
        except Refused as refused:
            if quiet:
                return JsonResponse({"error": refused.code, "words": str(refused.words)}, status=422)
            messages.warning(request, str(refused.words))
            status = 422
    shown: dict[str, Any] = room_showing.shown(entered, found) | {"client_id": new_ref(), "text": words}
    if not shown["removed"]:
        shown |= drawing.page(entered, found.talk, None)
    return render(request, "groups/room.html", shown, status=status)


@require_GET
@member
def panel(request: HttpRequest, ref: str, session: str) -> HttpResponse:
    """The room's panel as it is now, for an open page."""
    try:
        entered, found = _room(request, ref, session)
    except Refused:
        raise Http404 from None
    return render(request, "groups/parts/panel.html", room_showing.shown(entered, found))


@require_GET
@member
def since(request: HttpRequest, ref: str, session: str) -> JsonResponse:
    """What was said since a change, as HTML for this reader."""
    try:
        entered, found = _room(request, ref, session)
    except Refused:
        raise Http404 from None
    if rooming.reason_of(found, entered.person):
        raise Http404
    given = request.GET.get("change", "")
    change = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    return JsonResponse(drawing.since(entered, found.talk, change))


@require_POST
@member
def do(request: HttpRequest, ref: str, session: str) -> HttpResponse:
    """One thing somebody does. A page that is told "no" shows the room as it is."""
    quiet = request.headers.get("Accept", "").startswith("application/json")
    try:
        entered, found = _room(request, ref, session)
        _act(request, entered, found)
    except Refused as refused:
        if quiet:
            return JsonResponse({"error": refused.code, "words": str(refused.words)}, status=422)
        messages.warning(request, str(refused.words))
        return redirect(f"/groups/{ref}/room/{session}/")
    if quiet:
        return JsonResponse({"version": Room.objects.get(pk=found.pk).version})
    return redirect(f"/groups/{ref}/room/{session}/")


def _act(request: HttpRequest, entered: Inside, found: Room) -> None:
    said, kind, actor = request.POST, request.POST.get("kind", ""), entered.person
    seen = {"seen": said["seen"]} if said.get("seen") else {}
    if kind in _PLAIN:
        rooming.do(found, kind, seen, actor=actor)
    elif kind == "phase":
        rooming.do(found, kind, {"to": said.get("to", ""), **seen}, actor=actor)
    elif kind == "extend":
        minutes = said.get("minutes", "")
        rooming.do(found, kind, {"minutes": int(minutes) if minutes.isdigit() else 0}, actor=actor)
    elif kind == "hand":
        rooming.do(found, kind, {"up": said.get("up") == "1"}, actor=actor)
    elif kind == "lock":
        rooming.do(found, kind, {"locked": said.get("locked") == "1"}, actor=actor)
    elif kind == "signal":
        rooming.signal(found, said.get("what", ""), actor=actor)
    elif kind in {"arrive", "leaving", "debrief"}:
        moment = "leave" if kind == "leaving" else kind
        rooming.note(found, moment, said.get("words", ""), "shared" in said, actor=actor)
    elif kind == "unsigned":
        rooming.unsigned(found, said.get("words", ""), actor=actor)
    else:
        _lead(request, entered, found, kind)


def _lead(request: HttpRequest, entered: Inside, found: Room, kind: str) -> None:
    """What concerns one other person: for those who lead."""
    if not entered.leads:
        raise Http404
    if kind == "see":
        given = request.POST.get("signal", "")
        rooming.see(found, int(given) if given.isdigit() else 0, actor=entered.person)
        return
    person = access.person_in(entered, request.POST.get("who", ""))
    if kind == "remove":
        rooming.remove(found, person, request.POST.get("why", ""), actor=entered.person)
    elif kind == "mute":
        muted = request.POST.get("muted") == "1"
        rooming.do(found, "mute", {"who": person.ref, "muted": muted}, actor=entered.person)
    elif kind == "lost":
        rooming.do(found, "lost", {"who": person.ref}, actor=entered.person)
    else:
        raise Http404
