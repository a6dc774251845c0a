"""Leave quickly: the session ends, the browser forgets, and nothing is written anywhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from beside.foundation.accounts.access import public
from beside.foundation.realtime import hub


# Without the form's token: leaving must work from a page however old. The worst a stranger's page can do is sign
# someone out.
@csrf_exempt
@require_POST
@public
def leave(request: HttpRequest) -> HttpResponse:
    """End the session on all its open pages and go somewhere that says nothing."""
    key = request.session.session_key
    request.session.flush()
    if key:
        hub.end_session(key)
    response = HttpResponse(status=303, headers={"Location": settings.ENV.leave_to})
    response["Clear-Site-Data"] = '"cache", "storage"'
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return response


@require_safe
@public
def away(request: HttpRequest) -> HttpResponse:
    """A page about nothing."""
    return render(request, "core/away.html")
