"""The first minutes: one thing a page, and every page but the name can be left out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.profiles import actions, forms, lived, queries

STEPS = 3


@require_GET
@member
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the first thing to do."""
    named = queries.profile_or_none(person_of(request)) is not None
    return redirect("profiles:welcome_place" if named else "profiles:welcome_name")


@require_http_methods(["GET", "HEAD", "POST"])
@member
def name(request: HttpRequest) -> HttpResponse:
    """Choose a name, or take whichever comes."""
    person = person_of(request)
    if request.method == "POST" and "any" in request.POST:
        actions.begin(actor=person)
        return redirect("profiles:welcome_place")
    form = forms.NameForm(request.POST or None)
    if request.method == "POST" and form.take(person):
        return redirect("profiles:welcome_place")
    context = {"form": form, "suggestions": queries.suggestions(6), "step": 1, "steps": STEPS}
    return render(request, "profiles/welcome_name.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member
def place(request: HttpRequest) -> HttpResponse:
    """Languages, country and time zone."""
    person = person_of(request)
    profile = queries.profile_or_none(person)
    if profile is None:
        return redirect("profiles:welcome_name")
    form = forms.PlaceForm(request.POST if request.method == "POST" else None, profile=profile)
    if form.is_valid():
        form.save(person)
        return redirect("profiles:welcome_lived")
    return render(request, "profiles/welcome_place.html", {"form": form, "step": 2, "steps": STEPS})


@require_GET
@member
def lived_experience(request: HttpRequest) -> HttpResponse:
    """What one has been through."""
    if queries.profile_or_none(person_of(request)) is None:
        return redirect("profiles:welcome_name")
    context = lived.list_context(request) | {"step": 3, "steps": STEPS, "origin": "welcome"}
    return render(request, "profiles/welcome_lived.html", context)


@require_GET
@member
def done(request: HttpRequest) -> HttpResponse:
    """What now?"""
    profile = queries.profile_or_none(person_of(request))
    if profile is None:
        return redirect("profiles:welcome_name")
    is_peer = Role.PEER_SUPPORTER in roles_of(person_of(request))
    return render(request, "profiles/welcome_done.html", {"profile": profile, "is_peer": is_peer})
