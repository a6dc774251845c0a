"""The strategies of the toolkit, as the operator words, hides and adds them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.toolkit import editing, labels
from beside.features.toolkit.library import FIRST, library, newest
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Role
from beside.interfaces.console.strategy_forms import NewStrategyForm, StrategyForm


@require_GET
@needs(Role.OPERATOR)
def strategies(request: HttpRequest) -> HttpResponse:
    """All of them, hidden ones included, by shelf."""
    known, touched = library(FIRST), newest()
    rows = [(one, False) for one in known.shown.values()] + [(one, True) for one in known.hidden.values()]
    shelves = [
        (
            label,
            [
                {"one": one, "hidden": hidden, "touched": one.key in touched}
                for one, hidden in rows
                if one.family == key
            ],
        )
        for key, label in labels.FAMILIES.items()
    ]
    return render(request, "console/strategies.html", {"shelves": [shelf for shelf in shelves if shelf[1]]})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OPERATOR)
def new_strategy(request: HttpRequest) -> HttpResponse:
    """Add one."""
    form = NewStrategyForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            editing.add(said["key"], form.given(), reviewed_by=said["reviewed_by"], actor=person_of(request))
        except Refused as no:
            form.add_error("key" if no.code == "there" else None, str(no.words))
        else:
            messages.success(request, _("It is in the toolkit now."))
            return redirect("console_strategies:list")
    shown = {"form": form, "key": "", "versions": []}
    return render(request, "console/strategy.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OPERATOR)
def strategy(request: HttpRequest, key: str) -> HttpResponse:
    """Change the words of one, as a new version."""
    body = editing.body_of(key)
    if body is None:
        raise Http404
    form = StrategyForm(request.POST or None, body=body)
    if form.is_valid():
        reviewer = form.cleaned_data["reviewed_by"]
        try:
            editing.word(key, form.given(), reviewed_by=reviewer, actor=person_of(request))
        except Refused as no:
            form.add_error(None, str(no.words))
        else:
            messages.success(request, _("Kept. Everyone sees the new words, and reads the cautions again first."))
            return redirect("console_strategies:list")
    known = library(FIRST)
    shown: dict[str, Any] = {
        "form": form,
        "key": key,
        "name": body["name"],
        "version": body["version"],
        "hidden": key in known.hidden,
        "versions": editing.versions_of(key),
    }
    return render(request, "console/strategy.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(Role.OPERATOR)
def hide(request: HttpRequest, key: str) -> HttpResponse:
    """Offer one no longer, or again (``show`` in what was sent)."""
    if editing.body_of(key) is None:
        raise Http404
    hidden = "show" not in request.POST
    editing.set_hidden(key, hidden, actor=person_of(request))
    messages.success(request, _("It is offered no longer.") if hidden else _("It is offered again."))
    return redirect("console_strategies:strategy", key=key)
