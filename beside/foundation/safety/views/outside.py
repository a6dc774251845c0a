"""For people without an account: whom to turn to, and saying that something here is against the law."""

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from limits import parse

from beside.core.refusal import Refused
from beside.foundation.accounts import attempts
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.access import public
from beside.foundation.accounts.views.entering import address_of
from beside.foundation.safety import actions, transparency
from beside.foundation.safety.models import OutsideNotice

NOTICES: Final = parse("5/hour")
_TOLD: Final = "told_from_outside"


class OutsideForm(forms.Form):
    """A notice: where, what it is, why; who one is, if one likes."""

    where = forms.CharField(
        label=_("Where exactly is it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The address of the page, the name under which it was written, the day and time: whatever you know."
        ),
        error_messages={"required": _("Please say where it is, so that we find it.")},
    )
    reason = forms.ChoiceField(
        label=_("What is it?"),
        choices=OutsideNotice.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what comes closest."), "invalid_choice": _("Please choose one.")},
    )
    why = forms.CharField(
        label=_("Why do you think it is against the law?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In your own words. Please do not send the text or picture itself."),
        error_messages={"required": _("Please say why in a few words.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        help_text=_(
            "The law asks us to ask. You may leave it out, above all where a child is at risk. Nobody here is told."
        ),
    )
    email = forms.EmailField(
        label=_("Your email"),
        required=False,
        help_text=_("Only to tell you that it arrived and what came of it. Without it we cannot answer you."),
        error_messages={"invalid": _("This does not look like an email address. Please look at it again.")},
    )
    faith = forms.BooleanField(
        label=_("To the best of my knowledge, what I say here is right and complete"),
        error_messages={"required": _("Please tick this, if it is so.")},
    )


@require_http_methods(["GET", "POST"])
@public
def notice(request: HttpRequest) -> HttpResponse:
    """Says that something here is against the law. A few an hour from one address; that address is not kept."""
    form = OutsideForm(request.POST if request.method == "POST" else None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            attempts.count(NOTICES, "outside notice", address_of(request))
            words = actions.Words(given["where"], given["why"], given["name"], given["email"])
            request.session[_TOLD] = actions.tell_from_outside(given["reason"], words).ref
            return redirect("safety:outside_told")
        except Refused as no:
            refused = no
    status = 429 if refused else 422 if form.errors else 200
    return render(request, "safety/outside.html", {"form": form, "refused": refused, **_contact()}, status=status)


@require_safe
@public
def told(request: HttpRequest) -> HttpResponse:
    """It arrived: a reference to keep."""
    ref = request.session.get(_TOLD, "")
    return render(request, "safety/outside_told.html", {"ref": ref, **_contact()}) if ref else redirect("safety:notice")


@require_safe
@public
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to turn to: for people, and for authorities."""
    return render(request, "safety/contact.html", {"reports": bool(transparency.published()), **_contact()})


def _contact() -> dict[str, Any]:
    own, place = transparency.legal_settings(), accounts.organisation()
    return {"contact": own, "organisation": place, "address": own.contact_email or place.contact_email}
