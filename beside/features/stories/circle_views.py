"""The reading circle: this week's text, the question, and what those who read along say."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.stories import circles, replying
from beside.features.stories.access import EDITORS
from beside.features.stories.forms import CircleForm, MemberReplyForm
from beside.foundation.accounts.access import member, needs, person_of
from beside.foundation.accounts.models import Person


@require_GET
@member
def week(request: HttpRequest) -> HttpResponse:
    """This week's circle, and earlier ones."""
    person = person_of(request)
    found = circles.running(person)
    shown = _shown(found, person) if found is not None else {}
    return render(request, "stories/circle.html", shown | {"before": circles.before(person)})


@require_GET
@member
def circle(request: HttpRequest, ref: str) -> HttpResponse:
    """One circle."""
    person = person_of(request)
    return render(request, "stories/circle.html", _shown(circles.circle(ref, person), person))


def _shown(found: circles.Shown, person: Person) -> dict[str, Any]:
    return {
        "circle": found,
        "person": person,
        "thread": found.row.talk.ref,
        "members": replying.shown(found.row.talk, person),
        "member_form": MemberReplyForm(initial={"client_id": new_ref()}),
        "path": f"/stories/circle/{found.row.ref}",
    }


@require_POST
@member
def reply(request: HttpRequest, ref: str) -> HttpResponse:
    """Says something to those who read along."""
    person = person_of(request)
    found = circles.circle(ref, person)
    form = MemberReplyForm(request.POST)
    if form.is_valid():
        try:
            said = form.cleaned_data
            number = replying.say(found.row.talk, said["words"], said["client_id"], actor=person)
            return redirect(f"/stories/circle/{ref}#m{number}")
        except Refused as refused:
            form.add_error("words", str(refused.words))
    return render(request, "stories/circle.html", _shown(found, person) | {"member_form": form}, status=422)


@require_POST
@needs(*EDITORS)
def plan(request: HttpRequest) -> HttpResponse:
    """An editor chooses what is read, and asks a question."""
    form = CircleForm(request.POST)
    if form.is_valid():
        try:
            circles.plan(**form.cleaned_data, actor=person_of(request))
            messages.success(request, _("Planned."))
        except Refused as refused:
            messages.warning(request, str(refused.words))
    else:
        messages.warning(request, _("A circle needs an address, a question and a day."))
    return redirect("/stories/desk#circle")
