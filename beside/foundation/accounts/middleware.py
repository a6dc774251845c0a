"""Joining comes first."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from beside.foundation.accounts.models import Person

# In the session of someone who is asked again because a text has changed since they agreed.
AGREE_FIRST: Final = "agree_first"
# Always open: joining itself, help, leaving, how one signs in, the texts, and what is one's own by right.
OPEN: Final = (
    "/join", "/setup/", "/help", "/leave", "/away", "/accounts/", "/rules", "/safety-promises", "/static/",
    "/settings/data", "/settings/agreed", "/settings/erase", "/settings/devices", "/goodbye",
    "/settings/decisions", "/decisions/", "/appeals/",
    "/healthz", "/readyz", "/metrics", "/styleguide", "/robots.txt", "/favicon", "/manifest", "/mark.svg",
    "/notices/stop/", "/push.js", "/offline-help.js", "/contact", "/transparency", "/notice/",
)  # fmt: skip
# Where a longer address, of another page, begins alike.
OPEN_EXACTLY: Final = frozenset({"/notice"})


class Admission:
    """Leads someone who has not finished joining back to the next question."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead back, or pass on."""
        if request.path.startswith(OPEN):
            return self.get_response(request)
        if _must_go_back(request):
            return redirect("accounts:next")
        if getattr(request.user, "is_out", False):
            # Kept out by a decision: what was decided and why, and what stays open to them, stands there.
            return redirect("/settings/decisions")
        return self.get_response(request)


def _must_go_back(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, Person) and not user.is_authenticated:
        return False
    return getattr(user, "admitted_at", None) is None or AGREE_FIRST in request.session
