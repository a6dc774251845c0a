"""How someone is told: the settings page, browsers, and the link in letters."""

from datetime import time
from pathlib import Path
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.access import member, person_of, public
from beside.foundation.notifications import access, choosing, gathering, links, push
from beside.foundation.notifications.forms import WishesForm
from beside.foundation.notifications.models import PushDevice, Rest
from beside.foundation.notifications.wishes import zone

_WORKER: Final = (Path(__file__).parent / "worker.js").read_text()
# What a browser calls itself holds the names of others too; the first that fits is the one.
_BROWSERS: Final = (
    ("Firefox", "Firefox"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


@member
@require_http_methods(["GET", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """What one is told, where, and when not."""
    person = person_of(request)
    form = WishesForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choosing.choose(person, form.choices, form.wanted_quiet, actor=person)
        given = form.cleaned_data
        gathering.choose(person, given["gather"], given["gather_at"] or time(18), actor=person)
        messages.success(request, _("Kept."))
        return redirect("notifications:wishes")
    context = {
        "form": form,
        "devices": PushDevice.objects.filter(person=person).order_by("pk"),
        "key": push.public_key(),
        "rests_until": Rest.objects.filter(person=person, until__gt=now()).values_list("until", flat=True).first(),
        "zone": str(zone(person.pk)).replace("_", " "),
    }
    return render(request, "notifications/wishes.html", context, status=422 if form.errors else 200)


@member
@require_POST
def rest(request: HttpRequest) -> HttpResponse:
    """Nothing but what is urgent for some days, or as usual again."""
    given = request.POST.get("days", "")
    person = person_of(request)
    gathering.rest(person, int(given) if given in {"1", "3", "7"} else 0, actor=person)
    messages.success(request, _("Kept."))
    return redirect("notifications:wishes")


@member
@require_POST
def add_browser(request: HttpRequest) -> HttpResponse:
    """A browser asks to be told."""
    person, given = person_of(request), request.POST
    try:
        choosing.add_browser(
            person,
            given.get("endpoint", ""),
            given.get("p256dh", ""),
            given.get("auth", ""),
            _browser(request),
            actor=person,
        )
    except Refused as refused:
        return JsonResponse({"words": str(refused.words)}, status=422)
    return JsonResponse({"ok": True})


def _browser(request: HttpRequest) -> str:
    said = request.headers.get("User-Agent", "")
    return next((name for sign, name in _BROWSERS if sign in said), _("A browser"))


@member
@require_POST
def end_browser(request: HttpRequest, number: int) -> HttpResponse:
    """Tell one browser nothing any more."""
    person = person_of(request)
    choosing.end_browser(access.browser(person, number), actor=person)
    messages.success(request, _("That browser is told nothing any more."))
    return redirect("notifications:wishes")


@csrf_exempt  # Mail programs post here by themselves (RFC 8058); the signed link is what lets them.
@public
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters of one kind by a link. Looking changes nothing: mail programs look at links by themselves."""
    meant = links.read(token)
    if meant is not None and request.method == "POST":
        person, kind = meant
        choosing.stop(person, kind, actor=person)
    context = {"known": meant is not None, "done": request.method == "POST"}
    return render(request, "notifications/stop.html", context, status=200 if meant is not None else 404)


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows a push. Under a plain name: the browser asks for it again by this address."""
    return HttpResponse(_WORKER, content_type="text/javascript; charset=utf-8")
