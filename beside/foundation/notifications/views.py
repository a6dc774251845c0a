"""The page of notices."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from beside.core.clock import now
from beside.foundation.accounts.access import member, person_of
from beside.foundation.notifications import access, actions, queries
from beside.foundation.notifications.wishes import later, zone


@member
@require_http_methods(["GET"])
def notices(request: HttpRequest) -> HttpResponse:
    """What one was told, newest first."""
    before = request.GET.get("before", "")
    found, later = queries.page(person_of(request), int(before) if before.isdecimal() and len(before) < 19 else None)
    return render(request, "notifications/notices.html", {"notices": found, "later": later})


@member
@require_POST
def put_away(request: HttpRequest, number: int) -> HttpResponse:
    """Put one notice away."""
    person = person_of(request)
    actions.put_away(access.notice(person, number), actor=person)
    return redirect("notifications:notices")


@member
@require_POST
def put_off(request: HttpRequest, number: int) -> HttpResponse:
    """Not now: a few hours later, tomorrow morning, or in a week."""
    person = person_of(request)
    until = later(request.POST.get("until", ""), now(), zone(person.pk))
    if until is None:
        raise Http404
    actions.put_off(access.notice(person, number), until, actor=person)
    return redirect("notifications:notices")


@member
@require_POST
def put_all_away(request: HttpRequest) -> HttpResponse:
    """Put all notices away."""
    person = person_of(request)
    actions.put_all_away(person, actor=person)
    return redirect("notifications:notices")
