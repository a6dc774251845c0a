"""How every page travels: nothing of it is left on a shared computer, and little of it has to come."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class NotKept:
    """Tells browsers and proxies to keep no copy of any page: *Back* after leaving must show nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header where the view has not chosen its own."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class Squeezed(GZipMiddleware):
    """Sends pages compressed: a thread comes in a sixth of its bytes, which a slow line feels.

    Not where the address carries words of its own: whoever listens to the line and can choose those could learn from
    the size of the answer what else stands there (BREACH, https://breachattack.com). For the rest Django adds bytes at
    random.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress it, or leave it as it is."""
        page = response.headers.get("Content-Type", "").startswith("text/html")
        if not page or request.META.get("QUERY_STRING"):
            return response
        return super().process_response(request, response)
