"""Pausing, ending, saying how it was, going on with another: each by either, at any time, with a way back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.conversations import access, actions, queries, showing
from beside.features.conversations.access import Place
from beside.features.conversations.forms import HowForm, ReasonForm
from beside.features.conversations.models import HowWasIt
from beside.foundation.accounts.access import member, person_of

_AGAIN = {True: "yes", False: "no", None: ""}


def _place(request: HttpRequest, ref: str) -> Place:
    return access.place_of(ref, person_of(request))


@require_POST
@member
def pause(request: HttpRequest, ref: str) -> HttpResponse:
    """Rests the conversation."""
    place = _place(request, ref)
    actions.pause(place.conversation, actor=place.person)
    return redirect("conversations:conversation", ref=ref)


@require_POST
@member
def resume(request: HttpRequest, ref: str) -> HttpResponse:
    """Goes on."""
    place = _place(request, ref)
    try:
        actions.resume(place.conversation, actor=place.person)
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect(f"/talk/{ref}#end")


@require_POST
@member
def heavy(request: HttpRequest, ref: str) -> HttpResponse:
    """The peer says whether it weighs more."""
    place = _place(request, ref)
    try:
        actions.mark_heavy(place.conversation, actor=place.person, heavy="lighter" not in request.POST)
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect("conversations:about", ref=ref)


@require_http_methods(["GET", "POST"])
@member
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """Ends it, after asking once."""
    place = _place(request, ref)
    if request.method == "POST":
        actions.end(place.conversation, actor=place.person)
        return redirect("conversations:how_was_that", ref=ref)
    shown = {"ref": ref, "card": showing.card_of(place), "state": queries.state_of(place.conversation)}
    return render(request, "conversations/end.html", shown)


@require_http_methods(["GET", "POST"])
@member
def how_was_that(request: HttpRequest, ref: str) -> HttpResponse:
    """How was that? For oneself alone; and whether one would like to stay in touch."""
    place = _place(request, ref)
    card = showing.card_of(place)
    said = queries.said_by(place.conversation, place.person)
    form = HowForm(
        request.POST if request.method == "POST" else None,
        initial=_said_before(said, place),
        name=card.pseudonym,
        peer=place.is_peer,
        may_keep=not card.gone,
    )
    if request.method == "POST" and form.is_valid():
        actions.rate(place.conversation, actor=place.person, **form.given())
        return _after(request, place, form.cleaned_data.get("keep"))
    shown = {"ref": ref, "card": card, "form": form, "state": queries.state_of(place.conversation), "said": said}
    return render(request, "conversations/how_was_that.html", shown, status=422 if form.errors else 200)


def _said_before(said: HowWasIt | None, place: Place) -> dict[str, object]:
    wish = place.conversation.wishes_to_keep.filter(person=place.person, wish=True).exists()
    if said is None:
        return {"keep": wish, "heard": "", "again": ""}
    heard = "" if said.heard is None else str(said.heard)
    return {"heard": heard, "again": _AGAIN[said.again], "line": queries.line_of(said), "keep": wish}


def _after(request: HttpRequest, place: Place, keep: bool | None) -> HttpResponse:
    """Where to go once it is said: into the conversation that goes on, or back to the list."""
    both = False
    if keep is not None and (keep or place.conversation.wishes_to_keep.filter(person=place.person).exists()):
        try:
            both = actions.keep_in_touch(place.conversation, actor=place.person, wish=keep)
        except Refused as refused:
            messages.warning(request, str(refused.words))
    if both:
        messages.success(request, _("You both wish to stay in touch, so this conversation stays open."))
        return redirect("conversations:conversation", ref=place.talk.ref)
    messages.success(request, _("Thank you. What you said is kept for you."))
    return redirect("conversations:list")


@require_http_methods(["GET", "POST"])
@member
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """Proposes to go on with another peer."""
    place = _place(request, ref)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_over(place.conversation, actor=place.person, reason=form.cleaned_data["reason"])
            return redirect("conversations:conversation", ref=ref)
        except Refused as refused:
            form.add_error(None, str(refused.words))
    shown = {"ref": ref, "place": place, "card": showing.card_of(place), "form": form}
    return render(request, "conversations/hand_over.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def answer_hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """The seeker's yes or no; or whoever proposed takes it back."""
    place = _place(request, ref)
    answer = actions.agree_to_hand_over if "yes" in request.POST else actions.decline_hand_over
    try:
        answer(place.conversation, access.open_handover(place), actor=place.person)
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect("conversations:conversation", ref=ref)
