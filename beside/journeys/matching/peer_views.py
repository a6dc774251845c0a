"""Pages of a peer supporter."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from beside.core.refusal import Refused
from beside.features.conversations import queries as conversations
from beside.features.conversations.models import Conversation
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Person
from beside.journeys.matching import access, notices, peering, queries
from beside.journeys.matching.forms import BreakForm, HereForm, PlanForm
from beside.journeys.matching.gathering import PEERS


@require_GET
@needs(*PEERS)
def peer(request: HttpRequest) -> HttpResponse:
    """Am I here, who asks, who comes, when do I rest."""
    return _page(request, person_of(request))


@require_POST
@needs(*PEERS)
def here(request: HttpRequest) -> HttpResponse:
    """Be there from now on."""
    person = person_of(request)
    form = HereForm(request.POST, topics=queries.own_topics(person), prefix="here")
    return _said(request, form, "here_form", person, _("You are here. We ask you when someone fits."))


@require_POST
@needs(*PEERS)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan to be there."""
    form = PlanForm(request.POST, prefix="plan")
    return _said(request, form, "plan_form", person_of(request), _("Planned. You can take it back at any time."))


@require_POST
@needs(*PEERS)
def stop(request: HttpRequest, ref: str) -> HttpResponse:
    """Go, or drop a plan."""
    person = person_of(request)
    peering.stop_being_here(access.own_availability(ref, person), actor=person)
    return redirect("matching:peer")


@require_POST
@needs(*PEERS)
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    """Say yes: to the conversation, or back here when it is for later."""
    person = person_of(request)
    try:
        made = peering.accept_offer(access.own_offer(ref, person), actor=person)
    except Refused as no:
        messages.warning(request, str(no.words))
        return redirect("matching:peer")
    if isinstance(made, Conversation):
        return redirect(notices.talk_href(made))
    messages.success(request, _("Agreed. The conversation opens when the time comes."))
    return redirect("matching:peer")


@require_POST
@needs(*PEERS)
def pass_on(request: HttpRequest, ref: str) -> HttpResponse:
    """Not this time."""
    person = person_of(request)
    peering.pass_offer(access.own_offer(ref, person), actor=person)
    return redirect("matching:peer")


@require_POST
@needs(*PEERS)
def rest(request: HttpRequest) -> HttpResponse:
    """Take a break."""
    form = BreakForm(request.POST, prefix="rest")
    try:
        peering.take_break(form.cleaned_data["minutes"] if form.is_valid() else 0, actor=person_of(request))
    except Refused as no:
        messages.warning(request, str(no.words))
    return redirect("matching:peer")


@require_POST
@needs(*PEERS)
def end_rest(request: HttpRequest) -> HttpResponse:
    """Be there again."""
    peering.end_break(actor=person_of(request))
    return redirect("matching:peer")


@require_POST
@needs(*PEERS)
def cancel(request: HttpRequest, ref: str) -> HttpResponse:
    """Cannot come after all."""
    person = person_of(request)
    peering.cancel_appointment(access.own_appointment(ref, person), actor=person)
    messages.success(request, _("Thank you for saying so. We are asking others."))
    return redirect("matching:peer")


def _said(request: HttpRequest, form: HereForm | PlanForm, name: str, person: Person, thanks: str) -> HttpResponse:
    if form.is_valid():
        try:
            peering.be_here(form.here(), actor=person)
        except Refused as no:
            form.add_error(None, str(no.words))
        else:
            messages.success(request, thanks)
            return redirect("matching:peer")
    return _page(request, person, **{name: form})


def _page(request: HttpRequest, person: Person, **forms: Any) -> HttpResponse:
    held = queries.here_now(person)
    context = {
        "here": held,
        "here_form": HereForm(topics=queries.own_topics(person), prefix="here"),
        "plan_form": PlanForm(prefix="plan"),
        "rest_form": BreakForm(prefix="rest"),
        "offers": queries.open_offers(person),
        "plans": queries.plans(person),
        "coming": queries.coming(person),
        "resting": queries.resting(person),
        "full": held is not None and conversations.running_load(person) >= held.capacity,
        "plan_href": reverse("matching:plan"),
    }
    return render(request, "matching/peer.html", context | forms)
