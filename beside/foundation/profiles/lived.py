"""Pages about what one has been through: finding it on the list, saying something of it, taking it off
again.
"""

from base64 import b64decode, b64encode
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import access, actions, forms, queries
from beside.foundation.profiles.models import ExperienceKind, LivedExperience, SeenBy, Stance

_UNDO: Final = "removed_lived"
# Where one came from and goes back to; anything else leads to the usual place.
_WAYS_BACK: Final = {"welcome": "profiles:welcome_lived"}


@require_GET
@member
def experiences(request: HttpRequest) -> HttpResponse:
    """The list, to search by words and choose from; works without script."""
    access.own_profile(person_of(request))
    return render(request, "profiles/experiences.html", list_context(request))


def list_context(request: HttpRequest) -> dict[str, Any]:
    """The list as this page and the welcome show it: searched where ``?q=`` asks, else shelf by shelf."""
    words = " ".join(request.GET.get("q", "").split())[:80]
    own = queries.own_experiences(person_of(request))
    chosen = {one.key for one in own}
    found = queries.search(words) if words else queries.experiences()
    shelves = [
        {"label": label, "entries": [one for one in found if one.kind == kind]}
        for kind, label in ExperienceKind.choices
    ]
    return {
        "q": words,
        "found": found,
        "chosen": chosen,
        "lived": own,
        "shelves": [shelf for shelf in shelves if shelf["entries"]],
        "stances": dict(Stance.choices),
        "seen_by": dict(SeenBy.choices),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member
def experience(request: HttpRequest, key: str) -> HttpResponse:
    """Say where one stands to one entry, or change it."""
    person = person_of(request)
    access.own_profile(person)
    held = LivedExperience.objects.filter(person=person, experience__key=key).select_related("experience").first()
    entry = held.experience if held else access.entry_to_choose(key)
    form = forms.LivedForm(request.POST if request.method == "POST" else None, held=held)
    if form.is_valid() and _said(form, entry, person):
        return redirect(_back(request))
    context = {
        "form": form,
        "name": queries.experience_names().get(key, key),
        "key": key,
        "held": held,
        "origin": request.GET.get("from", ""),
        "back": reverse(_back(request)),
    }
    return render(request, "profiles/experience.html", context)


@require_POST
@member
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take an entry off one's profile; a notice offers to undo it."""
    person = person_of(request)
    removed = actions.remove_lived(access.own_lived(person, key), actor=person)
    kept = {name: getattr(removed, name) for name in ("key", "stance", "comfort", "seen_by")}
    # Sealed as before: the session table must not know more than the profile did.
    request.session[_UNDO] = {**kept, "words": b64encode(removed.words).decode()}
    messages.success(
        request, _("Taken off. Nobody sees it any more."), extra_tags=f"undo:{reverse('profiles:restore')}"
    )
    return redirect("profiles:mine")


@require_POST
@member
def restore(request: HttpRequest) -> HttpResponse:
    """Undo the last removal."""
    kept = request.session.pop(_UNDO, None)
    if kept is not None:
        removed = actions.Removed(**{**kept, "words": b64decode(kept["words"])})
        if actions.restore_lived(removed, actor=person_of(request)) is not None:
            messages.success(request, _("It is back as it was."))
    return redirect("profiles:mine")


def _said(form: forms.LivedForm, entry: Any, person: Person) -> bool:
    try:
        actions.say_lived(entry, form.said(), actor=person)
    except Refused as no:
        form.add_error("words" if no.code == "lived.long" else None, str(no.words))
        return False
    return True


def _back(request: HttpRequest) -> str:
    return _WAYS_BACK.get(request.GET.get("from", ""), "profiles:mine")
