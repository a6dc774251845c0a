"""Finding a group, coming in, waiting for a seat; the private calendar."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import access, feed, inside_views, joining, queries
from beside.features.groups.forms import AskForm, FeedForm, FindForm, JoinForm
from beside.features.groups.models import Feed, Group, Joining
from beside.features.groups.queries import Asked
from beside.foundation.accounts.access import member, person_of, public
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.profiles.places import LANGUAGES


@require_GET
@member
def groups(request: HttpRequest) -> HttpResponse:
    """One's own groups, and others by what matters."""
    person = person_of(request)
    form = _find_form(request)
    said = form.cleaned_data if form.is_valid() else {}
    weekday = said.get("weekday") or ""
    asked = Asked(
        experience=said.get("experience", ""),
        language=said.get("language", ""),
        weekday=int(weekday) if weekday else None,
        free=said.get("free", False),
        age=_age(person) if said.get("fits") else None,
        words=said.get("words", ""),
    )
    found = queries.find(asked, person)
    shown = {"mine": queries.mine(person), "found": found, "form": form, "narrowed": asked != Asked()}
    return render(request, "groups/groups.html", shown)


def _age(person: Person) -> int | None:
    """In whole years, as far as the year of birth tells; None where it is not known."""
    return now().year - person.birth_year if person.birth_year else None


def _find_form(request: HttpRequest) -> FindForm:
    """Only what there is can be chosen: an empty choice helps nobody."""
    living = Group.objects.filter(ended_at=None)
    names = profiles.experience_names(get_language() or "en")
    keys = set(living.exclude(experience=None).values_list("experience__key", flat=True))
    experiences = sorted(((key, names.get(key, key)) for key in keys if key), key=lambda one: one[1])
    codes = set(living.values_list("language", flat=True))
    languages = sorted((code, LANGUAGES.get(code, code)) for code in codes)
    return FindForm(request.GET, experiences=experiences, languages=languages)


@require_GET
@member
def group(request: HttpRequest, ref: str) -> HttpResponse:
    """A group: from outside what it is, from inside when it meets and what it keeps."""
    person = person_of(request)
    try:
        return inside_views.home(request, access.inside(ref, person))
    except Http404:
        return _outside(request, access.any_group(ref), person)


def _outside(
    request: HttpRequest, found: Group, person: Person, form: JoinForm | None = None, status: int = 200
) -> HttpResponse:
    asks = found.joining == Joining.SCREENED
    line = queries.place_in_line(found, person)
    leads = queries.facilitators(found)
    shown = {
        "group": found,
        "sessions": queries.coming(found, 4),
        "leads": profiles.cards([row.person_id for row in leads], to=person).values(),
        "free": max(queries.free_seats(found), 0),
        "asks": asks,
        "asked": queries.open_request(found, person) if asks else None,
        "own": line[0] if line else None,
        "before": line[1] if line else 0,
        "form": form or (AskForm() if asks else JoinForm()),
        "spoken": LANGUAGES.get(found.language, found.language),
        "knows": _experience(found),
    }
    return render(request, "groups/about.html", shown, status=status)


def _experience(found: Group) -> str:
    """What its people go through, in the reader's language."""
    key = found.experience.key if found.experience is not None else ""
    return profiles.experience_names(get_language() or "en").get(key, "") if key else ""


@require_POST
@member
def join(request: HttpRequest, ref: str) -> HttpResponse:
    """Comes in, or asks to, having said yes to the agreements."""
    found, person = access.any_group(ref), person_of(request)
    asks = found.joining == Joining.SCREENED
    form = AskForm(request.POST) if asks else JoinForm(request.POST)
    if not form.is_valid():
        return _outside(request, found, person, form, 422)
    try:
        if asks:
            joining.ask(found, form.cleaned_data["words"], actor=person)
            messages.success(request, _("A facilitator will talk with you. You are told here."))
        else:
            joining.join(found, actor=person)
            messages.success(request, _("You are in. The next sessions stand here."))
    except Refused as refused:
        form.add_error(None, str(refused.words))
        return _outside(request, found, person, form, 422)
    return redirect(f"/groups/{ref}")


@require_POST
@member
def wait(request: HttpRequest, ref: str) -> HttpResponse:
    """Stands in line for a seat, or leaves the line."""
    return _try(request, ref, joining.stop_waiting if "leave" in request.POST else joining.wait)


@require_POST
@member
def seat(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes the seat that is held, or passes it on."""
    return _try(request, ref, joining.stop_waiting if "pass" in request.POST else joining.take_seat)


def _try(request: HttpRequest, ref: str, verb: Any) -> HttpResponse:
    try:
        verb(access.any_group(ref), actor=person_of(request))
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect(f"/groups/{ref}")


# --- the calendar ---
@require_http_methods(["GET", "POST"])
@member
def calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's private calendar: made, made anew, closed."""
    person = person_of(request)
    row = Feed.objects.filter(person=person).first()
    form = FeedForm(request.POST if request.method == "POST" else None, initial={"names": row.names if row else False})
    if request.method == "POST":
        if "close" in request.POST:
            feed.close(actor=person)
            messages.success(request, _("That address leads nowhere any more."))
        elif form.is_valid():
            feed.address(form.cleaned_data["names"], actor=person)
        return redirect("/groups/calendar")
    address = f"{settings.ENV.public_url}/groups/calendar/{row.token}.ics" if row else ""
    return render(request, "groups/calendar.html", {"form": form, "address": address, "row": row})


@require_GET
@public
def feed_file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, for a program that knows the address."""
    return HttpResponse(feed.calendar(access.feed(token)), content_type="text/calendar; charset=utf-8")
