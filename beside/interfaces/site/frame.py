"""What the frame around every page shows: places, who one is, help for one's country, and what has just happened."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person, Role
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety import helplines, reviewing
from beside.foundation.safety.queries import DESK, Help, help_for
from beside.foundation.safety.queries_oncall import alarm_strip
from beside.journeys.matching.gathering import PEERS

# Only places that exist; features that bring a new one add a line here. Path, words, icon.
PLACES: Final[tuple[tuple[str, Promise, str], ...]] = (
    ("/today", gettext_lazy("Today"), "sun"),
    ("/community", gettext_lazy("Community"), "messages-square"),
    ("/groups", gettext_lazy("Groups"), "users"),
    ("/talk", gettext_lazy("Talk"), "message-circle"),
    ("/mine", gettext_lazy("Mine"), "book-heart"),
)
DESKS: Final[tuple[tuple[str, Promise, str, frozenset[Role]], ...]] = (
    ("/peer", gettext_lazy("For others"), "hand-heart", frozenset(PEERS)),
    ("/care", gettext_lazy("Care desk"), "inbox", frozenset({Role.MODERATOR, Role.SAFETY_LEAD})),
    ("/console/", gettext_lazy("Console"), "settings", frozenset({Role.OPERATOR})),
)
# The last is for those who are not signed in.
FOOT: Final[tuple[tuple[str, Promise], ...]] = (
    ("/articles", gettext_lazy("Articles")),
    ("/stories", gettext_lazy("Stories")),
    ("/safety-promises", gettext_lazy("How it is kept safe")),
    ("/rules", gettext_lazy("House rules")),
    ("/help", gettext_lazy("Help")),
    ("/contact", gettext_lazy("Contact")),
    ("/accounts/login/", gettext_lazy("Sign in")),
)
UNDO: Final = "undo:"
_EMERGENCIES: Final = 2
# Pages of a place that stand under addresses of their own.
_ALSO: Final = {
    "/mine": (
        "/plans", "/goals", "/journal", "/letters", "/hope-box", "/shared", "/toolkit", "/checkins", "/measures",
        "/looking-back",
    ),
}  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """Values for core's base template. Works for requests that broke off before anyone knew who asked."""
    user = getattr(request, "user", None)
    person = user if isinstance(user, Person) else None
    profile = profiles.profile_or_none(person) if person is not None else None
    inside = person is not None and person.admitted_at is not None and profile is not None
    filled: dict[str, Any] = {
        "title_suffix": accounts.organisation().name,
        "help": _kept_panel(request) if request.path == "/help/kept" else help_panel(person),
        "leave_href": "/leave",
        "home_href": "/today" if inside else "/",
        "notices": _once(lambda: _notices(request)),
        "theme": (profile.theme if profile is not None else "") or "system",
        "debug": settings.DEBUG,
        "socket": inside,
        "places": [],
        "foot": [{"href": href, "label": label} for href, label in (FOOT if person is None else FOOT[:-1])],
    }
    if inside and person is not None and profile is not None:
        filled["help"]["own"] = [] if request.path == "/help/kept" else reviewing.help_first(person)
        filled["places"] = [_place(request.path, href, label, icon) for href, label, icon in PLACES]
        filled["account"] = {"label": profile.pseudonym, "href": "/settings", "seed": profile.pseudonym}
        roles = accounts.roles_of(person)
        filled["staff"] = [_place(request.path, href, label, icon) for href, label, icon, who in DESKS if who & roles]
        if roles & set(DESK):
            filled["alarms"] = alarm_strip(person)
    return {"frame": filled}


def help_panel(person: Person | None) -> dict[str, Any]:
    """Emergency numbers and the first few lines for the person's country; no numbers where we do not know it."""
    return _panel(help_for(person))


def _kept_panel(request: HttpRequest) -> dict[str, Any]:
    """On the page that a browser keeps for days: the country of that page, and "open now" only where it stays true."""
    return _panel(help_for(None, request.GET.get("country", ""), lasting=True))


def _panel(found: Help) -> dict[str, Any]:
    if found.found is None or not found.found.known:
        return {"code": found.code, "country": "", "emergency": [], "lines": [], "more_href": "/help"}
    return {
        "code": found.code,
        "country": found.found.country,
        "emergency": [
            {"number": call.number, "href": call.tel_href, "label": _purpose(call.purpose)}
            for call in found.found.emergency[:_EMERGENCIES]
        ],
        "lines": [_line(line) for line in found.first],
        "more_href": "/help",
    }


def _purpose(purpose: str) -> str:
    known = {
        "all": _("Emergency services"),
        "ambulance": _("Ambulance"),
        "police": _("Police"),
        "fire": _("Fire brigade"),
    }
    return known.get(purpose, _("Emergency"))


def _line(line: helplines.Line) -> dict[str, Any]:
    actions: list[dict[str, str]] = []
    if line.dial and line.tel_href:
        actions.append({"label": _("Call {number}").format(number=line.dial), "href": line.tel_href})
    if line.sms and line.sms_href:
        text = _("Text {word} to {number}") if line.sms.keyword else _("Text {number}")
        actions.append({"label": text.format(word=line.sms.keyword, number=line.sms.to), "href": line.sms_href})
    if not actions and (line.chat or line.website):
        actions.append({"label": _("Open their page"), "href": line.chat or line.website or ""})
    return {"name": line.name, "hours": _hours(line), "actions": actions}


def _hours(line: helplines.Line) -> str:
    if line.open_now and line.hours == "24/7":
        return _("Open now, day and night")
    if line.open_now:
        return _("Open now ({hours})").format(hours=line.hours)
    return _("Day and night") if line.hours == "24/7" else line.hours or ""


def _place(path: str, href: str, label: object, icon: str) -> dict[str, Any]:
    current = any(path == one or path.startswith(one.rstrip("/") + "/") for one in (href, *_ALSO.get(href, ())))
    return {"href": href, "label": str(label), "icon": icon, "current": current}


def _once(read: Callable[[], list[dict[str, str]]]) -> Callable[[], list[dict[str, str]]]:
    """Read when the page shows them and not before: a template without a frame must not swallow them."""
    held: list[list[dict[str, str]]] = []

    def notices() -> list[dict[str, str]]:
        if not held:
            held.append(read())
        return held[0]

    return notices


def _notices(request: HttpRequest) -> list[dict[str, str]]:
    return [
        {
            "text": str(message),
            "kind": "warm" if message.level >= messages.WARNING else "",
            "undo_href": next(
                (tag.removeprefix(UNDO) for tag in (message.extra_tags or "").split() if tag.startswith(UNDO)), ""
            ),
        }
        for message in messages.get_messages(request)
    ]
