"""The spaces of the organisation: opening, wording, hosts, the promise of an answer, closing."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.features.spaces import joining, queries
from beside.features.spaces.models import Joining, Membership, Space
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Person, Role
from beside.foundation.audit.actions import record
from beside.foundation.profiles import queries as profiles
from beside.foundation.profiles.places import zone_of

_HOURS = re.compile(
    r"\s*(mon|tue|wed|thu|fri|sat|sun)\s+(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", re.IGNORECASE
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class SpaceForm(forms.Form):
    """A space as its members see it, and the promise its posts carry."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    own_rules = forms.CharField(
        label=gettext_lazy("Rules of its own, on top of the house rules"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    joining = forms.ChoiceField(label=gettext_lazy("Who may come in"), choices=Joining, widget=forms.RadioSelect)
    photos = forms.BooleanField(label=gettext_lazy("Pictures can be added to posts"), required=False)
    first_within = forms.IntegerField(
        label=gettext_lazy("Minutes until a first person has answered"),
        min_value=5,
        max_value=10_080,
        help_text=gettext_lazy("Counted within the hours below. The staff are asked when it is nearly broken."),
    )
    second_within = forms.IntegerField(
        label=gettext_lazy("Minutes until a second person has answered"), min_value=5, max_value=20_160
    )
    staffed = forms.CharField(
        label=gettext_lazy("Hours in which somebody is there"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line, like: Mon 18:00-22:00. Empty means always."),
    )
    time_zone = forms.CharField(label=gettext_lazy("Time zone of these hours"), required=False, max_length=60)

    def clean_staffed(self) -> list[list[object]]:
        """Weekday (0 for Monday), from, to."""
        found: list[list[object]] = []
        for line in filter(str.strip, self.cleaned_data["staffed"].splitlines()):
            hit = _HOURS.fullmatch(line)
            if hit is None or not _in_order(hit):
                raise forms.ValidationError(_("Write each as a day and two times, like: Mon 18:00-22:00."))
            day, *times = hit.groups()
            start, end = f"{int(times[0]):02}:{times[1]}", f"{int(times[2]):02}:{times[3]}"
            found.append([_DAYS.index(day.lower()), start, end])
        return found

    def clean_time_zone(self) -> str:
        """A zone there is."""
        given: str = self.cleaned_data["time_zone"]
        if given and zone_of(given) is None:
            raise forms.ValidationError(_("That is not a time zone we know. Write it like Europe/London."))
        return given


def _in_order(hit: re.Match[str]) -> bool:
    start, end = (int(hit[2]), int(hit[3])), (int(hit[4]), int(hit[5]))
    return start < end <= (24, 0) and start[1] < 60 and end[1] < 60


def _space(ref: str) -> Space:
    found = Space.objects.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


@require_GET
@needs(Role.OPERATOR)
def spaces(request: HttpRequest) -> HttpResponse:
    """All of them, closed ones last."""
    rows = Space.objects.order_by("closed_at", "name", "pk")
    return render(request, "console/spaces.html", {"spaces": rows})


@require_http_methods(["GET", "POST"])
@needs(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponse:
    """Opens a space."""
    initial = {"joining": Joining.OPEN, "photos": True, "first_within": 60, "second_within": 720}
    form = SpaceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = Space.objects.create(**form.cleaned_data)
        record("space.opened", made, actor=person_of(request), name=made.name)
        return redirect("console_spaces:one", ref=made.ref)
    return render(request, "console/space.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Role.OPERATOR)
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """Words a space anew, and says who hosts it."""
    space = _space(ref)
    initial: dict[str, Any] = {name: getattr(space, name) for name in SpaceForm.base_fields if name != "staffed"}
    initial["staffed"] = "\n".join(f"{_DAYS[day].title()} {start}-{end}" for day, start, end in space.staffed)
    form = SpaceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        Space.objects.filter(pk=space.pk).update(**form.cleaned_data)
        record("space.changed", space, actor=person_of(request))
        messages.success(request, _("Saved."))
        return redirect("console_spaces:one", ref=ref)
    hosts = queries.hosts_of(space)
    shown = {
        "form": form,
        "space": space,
        "hosts": [(row.person.ref, profiles.card(row.person).pseudonym) for row in hosts],
        "members": Membership.objects.filter(space=space, left_at=None).count(),
    }
    return render(request, "console/space.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(Role.OPERATOR)
def host(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks somebody, by pseudonym, to host a space; or lets a host rest."""
    space, actor = _space(ref), person_of(request)
    resting = Person.objects.filter(ref=request.POST.get("rest", ""), is_active=True).first()
    name = " ".join(request.POST.get("name", "").split())
    asked = Person.objects.filter(profile__pseudonym__iexact=name, is_active=True).exclude(admitted_at=None).first()
    if resting is not None:
        joining.set_host(space, resting, False, actor=actor)
    elif asked is not None and name:
        joining.set_host(space, asked, True, actor=actor)
    else:
        messages.warning(request, _("Nobody here is called that. Write the name as they do."))
    return redirect("console_spaces:one", ref=ref)


@require_POST
@needs(Role.OPERATOR)
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Closes a space: nobody reads or writes there; nothing is lost. Or opens it again."""
    space = _space(ref)
    closing = "open" not in request.POST
    Space.objects.filter(pk=space.pk).update(closed_at=now() if closing else None)
    record("space.closed" if closing else "space.opened_again", space, actor=person_of(request))
    return redirect("console_spaces:list")
