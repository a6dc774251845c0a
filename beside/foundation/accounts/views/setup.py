"""The one-time link that makes its holder the operator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from beside.core.refusal import Refused
from beside.foundation.accounts import actions, attempts, queries
from beside.foundation.accounts.access import public
from beside.foundation.accounts.actions.organisation import SetUp
from beside.foundation.accounts.forms import SetUpForm, put
from beside.foundation.accounts.models import Joining
from beside.foundation.accounts.views.entering import address_of, signed_in_as


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask the first questions; a used or old link gets a kind page."""
    if queries.setup_link(secret) is None:
        return render(request, "accounts/setup_used.html", status=410)
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attempts.count(attempts.SETUP, "setup", address_of(request))
            return signed_in_as(request, actions.set_up(secret, _answers(form)), "/join/next")
        except Refused as refused:
            field = {"too_young": "year", "weak_password": "password"}.get(refused.code)
            put(form, field, refused)
    return render(request, "accounts/setup.html", {"form": form}, status=422 if form.errors else 200)


def _answers(form: SetUpForm) -> SetUp:
    given = form.cleaned_data
    return SetUp(
        name=given["name"],
        country=given["country"],
        joining=Joining(given["joining"]),
        login=given["login"],
        password=given["password"],
        birth_year=given["year"],
    )
