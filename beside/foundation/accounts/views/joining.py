"""With an account, before being a member: codes kept, texts agreed, waiting, coming in."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from beside.core.refusal import Refused
from beside.foundation.accounts import actions, queries, texts
from beside.foundation.accounts.access import person_of, signed_in
from beside.foundation.accounts.forms import AgreeForm, KeptForm, NoteForm, put
from beside.foundation.accounts.middleware import AGREE_FIRST
from beside.foundation.accounts.models import Admission
from beside.foundation.accounts.queries import Step
from beside.foundation.accounts.views.way import place

# The newcomer's first page belongs to an app above this one, so it is named by its path.
WELCOME: Final = "/welcome"
_PAGES: Final = {
    Step.CODES: "accounts:keep_codes",
    Step.AGREE: "accounts:agree",
    Step.INVITATION: "accounts:code",
    Step.WAITING: "accounts:waiting",
    Step.FINISH: "accounts:finish",
}


@signed_in
@require_http_methods(["GET"])
def next_page(request: HttpRequest) -> HttpResponse:
    """Lead to whatever is asked next."""
    person = person_of(request)
    step = queries.next_step(person)
    if step is None and AGREE_FIRST in request.session:
        return redirect("accounts:agree")
    return redirect(_PAGES[step] if step else "/today")


@signed_in
@require_http_methods(["GET", "POST"])
def keep_codes(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes, once, to someone without an email."""
    person = person_of(request)
    if queries.next_step(person) is not Step.CODES:
        return redirect("accounts:next")
    form = KeptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.recovery_codes_kept(person, actor=person)
        return redirect("accounts:next")
    context = {
        "form": form,
        "codes": actions.make_recovery_codes(person, actor=person),
        "place": place(request, "codes"),
    }
    return render(request, "accounts/join/keep_codes.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest) -> HttpResponse:
    """Ask for a yes to one text after the other; again where one has changed."""
    person = person_of(request)
    asked = queries.texts_to_agree(person)
    if not asked or queries.next_step(person) not in (None, Step.AGREE):
        request.session.pop(AGREE_FIRST, None)
        return redirect("accounts:next")
    text, form = asked[0], AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and request.POST.get("text") == str(text.pk):
        actions.give_consent(person, text, actor=person)
        return _after_yes(request, last=len(asked) == 1)
    context = {
        "form": form,
        "text": text,
        "body": texts.as_html(text.body),
        "again": person.admitted_at is not None or text.version > 1,
        "place": None if person.admitted_at else place(request, text.kind),
    }
    return render(request, "accounts/join/agree.html", context, status=422 if form.errors else 200)


def _after_yes(request: HttpRequest, *, last: bool) -> HttpResponse:
    person = person_of(request)
    if not last:
        return redirect("accounts:agree")
    request.session.pop(AGREE_FIRST, None)
    return redirect(WELCOME if actions.finish_joining(person, actor=person) else "accounts:next")


@signed_in
@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """For someone who waits for staff, or was told no."""
    person = person_of(request)
    if queries.next_step(person) is not Step.WAITING:
        return redirect("accounts:next")
    admission = Admission.objects.filter(person=person).first()
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_admission(person, form.cleaned_data["note"], actor=person)
            return redirect("accounts:waiting")
        except Refused as refused:
            put(form, "note", refused)
    context: dict[str, Any] = {"form": form, "admission": admission, "organisation": queries.organisation()}
    return render(request, "accounts/join/waiting.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest) -> HttpResponse:
    """Everything is answered: come in."""
    person = person_of(request)
    if request.method == "POST" and actions.finish_joining(person, actor=person):
        return redirect(WELCOME)
    if queries.next_step(person) is not Step.FINISH:
        return redirect("accounts:next")
    return render(request, "accounts/join/finish.html", {"organisation": queries.organisation()})
