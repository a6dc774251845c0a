"""Deciding a case, and working on it together. Pages of the care desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.safety import access, actions, decided, forms, queries, reviewing
from beside.foundation.safety.models import Appeal, Case, Decision, Opening
from beside.foundation.safety.rules import Rule, find
from beside.foundation.safety.views.exchanging import exchanged


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as staff read it."""

    decision: Decision
    rule: Rule | None
    facts: str
    by: str


@dataclass(frozen=True, slots=True)
class Said:
    """A colleague's opinion; ``words`` are empty until they answered."""

    ref: str
    of: str
    mine: bool
    words: str
    at: datetime | None


def context(case: Case, viewer: Person) -> dict[str, Any]:
    """What the page of a case shows beside the text: decisions, appeal, opinions, openings, what was before."""
    made = decided.made_on(case)
    earlier = decided.earlier(case)
    opinions = list(case.opinions.order_by("pk"))
    names = reviewing.names([*(one.by_id for one in made), *(one.of_id for one in opinions)])
    appeal = Appeal.objects.filter(case=case).select_related("decision__text").first()
    colleagues = [one for one in queries.desk(case.about) if one.pk != viewer.pk and queries.may_take(case, one)]
    called = reviewing.names(one.pk for one in colleagues)
    kind, ref = decided.subject_of(case)
    holder = reviewing.reviewable(kind)
    return {
        "made": [_made(one, names) for one in made],
        "waiting": decided.waiting(case),
        "appeal": appeal,
        "appeal_words": decided.appeal_part(appeal, "words") if appeal is not None else "",
        "appeal_reasons": decided.appeal_part(appeal, "reasons") if appeal is not None else "",
        "appealed": _made(appeal.decision, names) if appeal is not None else None,
        "appealed_text": actions.read_appealed(appeal, actor=viewer) if appeal and case.closed_at is None else None,
        "may_take": queries.may_take(case, viewer),
        "is_lead": Role.SAFETY_LEAD in roles_of(viewer),
        "opinions": [
            Said(
                one.ref, names.get(one.of_id or 0, ""), one.of_id == viewer.pk, decided.opinion_words(one), one.said_at
            )
            for one in opinions
        ],
        "colleagues": [(one.ref, called.get(one.pk, "")) for one in colleagues],
        "openings": [_opening(one, viewer) for one in case.openings.order_by("pk")],
        "can_open": bool(ref) and holder is not None and holder.sealed is not None,
        "earlier": earlier,
        "exchange": exchanged(case, viewer),
        "alike": [_made(one, {}) for one in decided.alike(case)] if case.closed_at is None else [],
    }


def _made(decision: Decision, names: Any) -> Made:
    return Made(
        decision,
        find(decision.text, decision.rule),
        decided.opened(decision, "facts"),
        names.get(decision.by_id or 0, ""),
    )


def _opening(one: Opening, viewer: Person) -> dict[str, Any]:
    return {
        "row": one,
        "reason": decided.opening_reason(one),
        "asked_by_me": one.asked_by_id == viewer.pk,
        "readable": decided.stands_open(one) and viewer.pk in {one.asked_by_id, one.agreed_by_id},
    }


@require_http_methods(["GET", "POST"])
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Chooses what is done, by which rule and on what facts."""
    viewer = person_of(request)
    case = access.case(viewer, ref)
    if case.kind == Case.Kind.APPEAL:
        raise Http404
    form = forms.DecideForm(request.POST if request.method == "POST" else None, case=case)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        grounds = actions.Grounds(given["facts"], given["source"], given["rule"])
        try:
            actions.VERBS[Decision.Kind(given["kind"])](case, grounds, given, viewer)
            return redirect("safety:case", ref=ref)
        except Refused as no:
            refused = no
    bad = form.is_bound and not form.is_valid()
    shown = {
        "case": case,
        "form": form,
        "refused": refused,
        "about": reviewing.name_of(case.about),
        "unwell": case.about is not None and queries.may_be_unwell(case.about),
    }
    return render(request, "safety/decide.html", shown, status=409 if refused else 422 if bad else 200)


def _act(request: HttpRequest, ref: str, act: Callable[[Case, Person], object]) -> HttpResponse:
    """Does one thing to a case and returns to it; a refusal is said there, and what was typed comes back."""
    viewer = person_of(request)
    case = access.case(viewer, ref)
    try:
        act(case, viewer)
    except Refused as no:
        shown = {"case": case, "refused": no, "typed": request.POST.get("words", "")[: forms.WORDS_LIMIT]}
        return render(request, "safety/not_done.html", shown, status=409)
    return redirect("safety:case", ref=ref)


def _words(request: HttpRequest) -> str:
    words = request.POST.get("words", "")
    if len(words) > forms.WORDS_LIMIT:
        raise Refused("too_long", _("That is longer than 2000 letters. Please shorten it a little."))
    return words


def _named(request: HttpRequest) -> Person:
    found = Person.objects.filter(ref=request.POST.get("to", ""), erased_at=None).first()
    if found is None:
        raise Refused("colleague", _("Please choose a colleague."))
    return found


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def write_back(request: HttpRequest, ref: str) -> HttpResponse:
    """One more word of support to somebody who answered, from the page of the case or from one's list."""
    grounds = actions.Grounds(_("They answered what the staff wrote, and somebody wrote back."))
    return _act(request, ref, lambda case, me: actions.support(case, grounds, _words(request), actor=me))


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """Gives one's case to a named colleague."""
    return _act(request, ref, lambda case, me: actions.hand_over(case, _named(request), actor=me))


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def ask_opinion(request: HttpRequest, ref: str) -> HttpResponse:
    """Invites a colleague's opinion."""
    return _act(request, ref, lambda case, me: actions.ask_opinion(case, _named(request), actor=me))


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def give_opinion(request: HttpRequest, ref: str, opinion: str) -> HttpResponse:
    """Says what one thinks of a colleague's case."""
    return _act(
        request,
        ref,
        lambda case, me: actions.give_opinion(access.opinion(case, opinion), _words(request), actor=me),
    )


@require_POST
@needs(Role.SAFETY_LEAD)
def second(request: HttpRequest, ref: str, decision: str) -> HttpResponse:
    """The safety lead's second yes, or no, to a decision that waits for it."""
    verb = actions.agree if request.POST.get("answer") == "yes" else actions.decline
    return _act(request, ref, lambda case, me: verb(access.decision_of(case, decision), actor=me))


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def answer_appeal(request: HttpRequest, ref: str) -> HttpResponse:
    """Upholds or takes back what was appealed, with reasons."""
    verb = actions.reverse if request.POST.get("answer") == "reverse" else actions.uphold
    return _act(request, ref, lambda case, me: verb(access.appeal_of(case), _words(request), actor=me))


@require_POST
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def ask_to_open(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks to open more than the one text."""
    return _act(request, ref, lambda case, me: actions.ask_to_open(case, _words(request), actor=me))


@require_POST
@needs(Role.SAFETY_LEAD)
def answer_opening(request: HttpRequest, ref: str, opening: str) -> HttpResponse:
    """The safety lead's yes or no to opening more."""
    verb = actions.agree_to_open if request.POST.get("answer") == "yes" else actions.decline_to_open
    return _act(request, ref, lambda case, me: verb(access.opening_of(case, opening), actor=me))


@require_GET
@needs(Role.MODERATOR, Role.SAFETY_LEAD)
def opened(request: HttpRequest, ref: str, opening: str) -> HttpResponse:
    """The few texts around, for the two who opened them; each reading is on record."""
    viewer = person_of(request)
    case = access.case(viewer, ref)
    found = access.opening_of(case, opening)
    try:
        texts = actions.read_opened(found, actor=viewer)
    except Refused:
        raise Http404 from None
    names = reviewing.names(one.author_id for one in texts)
    rows = [(names.get(one.author_id or 0, ""), one) for one in texts]
    return render(request, "safety/opened.html", {"case": case, "opening": found, "rows": rows})
