"""The list of things people go through, as the operator words it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Role
from beside.foundation.profiles import access, listing, queries
from beside.foundation.profiles.models import ExperienceKind


class WordingForm(forms.Form):
    """How an entry is called, said and found."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("Plain and respectful, as people say it of themselves."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Shelf"), choices=ExperienceKind, widget=forms.RadioSelect)
    phrase = forms.CharField(
        label=gettext_lazy("You both …"),
        max_length=120,
        help_text=gettext_lazy("What ends a sentence that begins so, like: live with panic."),
    )
    synonyms = forms.CharField(
        label=gettext_lazy("Other words people search for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Separated by commas. Only for finding; they are not shown."),
    )

    def clean_synonyms(self) -> list[str]:
        """The words as a list, each once, in the order given."""
        words = (part.strip() for part in self.cleaned_data["synonyms"].replace("\n", ",").split(","))
        return list(dict.fromkeys(word[:60] for word in words if word))[:40]


class NewForm(WordingForm):
    """An entry with the key that stays for ever."""

    key = forms.SlugField(
        label=gettext_lazy("Key"),
        max_length=60,
        help_text=gettext_lazy("Small letters, numbers and hyphens, like long-illness. It cannot be changed later."),
    )


@require_GET
@needs(Role.OPERATOR)
def experiences(request: HttpRequest) -> HttpResponse:
    """The whole list, retired entries included; ``?q=`` searches."""
    words = " ".join(request.GET.get("q", "").split())[:80]
    found = queries.search(words, retired=True) if words else queries.experiences(retired=True)
    shelves = [(label, [one for one in found if one.kind == kind]) for kind, label in ExperienceKind.choices]
    return render(request, "console/experiences.html", {"q": words, "shelves": [s for s in shelves if s[1]]})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OPERATOR)
def new_experience(request: HttpRequest) -> HttpResponse:
    """Add an entry."""
    form = NewForm(request.POST or None)
    if form.is_valid():
        try:
            listing.add_experience(**form.cleaned_data, actor=person_of(request))
        except Refused as no:
            form.add_error("key", str(no.words))
        else:
            messages.success(request, _("It is on the list now."))
            return redirect("console_experiences:list")
    return render(request, "console/experience_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OPERATOR)
def experience(request: HttpRequest, key: str) -> HttpResponse:
    """Change the wording of an entry."""
    entry = access.entry(key)
    named = next(one for one in queries.experiences(retired=True) if one.key == key)
    start: dict[str, Any] = {
        "name": named.name,
        "kind": named.kind,
        "phrase": named.phrase,
        "synonyms": ", ".join(named.synonyms),
    }
    form = WordingForm(request.POST or None, initial=start)
    if form.is_valid():
        listing.word_experience(entry, **form.cleaned_data, actor=person_of(request))
        messages.success(request, _("Kept. Everyone sees the new wording from now on."))
        return redirect("console_experiences:list")
    context = {"form": form, "entry": named, "many": queries.how_many_chose(key)}
    return render(request, "console/experience.html", context)


@require_POST
@needs(Role.OPERATOR)
def retire(request: HttpRequest, key: str) -> HttpResponse:
    """Offer an entry no longer."""
    listing.retire_experience(access.entry(key), actor=person_of(request))
    messages.success(request, _("No longer offered. Those who chose it keep it."))
    return redirect("console_experiences:entry", key=key)


@require_POST
@needs(Role.OPERATOR)
def bring_back(request: HttpRequest, key: str) -> HttpResponse:
    """Offer a retired entry again."""
    listing.bring_back_experience(access.entry(key), actor=person_of(request))
    messages.success(request, _("It is offered again."))
    return redirect("console_experiences:entry", key=key)
