"""The worker that keeps the help page in people's browsers, for when there is no network."""

from functools import cache
from importlib.resources import files
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from beside.features.toolkit import queries as toolkit
from beside.foundation.accounts.access import member, person_of, public


@require_safe
@public
def worker(request: HttpRequest) -> HttpResponse:
    """The script itself. It stands at the root, because a worker may answer only for what is below it.

    ``no-cache``: a browser asks whether there is a newer one, so that a mistake in it never outlives its repair.
    """
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers=headers)


# What opens without a network, as far as somebody has it. Read there as it was when the connection was last there.
OWN_PAGES: Final = (
    "/plans/safety", "/plans/wellness", "/journal/new", "/checkins/new", "/toolkit/card", "/toolkit/mine",
)  # fmt: skip


@require_safe
@member
def own_pages(request: HttpRequest) -> JsonResponse:
    """Which pages of somebody's own a browser keeps, locked, and until when (seconds since 1970)."""
    kept = [item.href for item in toolkit.kept_names(person_of(request)) if item.href][: toolkit.OFFLINE]
    pages = [*OWN_PAGES, *kept]
    until = int(request.session.get_expiry_date().timestamp())
    return JsonResponse({"owner": person_of(request).ref, "until": until, "pages": pages})


@cache
def _script() -> str:
    return files(__package__).joinpath("worker/offline-help.js").read_text(encoding="utf-8")
