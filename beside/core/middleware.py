"""Nothing of a page is left on a shared computer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


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
