"""Pages about oneself, and others' pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from beside.foundation.accounts.access import member, person_of
from beside.foundation.profiles import access, forms, places, queries
from beside.foundation.profiles.mine import corners_of
from beside.foundation.profiles.models import ExperienceKind, SeenBy, Stance

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@member
def mine(request: HttpRequest) -> HttpResponse:
    """One's own corner: how others know one, what one has been through, wishes, appearance."""
    person = person_of(request)
    profile = queries.profile_or_none(person)
    if profile is None:
        return redirect("profiles:welcome")
    wishes = queries.wishes_of([person.pk]).get(person.pk, [])
    context = {
        "profile": profile,
        "languages": [places.language_name(code) for code in profile.languages],
        "country": places.countries().get(profile.country, ""),
        "zone": places.place_name(profile.time_zone),
        "lived": queries.own_experiences(person),
        "stances": dict(Stance.choices),
        "seen_by": dict(SeenBy.choices),
        "has_wishes": bool(wishes),
        "person_ref": person.ref,
        "corners": corners_of(person),
    }
    return render(request, "profiles/mine.html", context)


@READ_WRITE
@member
def name(request: HttpRequest) -> HttpResponse:
    """Take another name."""
    person = person_of(request)
    access.own_profile(person)
    form = forms.NameForm(request.POST or None)
    if request.method == "POST" and form.take(person):
        messages.success(request, _("From now on you are known by your new name."))
        return redirect("profiles:mine")
    return render(request, "profiles/name.html", {"form": form, "suggestions": queries.suggestions(6)})


@READ_WRITE
@member
def about(request: HttpRequest) -> HttpResponse:
    """Pronouns and gender."""
    person = person_of(request)
    profile = access.own_profile(person)
    start = {"pronouns": profile.pronouns, "gender": profile.gender, "gender_words": profile.gender_words}
    form = forms.AboutForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        form.save(person)
        return _kept(request)
    return render(request, "profiles/about.html", {"form": form})


@READ_WRITE
@member
def place(request: HttpRequest) -> HttpResponse:
    """Languages, country, time zone."""
    person = person_of(request)
    form = forms.PlaceForm(request.POST if request.method == "POST" else None, profile=access.own_profile(person))
    if form.is_valid():
        form.save(person)
        return _kept(request)
    return render(request, "profiles/place.html", {"form": form})


@READ_WRITE
@member
def appearance(request: HttpRequest) -> HttpResponse:
    """Light or dark, and calm."""
    person = person_of(request)
    theme = access.own_profile(person).theme or "system"
    start = {"look": theme.removeprefix(places.CALM), "calm": theme.startswith(places.CALM)}
    form = forms.AppearanceForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        form.save(person)
        return _kept(request)
    return render(request, "profiles/appearance.html", {"form": form})


@READ_WRITE
@member
def wishes(request: HttpRequest) -> HttpResponse:
    """Whom one would rather, and rather not, talk to."""
    person = person_of(request)
    profile = access.own_profile(person)
    form = forms.WishesForm(
        request.POST if request.method == "POST" else None,
        wishes=queries.wishes_of([person.pk]).get(person.pk, []),
        topics=queries.experience_names(),
        languages=list(profile.languages),
    )
    if form.is_valid():
        form.save(person)
        return _kept(request)
    return render(request, "profiles/wishes.html", {"form": form})


@require_GET
@member
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """A member as other members may know them; one's own page shows what members see of oneself."""
    reader = person_of(request)
    shown = access.person_seen_by(ref, reader)
    own = shown.pk == reader.pk
    matched = not own and queries.share_a_talk(shown, reader)
    lived = queries.visible_experiences(shown, reader, matched=matched)
    context = {
        "card": queries.card(shown),
        "languages": [places.language_name(code) for code in queries.card(shown).languages],
        "own": own,
        "lived": [one for one in lived if one.seen_by == SeenBy.MEMBERS] if own else lived,
        "stances": dict(Stance.choices),
        "kinds": dict(ExperienceKind.choices),
    }
    return render(request, "profiles/person.html", context)


def _kept(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Kept."))
    return redirect("profiles:mine")
