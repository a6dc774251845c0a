"""The page of a room, and what anybody does on it."""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.groups import access, asides, drawing, quiet_words, room_showing, rooming, voice
from beside.features.groups.access import Inside
from beside.features.groups.models import Room
from beside.foundation.accounts.access import member, person_of
from beside.foundation.talk.models import ReactionKind

_PLAIN: Final = frozenset(
    {"enter", "leave", "hand_over", "pass", "later", "round", "end_round", "end", "skip", "stay", "come_back"}
)
# What a button without more to say does: the event, and what goes with it.
_PRESSED: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "raise": ("hand", {"up": True}), "lower": ("hand", {"up": False}),
    "shut": ("lock", {"locked": True}), "open": ("lock", {"locked": False}),
}  # fmt: skip
_SIGNALS: Final = frozenset({"minute", "not_ok"})
_MOMENTS: Final = {"arrive": "arrive", "leaving": "leave"}


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
        shown |= drawing.page(entered.person, entered.group, found.talk, None)
    shown |= {"kinds": ReactionKind.choices, "relayed": bool(settings.ENV.turn_urls)}
    response = render(request, "groups/room.html", shown, status=status)
    if entered.group.voice:
        camera = "(self)" if entered.group.camera else "()"
        response.headers["Permissions-Policy"] = f"camera={camera}, microphone=(self), geolocation=()"
    return response


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
    change = drawing.number(request.GET.get("change", "")) or 0
    return JsonResponse(drawing.since(entered.person, entered.group, found.talk, change))


@require_GET
@member
def apart(request: HttpRequest, ref: str, session: str) -> HttpResponse:
    """To the talk of the two, for somebody who talks apart."""
    try:
        entered, found = _room(request, ref, session)
    except Refused:
        raise Http404 from None
    aside = room_showing.aside_of(found, entered.person.ref)
    if aside is None:
        raise Http404
    return redirect(f"/groups/{ref}/aside/{aside.ref}/")


@require_POST
@member
def speak(request: HttpRequest, ref: str, session: str) -> JsonResponse:
    """Takes part by voice: the name of this page's call, who else is there, and how to reach them."""
    try:
        entered, found = _room(request, ref, session)
        seat = voice.come_in(found, actor=entered.person)
    except Refused as refused:
        return JsonResponse({"error": refused.code, "words": str(refused.words)}, status=422)
    return JsonResponse({"call": seat.call, "seats": voice.seats(found), "relays": voice.relays()}, status=201)


@require_POST
@member
def do(request: HttpRequest, ref: str, session: str) -> HttpResponse:
    """One thing somebody does. A page that is told "no" shows the room as it is."""
    quiet = request.headers.get("Accept", "").startswith("application/json")
    page = f"/groups/{ref}/room/{session}/"
    try:
        entered, found = _room(request, ref, session)
        to = _act(request, entered, found)
    except Refused as refused:
        if quiet:
            return JsonResponse({"error": refused.code, "words": str(refused.words)}, status=422)
        messages.warning(request, str(refused.words))
        return redirect(page)
    if quiet:
        return JsonResponse({"version": Room.objects.get(pk=found.pk).version, "to": to})
    return redirect(to or page)


def _act(request: HttpRequest, entered: Inside, found: Room) -> str:
    """Does it; where to go from there, "" for staying."""
    said, kind, actor = request.POST, request.POST.get("kind", ""), entered.person
    seen = {"seen": said["seen"]} if said.get("seen") else {}
    if kind in _PLAIN:
        rooming.do(found, kind, seen, actor=actor)
    elif kind in _PRESSED:
        event, data = _PRESSED[kind]
        rooming.do(found, event, dict(data), actor=actor)
    elif kind == "voice_out":
        voice.go_out(found, actor=actor)
    elif kind == "go_apart":
        return f"/groups/{entered.group.ref}/aside/{asides.go_apart(found, actor=actor).ref}/"
    elif kind in {"phase", "nod", "extend"}:
        rooming.do(found, kind, _data(kind, said) | seen, actor=actor)
    elif kind in _SIGNALS:
        quiet_words.signal(found, kind, actor=actor)
    elif kind in _MOMENTS:
        quiet_words.note(found, _MOMENTS[kind], said.get("words", ""), "shared" in said, actor=actor)
    elif kind == "debrief":
        given = {one.value: said[one] for one in quiet_words.LOOKING_BACK if one in said}
        quiet_words.look_back(found, given, actor=actor)
    elif kind == "unsigned":
        quiet_words.unsigned(found, said.get("words", ""), actor=actor)
    else:
        _lead(request, entered, found, kind)
    return ""


def _data(kind: str, said: QueryDict) -> dict[str, Any]:
    if kind == "phase":
        return {"to": said.get("to", "")}
    if kind == "nod":
        return {"which": said.get("which", "")}
    minutes = said.get("minutes", "")
    return {"minutes": int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 4 else 0}


def _lead(request: HttpRequest, entered: Inside, found: Room, kind: str) -> None:
    """What concerns one other person: for those who lead."""
    if not entered.leads:
        raise Http404
    if kind == "see":
        given = request.POST.get("signal", "")
        quiet_words.see(found, int(given) if given.isascii() and given.isdigit() else 0, actor=entered.person)
        return
    person = access.person_in(entered, request.POST.get("who", ""))
    who = {"who": person.ref}
    if kind == "remove":
        rooming.remove(found, person, request.POST.get("why", ""), actor=entered.person)
    elif kind in {"mute", "unmute"}:
        rooming.do(found, "mute", who | {"muted": kind == "mute"}, actor=entered.person)
    elif kind in {"lost", "ask_next", "ask_apart"}:
        rooming.do(found, kind, who, actor=entered.person)
    else:
        raise Http404
