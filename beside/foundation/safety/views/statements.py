"""What was decided about oneself, why, and how to object. Open too for those who are kept out by it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beside.core.refusal import Refused
from beside.foundation.accounts.access import person_of, signed_in
from beside.foundation.safety import access, actions, decided
from beside.foundation.safety.forms import AppealForm
from beside.foundation.safety.rules import find


@require_GET
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """Everything decided about me, and, while I am kept out, what stays open to me."""
    viewer = person_of(request)
    rows = [(one, find(one.text, one.rule)) for one in decided.told(viewer)]
    ended = any(one.what == "ended" for one in decided.standing(viewer))
    shown = {"rows": rows, "out": viewer.is_out, "until": None if ended else viewer.out_until}
    return render(request, "safety/decisions.html", shown)


@require_GET
@signed_in
def statement(request: HttpRequest, ref: str) -> HttpResponse:
    """The statement of reasons."""
    viewer = person_of(request)
    shown = decided.statement(access.statement(viewer, ref), viewer)
    return render(request, "safety/statement.html", {"it": shown, "decision": shown.decision})


@require_http_methods(["GET", "POST"])
@signed_in
def make_appeal(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks for another look: at a decision about me, or at "nothing to do" on what I told."""
    viewer = person_of(request)
    decision = access.open_to_appeal(viewer, ref)
    form = AppealForm(request.POST if request.method == "POST" else None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.appeal(decision, form.cleaned_data["words"], actor=viewer)
            return redirect("safety:appeal", ref=made.ref)
        except Refused as no:
            refused = no
    bad = form.is_bound and not form.is_valid()
    shown = {"form": form, "refused": refused, "about_me": decision.about_id == viewer.pk}
    return render(request, "safety/make_appeal.html", shown, status=409 if refused else 422 if bad else 200)


@require_GET
@signed_in
def appeal(request: HttpRequest, ref: str) -> HttpResponse:
    """My wish for another look, and the answer."""
    viewer = person_of(request)
    found = access.own_appeal(viewer, ref)
    shown = {
        "appeal": found,
        "words": decided.appeal_part(found, "words"),
        "reasons": decided.appeal_part(found, "reasons"),
        "about_me": found.decision.about_id == viewer.pk,
    }
    return render(request, "safety/appeal.html", shown)
