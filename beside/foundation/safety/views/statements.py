"""What was decided about oneself, why, how to object, and answering. Open too for those who are kept out by it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.foundation.accounts.access import person_of, signed_in
from beside.foundation.accounts.models import Person
from beside.foundation.safety import access, actions, answered, decided, queries
from beside.foundation.safety.forms import AnswerForm, AppealForm
from beside.foundation.safety.models import Decision
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
    return _statement_page(request, access.statement(viewer, ref), viewer)


def _statement_page(
    request: HttpRequest,
    decision: Decision,
    viewer: Person,
    form: AnswerForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = {"it": decided.statement(decision, viewer), "decision": decision}
    if answered.answerable(decision):
        shown |= {
            "answers": answered.own(decision, viewer),
            "can_answer": answered.can_answer(decision),
            "answer_until": answered.open_until(decision),
            "later": answered.later(decision),
            "staffing": queries.staffing(now(), viewer),
            "offer": queries.open_offer(viewer),
            "form": form or AnswerForm(initial={"client_id": new_ref()}),
            "refused": refused,
        }
    status = 409 if refused is not None else 422 if form is not None else 200
    return render(request, "safety/statement.html", shown, status=status)


@require_POST
@signed_in
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Answers a word of support. What was typed stays on the page where something is in the way."""
    viewer = person_of(request)
    decision = access.support(viewer, ref)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _statement_page(request, decision, viewer, form)
    given = form.cleaned_data
    try:
        made = actions.answer(decision, given["words"], named=given["client_id"], actor=viewer)
    except Refused as no:
        return _statement_page(request, decision, viewer, form, no)
    messages.success(request, _("It is sent."))
    return redirect(reverse("safety:statement", args=[ref]) + f"#answer-{made.ref}")


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
