"""Pages that belong to no app: the front door, Today, rules and promises, and what stands where a page does not."""

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from beside.core import styleguide as guide
from beside.core.clock import now
from beside.features.checkins.showing import arriving
from beside.features.conversations.queries import running
from beside.features.toolkit import queries as toolkit
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.access import member, person_of, public
from beside.foundation.accounts.models import AgreedText, Joining, Person
from beside.foundation.accounts.texts import as_html
from beside.foundation.notifications.queries import unseen
from beside.foundation.profiles import queries as profiles
from beside.journeys.answering import queries as answering
from beside.journeys.matching import queries as matching
from beside.journeys.matching.gathering import PEERS

# Never shown again, whatever was typed in them.
_SECRET: Final = ("password", "code", "secret", "token", "key", "otp", "credential")
_NEWS = 5


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """What this is and for whom, how it is kept safe, how to join. Members go to Today."""
    person = request.user
    if isinstance(person, Person) and person.admitted_at is not None:
        return redirect("site:today")
    place = accounts.organisation()
    context = {"organisation": place, "joining": place.joining, "Joining": Joining}
    return render(request, "site/home.html", context)


@require_safe
@public
def rules(request: HttpRequest) -> HttpResponse:
    """The house rules as they stand now."""
    return _agreed(request, AgreedText.Kind.HOUSE_RULES)


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    """How people's words are kept, as it stands now."""
    return _agreed(request, AgreedText.Kind.PRIVACY)


def _agreed(request: HttpRequest, kind: AgreedText.Kind) -> HttpResponse:
    text = next((text for text in accounts.current_texts() if text.kind == kind), None)
    tabs = [
        {"label": AgreedText.Kind.HOUSE_RULES.label, "href": "/rules", "current": kind == AgreedText.Kind.HOUSE_RULES},
        {"label": AgreedText.Kind.PRIVACY.label, "href": "/rules/privacy", "current": kind == AgreedText.Kind.PRIVACY},
    ]
    context = {"title": kind.label, "text": text, "body": as_html(text.body) if text else "", "tabs": tabs}
    return render(request, "site/rules.html", context)


@require_safe
@public
def promises(request: HttpRequest) -> HttpResponse:
    """How it is kept safe, as promises."""
    return render(request, "site/promises.html", {"organisation": accounts.organisation()})


@require_GET
@member
def today(request: HttpRequest) -> HttpResponse:
    """What there is now, and one thing to do first."""
    person = person_of(request)
    profile = profiles.profile_or_none(person)
    if profile is None:
        return redirect("profiles:welcome")
    is_peer = bool(accounts.roles_of(person) & set(PEERS))
    context = {
        "greeting": greeting(timezone.localtime(now()).hour).format(name=profile.pseudonym),
        "arriving": arriving(person),
        "running": running(person),
        "news": unseen(person, _NEWS),
        "waiting": matching.open_request(person),
        "is_peer": is_peer,
        "is_here": is_peer and matching.here_now(person) is not None,
        "asked": matching.open_offers(person) if is_peer else [],
        "replies_wanted": bool(answering.open_nudges(person)),
        "may_help": toolkit.suggestion(person),
        "has_lived": bool(profiles.own_experiences(person)),
        "has_languages": bool(profile.languages),
    }
    return render(request, "site/today.html", context)


def greeting(hour: int) -> str:
    """A greeting for an hour of the day, with a place for ``{name}``."""
    if hour < 5:
        return _("Hello, {name}")
    if hour < 12:
        return _("Good morning, {name}")
    return _("Good afternoon, {name}") if hour < 18 else _("Good evening, {name}")


@require_safe
@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, for those who build the pages; not there on a real service."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "core/styleguide.html", guide.context())


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages only."""
    lines = ["User-agent: *", "Allow: /$", "Allow: /rules", "Allow: /safety-promises$", "Allow: /help$"]
    lines += ["Allow: /articles", "Allow: /stories", f"Sitemap: {settings.ENV.public_url}/sitemap.xml"]
    return HttpResponse("\n".join([*lines, "Disallow: /", ""]), content_type="text/plain; charset=utf-8")


@require_safe
@public
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask for it by its old name."""
    return redirect(static("core/mark.svg"), permanent=False)


@require_safe
@public
def manifest(request: HttpRequest) -> HttpResponse:
    """For those who put it on their home screen. The name is the organisation's own, and no more."""
    name = accounts.organisation().name
    values = {
        "name": name,
        "short_name": name[:12],
        "start_url": "/today",
        "display": "standalone",
        "background_color": "#faf7f2",
        "theme_color": "#faf7f2",
        "icons": [{"src": static("core/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(values, content_type="application/manifest+json")


# --- where a page is not ---
@public
def not_taken(request: HttpRequest, exception: Exception) -> HttpResponse:
    """More than we take at once, or not a form of ours."""
    return render(request, "site/not_taken.html", status=400)


@public
def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing here, or nothing here for this person: the same page for both."""
    return render(request, "site/not_here.html", status=404)


@public
def our_mistake(request: HttpRequest) -> HttpResponse:
    """Our mistake. Asks nothing of the database, which may be what is broken."""
    return HttpResponse(render_to_string("site/our_mistake.html"), status=500)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old to be believed: nothing was kept, and what was typed is given back.

    Where the browser says that one of our own pages sent it (someone has signed in anew meanwhile, which makes every
    open form too old), it can be sent once more from here; anything else only to copy.
    """
    typed = typed_in(request)
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" and bool(typed)
    context = {"typed": typed, "again": request.path, "ours": ours, "rest": _rest(request, typed) if ours else []}
    return render(request, "site/form_expired.html", context, status=403)


def _rest(request: HttpRequest, typed: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The fields that are not shown: (name, value). Secrets have to be typed again."""
    shown = {one["name"] for one in typed}
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in shown and not _is_secret(name)
    ]


def typed_in(request: HttpRequest) -> list[dict[str, Any]]:
    """What was typed into the form's text fields: {"name", "text"}. Secrets and short machine values are left out."""
    return [
        {"name": name, "text": value}
        for name, values in request.POST.lists()
        for value in values
        if _worth_giving_back(name, value)
    ]


def _worth_giving_back(name: str, value: str) -> bool:
    return not _is_secret(name) and (len(value.strip()) > 24 or " " in value.strip())


def _is_secret(name: str) -> bool:
    lowered = name.lower()
    return lowered.startswith("csrf") or any(secret in lowered for secret in _SECRET)
