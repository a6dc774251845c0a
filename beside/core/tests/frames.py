"""A filled frame, and a browser that is served from memory: our pages and files, and nothing else."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Request, Route

STATIC = Path(__file__).parents[1] / "static"
ORIGIN = "http://pages.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' ws://pages.test; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PLACES = [
    ("Today", "sun"), ("Community", "messages-square"), ("Groups", "circle-dashed-dot"),
    ("Talk", "message-circle"), ("Mine", "book-heart"),
]  # fmt: skip


def frame(**changes: Any) -> dict[str, Any]:
    """A signed-in person's frame; ``changes`` replace keys."""
    places = [{"label": label, "href": f"/{label.lower()}", "icon": icon} for label, icon in PLACES]
    places[0]["current"] = "yes"
    call = {"href": "tel:116123", "label": "Call 116 123"}
    text = {"href": "sms:50808?body=HELLO", "label": "Text HELLO to 50808"}
    country = {
        "country": "Ireland",
        "emergency": [{"number": "112", "href": "tel:112", "label": "Emergency services, day and night"}],
        "lines": [
            {"name": "Samaritans", "hours": "Open now, day and night, free", "actions": [call]},
            {"name": "Text a person", "hours": "Open now, day and night, free", "actions": [text]},
        ],
        "more_href": "/help",
    }
    filled = {
        "places": places, "account": {"label": "Wren", "href": "/settings", "seed": "Wren"}, "staff": [],
        "help": country, "leave_href": "/leave", "notices": [], "theme": "system", "title_suffix": "Beside",
        "debug": False, "socket": False,
    }  # fmt: skip
    return filled | changes


def show(template: str, context: dict[str, Any] | None = None, **changes: Any) -> str:
    """``template`` rendered within a filled frame."""
    request = HttpRequest()
    request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "pages.test", "80"
    return render_to_string(template, {**(context or {}), "frame": frame(**changes)}, request=request)


class Served:
    """Answers the browser from ``pages`` (path to HTML) and our files; remembers what was asked."""

    def __init__(self, page: Page, pages: dict[str, str]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, str]] = []
        self.offline = False
        page.context.route("**/*", self._answer)

    def _answer(self, route: Route, request: Request) -> None:
        url = urlsplit(request.url)
        self.asked.append((request.method, request.url))
        static = STATIC / url.path.removeprefix("/static/")
        if self.offline or f"{url.scheme}://{url.netloc}" != ORIGIN:
            route.abort()
        elif url.path.startswith("/static/") and static.is_file():
            kind = mimetypes.guess_type(static.name)[0] or "application/octet-stream"
            route.fulfill(body=static.read_bytes(), content_type=kind)
        elif url.path in self.pages:
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=self.pages[url.path], headers=headers)
        else:
            route.fulfill(status=204 if request.method == "POST" else 404, body="")
