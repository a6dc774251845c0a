"""Help, now: for everyone, signed in or not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.foundation.accounts.access import member, person_of, public, signed_in
from beside.foundation.accounts.models import Person
from beside.foundation.safety import actions, helplines, queries, reviewing
from beside.foundation.safety.views.help_parts import parts


@require_GET
@public
def help_page(request: HttpRequest, country: str = "") -> HttpResponse:
    """The emergency number, then who to call or write to now; no account, no script."""
    person = request.user if isinstance(request.user, Person) else None
    chosen = request.GET.get("country", "") or country
    given = queries.help_for(person, chosen)
    shown: dict[str, Any] = {"help": given, "parts": parts(given)}
    if person is not None:
        own = reviewing.help_first(person)
        shown |= {"person": person, "own": own, "staffing": queries.staffing(now(), person)}
    return render(request, "safety/help.html", shown)


@require_GET
@public
def kept(request: HttpRequest) -> HttpResponse:
    """Help as a browser keeps it for a time without a network (``?country=``): nobody's in particular, and true for
    days. The worker behind ``/offline-help.js`` asks for it without a cookie; whoever asks is not looked at.
    """
    given = queries.help_for(None, request.GET.get("country", ""), lasting=True)
    shown = {"help": given, "parts": parts(given, kept=True), "kept": True, "today": now()}
    return render(request, "safety/help.html", shown)


@require_http_methods(["GET", "POST"])
@signed_in
def help_now(request: HttpRequest) -> HttpResponse:
    """*I need help now*: rings the staff, and says plainly whether anyone is here, beside those who always are."""
    person = person_of(request)
    if request.method == "POST":
        actions.ask_for_help(actor=person)
        return redirect("safety:help_now")
    shown = {
        "call": queries.open_call(person),
        "staffing": queries.staffing(now(), person),
        "help": queries.help_for(person),
        "compiled": helplines.compiled_on(),
    }
    return render(request, "safety/help_now.html", shown)


@require_POST
@member
def close_offer(request: HttpRequest) -> HttpResponse:
    """Puts the private offer of help away, and goes back to where it stood (``next``)."""
    actions.close_offers(actor=person_of(request))
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/"):
        return redirect(onward)
    return redirect("safety:help")
