"""What is one's own: account, devices, agreements, tokens, the copy of everything, leaving for good."""

import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.foundation.accounts import access, actions, queries, texts
from beside.foundation.accounts.access import member, person_of, public, signed_in
from beside.foundation.accounts.forms import EraseForm, TokenForm, put
from beside.foundation.accounts.scopes import SCOPES


@member
@require_http_methods(["GET"])
def hub(request: HttpRequest) -> HttpResponse:
    """Where everything of one's own begins."""
    person = person_of(request)
    context = {"person": person, "emails": queries.emails_of(person), "roles": sorted(queries.roles_of(person))}
    return render(request, "accounts/settings/hub.html", context)


@signed_in
@require_http_methods(["GET"])
def devices(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    person = person_of(request)
    found = queries.devices_of(person, request.session.session_key)
    return render(request, "accounts/settings/devices.html", {"devices": found})


@signed_in
@require_POST
def end_device(request: HttpRequest, number: int) -> HttpResponse:
    """Sign one device out."""
    person = person_of(request)
    device = access.device(person, number)
    actions.end_device(person, device, actor=person)
    messages.success(request, _("That device is signed out."))
    return redirect("accounts:devices")


@signed_in
@require_POST
def end_other_devices(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    person = person_of(request)
    actions.end_other_devices(person, request.session.session_key, actor=person)
    messages.success(request, _("Every other device is signed out."))
    return redirect("accounts:devices")


@member
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old, for someone who lost or used them."""
    person, codes = person_of(request), []
    if request.method == "POST":
        codes = actions.replace_recovery_codes(person, actor=person)
    return render(request, "accounts/settings/new_codes.html", {"codes": codes})


@signed_in
@require_http_methods(["GET"])
def agreed(request: HttpRequest) -> HttpResponse:
    """What one said yes to, and when."""
    consents = [(row, texts.as_html(row.text.body)) for row in queries.consents_of(person_of(request))]
    return render(request, "accounts/settings/agreed.html", {"consents": consents})


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a yes, after saying what that means."""
    person = person_of(request)
    consent = access.consent(person, number)
    if request.method == "POST":
        actions.withdraw_consent(person, consent, actor=person)
        return redirect("accounts:agreed")
    return render(request, "accounts/settings/withdraw.html", {"consent": consent})


@member
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """Hints while one writes, on or off (``on``); then back to where one was (``next``)."""
    person, on = person_of(request), request.POST.get("on") == "1"
    actions.set_hints(person, on, actor=person)
    messages.success(request, _("You get hints while you write.") if on else _("No more hints while you write."))
    onward = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/")
    return redirect(onward if here else "accounts:settings")


@member
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Tokens for programs of one's own. A new one is shown once, in the answer to the form."""
    person, secret = person_of(request), ""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            _token, secret = actions.make_token(person, given["name"], given["scopes"], actor=person)
            form = TokenForm()
        except Refused as refused:
            put(form, None, refused)
    held = [(token, [SCOPES[scope] for scope in token.scopes.split()]) for token in queries.tokens_of(person)]
    context = {"form": form, "tokens": held, "secret": secret}
    return render(request, "accounts/settings/tokens.html", context, status=422 if form.errors else 200)


@member
@require_POST
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    """End a token."""
    person = person_of(request)
    actions.end_token(person, access.token(person, number), actor=person)
    messages.success(request, _("That token opens nothing any more."))
    return redirect("accounts:tokens")


@signed_in
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """A copy of everything held on oneself: to read here, or as a file."""
    if request.method == "GET":
        return render(request, "accounts/settings/data.html")
    person = person_of(request)
    everything = actions.export_everything(person, actor=person)
    if request.POST.get("as") == "page":
        return render(request, "accounts/settings/data_page.html", {"everything": _readable(everything)})
    answer = HttpResponse(json.dumps(everything, ensure_ascii=False, indent=2), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


def _readable(everything: dict[str, Any]) -> dict[str, Any]:
    """The same, with names of fields as words."""
    parts = {
        title: [{key.replace("_", " "): value for key, value in row.items()} for row in rows]
        for title, rows in everything["parts"].items()
    }
    return {**everything, "parts": parts}


@signed_in
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Leave for good: says what goes and what stays, asks to sign in again, then to type the words."""
    person, form = person_of(request), EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase(person, actor=person)
        except Refused as refused:
            put(form, None, refused)
        else:
            logout(request)
            return redirect("accounts:goodbye")
    return render(request, "accounts/settings/erase.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_http_methods(["GET"])
def goodbye(request: HttpRequest) -> HttpResponse:
    """After leaving for good."""
    return render(request, "accounts/goodbye.html")
