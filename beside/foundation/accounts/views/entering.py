"""Before there is an account: code, birth year, with an email or without."""

import secrets
from typing import Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from beside.core.refusal import Refused
from beside.foundation.accounts import actions, answers, attempts, queries
from beside.foundation.accounts.access import public
from beside.foundation.accounts.forms import CodeForm, HowForm, NameForm, RecoverForm, YearForm, put
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.views.way import place
from beside.foundation.audit.actions import BESIDE

_BOTH: Final = ["GET", "POST"]
_FIRST = ("quiet", "small", "warm", "slow", "green", "early", "bright", "soft", "calm", "open", "plain", "kind")
_SECOND = (
    "lantern",
    "harbour",
    "meadow",
    "window",
    "pebble",
    "kettle",
    "garden",
    "river",
    "bridge",
    "candle",
    "orchard",
)


def suggested_name() -> str:
    """A sign-in name that says nothing about anyone, such as ``quiet-lantern-4821``."""
    return f"{secrets.choice(_FIRST)}-{secrets.choice(_SECOND)}-{secrets.randbelow(9000) + 1000}"


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, for counting tries. Never stored."""
    return str(get_adapter().get_client_ip(request))


def signed_in_as(request: HttpRequest, person: Person, to: str) -> HttpResponse:
    """Sign the person in, second step included where they have one, and go on to ``to``."""
    record_authentication(request, person, method="password")
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=to))
    return response


@public
@require_http_methods(["GET"])
def start(request: HttpRequest) -> HttpResponse:
    """What joining means, and the way in."""
    if request.user.is_authenticated:
        return redirect("accounts:next")
    if "code" in request.GET:
        request.session["shown_code"] = request.GET["code"][:60]
    organisation = queries.organisation()
    missing = answers.first_missing(request) or "accounts:how"
    return render(request, "accounts/join/start.html", {"organisation": organisation, "first": missing})


@public
@require_http_methods(_BOTH)
def code(request: HttpRequest) -> HttpResponse:
    """Ask for an invitation code; also of someone who already has an account and needs one."""
    if answers.is_not_yet(request):
        return redirect("accounts:not_yet")
    form = CodeForm(request.POST or None, initial={"code": request.session.get("shown_code", "")})
    if request.method == "POST" and form.is_valid():
        try:
            attempts.count(attempts.CODES, "code", address_of(request))
            invitation = queries.invitation_for(form.cleaned_data["code"])
            if invitation is None:
                raise Refused("code_unusable", actions.code_words())
            return _with_invitation(request, invitation.pk)
        except Refused as refused:
            put(form, "code", refused)
    return render(
        request, "accounts/join/code.html", {"form": form, "place": place(request, "code")}, status=_status(form)
    )


def _with_invitation(request: HttpRequest, invitation: int) -> HttpResponse:
    person = request.user
    if not isinstance(person, Person):
        answers.keep(request, invitation=invitation)
        return redirect(answers.first_missing(request) or "accounts:how")
    found = queries.invitation_number(invitation)
    actions.use_invitation(person, found, actor=person)
    actions.finish_joining(person, actor=person)
    return redirect("accounts:next")


@public
@require_http_methods(_BOTH)
def year(request: HttpRequest) -> HttpResponse:
    """Ask the birth year. A year we cannot take closes the door for this browser session, whatever comes next."""
    if request.user.is_authenticated:
        return redirect("accounts:next")
    missing = answers.first_missing(request)
    if missing in ("accounts:not_yet", "accounts:code"):
        return redirect(missing)
    form = YearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not queries.old_enough(form.cleaned_data["year"]):
            answers.not_yet(request)
            return redirect("accounts:not_yet")
        answers.keep(request, birth_year=form.cleaned_data["year"])
        return redirect("accounts:how")
    return render(
        request, "accounts/join/year.html", {"form": form, "place": place(request, "year")}, status=_status(form)
    )


@public
@require_http_methods(["GET"])
def not_yet(request: HttpRequest) -> HttpResponse:
    """A kind page for someone who is too young, with help that is there for them."""
    return render(request, "accounts/join/not_yet.html")


@public
@require_http_methods(_BOTH)
def how(request: HttpRequest) -> HttpResponse:
    """With an email or without; asked only where both are possible."""
    missing = answers.first_missing(request)
    if request.user.is_authenticated or missing:
        return redirect(missing or "accounts:next")
    if not queries.organisation().without_email:
        return redirect("account_signup")
    form = HowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("accounts:name" if form.cleaned_data["how"] == "name" else "account_signup")
    return render(
        request, "accounts/join/how.html", {"form": form, "place": place(request, "how")}, status=_status(form)
    )


@public
@sensitive_post_parameters()
@require_http_methods(_BOTH)
def name(request: HttpRequest) -> HttpResponse:
    """Make an account without an email."""
    missing = answers.first_missing(request)
    if request.user.is_authenticated or missing:
        return redirect(missing or "accounts:next")
    if not queries.organisation().without_email:
        return redirect("account_signup")
    form = NameForm(request.POST or None, initial={"sign_in_name": suggested_name()})
    if request.method == "POST":
        try:
            attempts.count(attempts.NAMES, "name", address_of(request))
            if form.is_valid():
                return _join_by_name(request, form)
        except Refused as refused:
            put(form, None, refused)
    return render(
        request, "accounts/join/name.html", {"form": form, "place": place(request, "name")}, status=_status(form)
    )


def _join_by_name(request: HttpRequest, form: NameForm) -> HttpResponse:
    given = answers.given(request)
    person = actions.join(
        birth_year=given.birth_year or 0,
        sign_in_name=form.cleaned_data["sign_in_name"],
        password=form.cleaned_data["password"],
        invitation=given.invitation,
        actor=BESIDE,
    )
    return signed_in_as(request, person, "/join/next")


@public
@sensitive_post_parameters()
@require_http_methods(_BOTH)
def recover(request: HttpRequest) -> HttpResponse:
    """Back in with a sign-in name and a recovery code."""
    form = RecoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            attempts.count(attempts.RECOVERY, "recover", address_of(request))
            attempts.count(attempts.RECOVERY, "recover name", asked["sign_in_name"].strip().lower())
            person = actions.recover(asked["sign_in_name"], asked["code"], asked["password"], actor=BESIDE)
            return signed_in_as(request, person, "/")
        except Refused as refused:
            put(form, "password" if refused.code == "weak_password" else None, refused)
    return render(request, "accounts/recover.html", {"form": form}, status=_status(form))


def _status(form: CodeForm | YearForm | HowForm | NameForm | RecoverForm) -> int:
    """422 where something is to be put right, so that programs need not read the page."""
    return 422 if form.is_bound and form.errors else 200
