"""Running the service. Every page is for operators; to others it is not there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.foundation.accounts import actions, texts
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Role
from beside.foundation.notifications.carrying import mail_away_since
from beside.foundation.safety import shown_lines
from beside.interfaces.console import access, queries
from beside.interfaces.console.forms import InvitationForm, OrganisationForm, TextForm

operator = needs(Role.OPERATOR)


@operator
@require_http_methods(["GET"])
def home(request: HttpRequest) -> HttpResponse:
    """The rooms of the console, and who waits."""
    country = accounts.organisation().country
    shown = {
        "waiting": accounts.waiting(),
        "confirmed_lines": shown_lines.confirmed(country),
        "mail_away_since": mail_away_since(),
        "old_lines": shown_lines.overdue(country),
    }
    return render(request, "console/home.html", shown)


@operator
@require_http_methods(["GET"])
def people(request: HttpRequest) -> HttpResponse:
    """Find a member to give a role to."""
    words = request.GET.get("q", "").strip()[:60]
    return render(request, "console/people.html", {"q": words, "people": queries.people(words)})


@operator
@require_http_methods(["GET"])
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """One member's roles."""
    shown = queries.someone(access.member(ref))
    roles = [(role, role in shown.roles) for role in Role]
    return render(request, "console/person.html", {"shown": shown, "roles": roles})


@operator
@require_POST
def grant_role(request: HttpRequest, ref: str, role: str) -> HttpResponse:
    """Give a role."""
    actions.grant_role(access.member(ref), access.role(role), actor=person_of(request))
    messages.success(request, _("They hold that role now."))
    return redirect("console:person", ref=ref)


@operator
@require_POST
def end_role(request: HttpRequest, ref: str, role: str) -> HttpResponse:
    """End a role."""
    try:
        actions.end_role(access.member(ref), access.role(role), actor=person_of(request))
        messages.success(request, _("They no longer hold that role."))
    except Refused as refused:
        messages.error(request, str(refused.words))
    return redirect("console:person", ref=ref)


@operator
@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Codes that let people in. A new code is shown once, in the answer to the form."""
    code, form = "", InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        role = Role(given["role"]) if given["role"] else None
        _row, code = actions.make_invitation(
            actor=person_of(request), uses=given["uses"], days=given["days"], note=given["note"], role=role
        )
        form = InvitationForm()
    context = {
        "form": form,
        "code": code,
        "link": request.build_absolute_uri(f"/join?code={code}"),
        "invitations": accounts.invitations(),
    }
    return render(request, "console/invitations.html", context, status=422 if form.errors else 200)


@operator
@require_POST
def end_invitation(request: HttpRequest, number: int) -> HttpResponse:
    """End an invitation."""
    actions.end_invitation(access.invitation(number), actor=person_of(request))
    messages.success(request, _("That code lets nobody in any more."))
    return redirect("console:invitations")


@operator
@require_http_methods(["GET"])
def waiting(request: HttpRequest) -> HttpResponse:
    """People who wait for a yes."""
    return render(request, "console/waiting.html", {"waiting": queries.waiting()})


@operator
@require_POST
def decide(request: HttpRequest, ref: str, answer: str) -> HttpResponse:
    """Say yes or no to someone who waits."""
    verb, said = (
        (actions.admit, _("They can come in now.")) if answer == "yes" else (actions.refuse, _("They are told kindly."))
    )
    try:
        verb(access.waiting(ref), actor=person_of(request))
        messages.success(request, said)
    except Refused as refused:
        messages.error(request, str(refused.words))
    return redirect("console:waiting")


@operator
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """How the organisation runs."""
    form = OrganisationForm(request.POST or None, instance=accounts.organisation())
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(form.cleaned_data, actor=person_of(request))
        messages.success(request, _("Kept."))
        return redirect("console:organisation")
    return render(request, "console/organisation.html", {"form": form}, status=422 if form.errors else 200)


@operator
@require_http_methods(["GET"])
def agreed_texts(request: HttpRequest) -> HttpResponse:
    """The texts people agree to."""
    return render(request, "console/texts.html", {"texts": accounts.current_texts()})


@operator
@require_http_methods(["GET", "POST"])
def agreed_text(request: HttpRequest, kind: str) -> HttpResponse:
    """Write the next version of a text, look at it as people will see it, then publish it."""
    which = access.text_kind(kind)
    current = next(text for text in accounts.current_texts() if text.kind == which)
    form = TextForm(request.POST or None, initial={"body": current.body})
    preview = ""
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["body"]
        if request.POST.get("do") == "publish":
            actions.publish_text(which, body, actor=person_of(request))
            messages.success(request, _("Published. People are asked again when they next sign in."))
            return redirect("console:texts")
        preview = texts.as_html(body)
    context = {"form": form, "current": current, "preview": preview}
    return render(request, "console/text.html", context, status=422 if form.errors else 200)
