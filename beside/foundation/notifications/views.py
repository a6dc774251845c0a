"""The page of notices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from beside.foundation.accounts.access import member, person_of
from beside.foundation.notifications import access, actions, queries


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
def put_all_away(request: HttpRequest) -> HttpResponse:
    """Put all notices away."""
    person = person_of(request)
    actions.put_all_away(person, actor=person)
    return redirect("notifications:notices")
