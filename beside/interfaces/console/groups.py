"""The groups of the organisation: opening, wording, times, facilitators, ending."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.features.groups import planning, queries
from beside.features.groups.models import Group, Joining, Membership, Rhythm, Waiting
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Person, Role
from beside.foundation.profiles import queries as profiles
from beside.foundation.profiles.models import Experience
from beside.foundation.profiles.places import LANGUAGES, zone_of

_AGREEMENTS = "\n".join(
    str(line)
    for line in (
        gettext_lazy("What is said here stays here."),
        gettext_lazy("We speak of ourselves and do not tell others what to do."),
        gettext_lazy("We share the time. Passing is always all right."),
        gettext_lazy("No names, places or methods that could hurt somebody."),
        gettext_lazy("If it gets too much, we say so or step out."),
    )
)
_DATE = {"type": "date"}


class GroupForm(forms.Form):
    """A group as people find it, and when it meets."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    format = forms.CharField(
        label=gettext_lazy("What a session is like"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    experience = forms.ChoiceField(label=gettext_lazy("What its people go through"), required=False)
    identity = forms.CharField(label=gettext_lazy("Whom it is for, beyond that"), required=False, max_length=80)
    youngest = forms.IntegerField(label=gettext_lazy("From what age"), required=False, min_value=0, max_value=120)
    oldest = forms.IntegerField(label=gettext_lazy("Up to what age"), required=False, min_value=0, max_value=120)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=list(LANGUAGES.items()))
    joining = forms.ChoiceField(label=gettext_lazy("Who may come in"), choices=Joining, widget=forms.RadioSelect)
    least = forms.IntegerField(label=gettext_lazy("Fewest people it works with"), min_value=2, max_value=60)
    size = forms.IntegerField(label=gettext_lazy("Seats, without facilitators"), min_value=2, max_value=60)
    rhythm = forms.ChoiceField(label=gettext_lazy("How often it meets"), choices=Rhythm)
    first_day = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))
    clock_time = forms.TimeField(
        label=gettext_lazy("At"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    time_zone = forms.CharField(
        label=gettext_lazy("By the clock of"),
        max_length=60,
        help_text=gettext_lazy("Written like Europe/London. The hour stays the same in summer and winter."),
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=15, max_value=480)
    times = forms.IntegerField(
        label=gettext_lazy("How many sessions"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=gettext_lazy("For a course. Empty: it goes on."),
    )
    link = forms.URLField(
        label=gettext_lazy("A page where sessions are held"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=gettext_lazy("Of another service, such as a video call. Members are told that it may see them."),
    )
    voice = forms.BooleanField(
        label=gettext_lazy("People may speak in the room, up to eight, browser to browser"), required=False
    )
    camera = forms.BooleanField(label=gettext_lazy("With a camera, if they like"), required=False)
    agreements = forms.CharField(
        label=gettext_lazy("What the group agrees on, one a line"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    keep_days = forms.IntegerField(label=gettext_lazy("Days its words stay after its end"), min_value=1, max_value=365)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        chosen = self.fields["experience"]
        names = profiles.experience_names(get_language() or "en")
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", _("Nothing in particular")), *sorted(names.items(), key=lambda one: one[1])]

    def clean_time_zone(self) -> str:
        """A zone there is."""
        given: str = self.cleaned_data["time_zone"]
        if zone_of(given) is None:
            raise forms.ValidationError(_("That is not a time zone we know. Write it like Europe/London."))
        return given

    def clean_link(self) -> str:
        """Only a page that cannot be read on the way."""
        given: str = self.cleaned_data["link"]
        if given and not given.startswith("https://"):
            raise forms.ValidationError(_("Use an address that begins with https://."))
        return given

    def clean_agreements(self) -> list[str]:
        """Lines."""
        lines = [line.strip() for line in self.cleaned_data["agreements"].splitlines()]
        return [line[:200] for line in lines if line][:30]

    def clean(self) -> dict[str, Any]:
        """Fewest and most in order; the key of an experience becomes its row."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("least") and given.get("size") and given["least"] > given["size"]:
            self.add_error("size", _("There are more people in the fewest than there are seats."))
        if given.get("youngest") and given.get("oldest") and given["youngest"] > given["oldest"]:
            self.add_error("oldest", _("That is younger than the age it begins with."))
        key = given.get("experience")
        given["experience"] = Experience.objects.filter(key=key).first() if key else None
        return given


def _group(ref: str) -> Group:
    found = Group.objects.select_related("experience", "talk").filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


@require_GET
@needs(Role.OPERATOR)
def groups(request: HttpRequest) -> HttpResponse:
    """All of them, ended ones last."""
    rows = Group.objects.order_by("ended_at", "name", "pk")
    return render(request, "console/groups.html", {"groups": rows})


@require_http_methods(["GET", "POST"])
@needs(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponse:
    """Begins a group."""
    initial = {
        "joining": Joining.OPEN, "language": get_language() or "en", "least": 4, "size": 12, "minutes": 75,
        "rhythm": Rhythm.WEEKLY, "keep_days": 30, "agreements": _AGREEMENTS, "time_zone": "Europe/London",
    }  # fmt: skip
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = planning.make(form.cleaned_data, actor=person_of(request))
        return redirect("console_groups:one", ref=made.ref)
    return render(request, "console/group.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Role.OPERATOR)
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """Words a group anew, changes its times, says who leads it."""
    group = _group(ref)
    initial: dict[str, Any] = {name: getattr(group, name) for name in GroupForm.base_fields}
    initial["experience"] = group.experience.key if group.experience is not None else ""
    initial["agreements"] = "\n".join(group.agreements)
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        planning.change(group, form.cleaned_data, actor=person_of(request))
        messages.success(request, _("Saved."))
        return redirect("console_groups:one", ref=ref)
    leads = queries.facilitators(group)
    shown = {
        "form": form,
        "group": group,
        "leads": [(row.person.ref, profiles.card(row.person).pseudonym) for row in leads],
        "members": Membership.objects.filter(group=group, left_at=None).count(),
        "waiting": Waiting.objects.filter(group=group, ended_at=None).count(),
    }
    return render(request, "console/group.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(Role.OPERATOR)
def lead(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks somebody, by pseudonym, to facilitate; or lets a facilitator rest."""
    group, actor = _group(ref), person_of(request)
    resting = Person.objects.filter(ref=request.POST.get("rest", ""), is_active=True).first()
    name = " ".join(request.POST.get("name", "").split())
    asked = Person.objects.filter(profile__pseudonym__iexact=name, is_active=True).exclude(admitted_at=None).first()
    if resting is not None:
        planning.set_facilitator(group, resting, False, actor=actor)
    elif asked is not None and name:
        planning.set_facilitator(group, asked, True, actor=actor)
    else:
        messages.warning(request, _("Nobody here is called that. Write the name as they do."))
    return redirect("console_groups:one", ref=ref)


@require_POST
@needs(Role.OPERATOR)
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """Ends a group."""
    planning.end(_group(ref), actor=person_of(request))
    return redirect("console_groups:one", ref=ref)
