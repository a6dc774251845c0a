"""Sharing: one thing, with whom, for how long; what is shared now and who opened it; reading what others share."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.recovery import access, hooks, items, keeping, sharing, showing
from beside.features.recovery.content import STEPS
from beside.features.recovery.editing import Desk, edit
from beside.features.recovery.forms import ShareForm
from beside.features.recovery.models import Kind, Page
from beside.features.recovery.writing_together import keep_by_peer
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.words_kept import words_kept
from beside.foundation.profiles import queries as profiles

_READ_WRITE = require_http_methods(["GET", "POST"])


@require_GET
@member
def shared(request: HttpRequest) -> HttpResponse:
    """All of it on one page: what one shares, with whom and until when, who opened it; and what others share."""
    person = person_of(request)
    given = sharing.given_by(person)
    shown = {
        "now": [one for one in given if one["open"]],
        "over": [one for one in given if not one["open"]],
        "with_me": sharing.given_to(person),
    }
    return render(request, "recovery/shared.html", shown)


@_READ_WRITE
@words_kept
@member
def share(request: HttpRequest, kind: str, ref: str = "") -> HttpResponse:
    """Share one thing."""
    person = person_of(request)
    thing = access.own_item(person, kind, ref)
    return _share(request, person, kind, ref, items.ITEMS[kind].title(thing))


@_READ_WRITE
@words_kept
@member
def ask_together(request: HttpRequest) -> HttpResponse:
    """Ask one peer to fill in the safety plan together, for a day; it may still be empty."""
    return _share(request, person_of(request), "safety", "", str(Kind.SAFETY.label), together=True)


def _share(
    request: HttpRequest, person: Person, kind: str, ref: str, title: str, *, together: bool = False
) -> HttpResponse:
    options = [
        (name, one)
        for name, given in hooks.receivers().items()
        for one in given.options(person)
        if not together or given.person(one.key) is not None
    ]
    form = ShareForm(request.POST or None, options=options, asks=kind == "goal", initial={"span": "day"})
    if together:
        form.fields["span"].required = False
    if request.method == "POST" and form.is_valid():
        try:
            row = sharing.share(kind, ref, form.wanted(together=together), actor=person)
        except Refused as refused:
            form.add_error(refused.code if refused.code in form.fields else None, str(refused.words))
        else:
            messages.success(request, _("Shared. You can take it back here at any time."))
            return redirect("/plans/safety" if row.together else "/shared")
    shown = {
        "form": form,
        "title": title,
        "any": bool(options),
        "together": together,
        "href": items.ITEMS[kind].href(ref),
    }
    return render(request, "recovery/share.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def revoke(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a share back at once."""
    person = person_of(request)
    sharing.revoke(access.own_share(person, ref), actor=person)
    messages.success(request, _("Taken back. Nobody can open it any more."))
    return redirect("/shared")


@require_GET
@member
def read(request: HttpRequest, ref: str) -> HttpResponse:
    """What somebody shares with one, as it stands now; not there before, after, or for anybody else."""
    person = person_of(request)
    row, thing = access.shared(person, ref)
    sharing.look(row, actor=person)
    if row.together:
        return redirect(f"/shared/{ref}/fill")
    item = items.ITEMS[row.item_kind]
    shown: dict[str, Any] = {
        "share": row,
        "card": profiles.cards([row.owner_id], to=person)[row.owner_id],
        "label": item.label,
        "title": item.title(thing),
        "note": sharing.note_of(row),
        "part": item.template,
        "reader": True,
        **item.show(thing),
    }
    return render(request, "recovery/read.html", shown)


# --- a safety plan that two fill in together ---
@require_GET
@member
def fill(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole plan, as its owner sees it, for the one who helps."""
    person = person_of(request)
    row = access.shared_to_fill(person, ref)
    sharing.look(row, actor=person)
    steps = showing.with_names(showing.safety_steps(keeping.pages(row.owner, Kind.SAFETY)), person)
    filled = [step for step in steps if not step["empty"] and not step["skipped"]]
    shown = {
        "share": row,
        "steps": filled,
        "rest": [step for step in steps if step not in filled],
        "card": profiles.cards([row.owner_id], to=person)[row.owner_id],
        "base": f"/shared/{ref}/fill",
    }
    if "part" in request.GET:
        return render(request, "recovery/parts/plan.html", shown)
    return render(request, "recovery/fill.html", {**shown, "note": sharing.note_of(row)})


@_READ_WRITE
@words_kept
@member
def fill_step(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """One step of somebody's plan, by the one who helps. Its owner sees who wrote it, and can undo it."""
    person = person_of(request)
    row = access.shared_to_fill(person, ref)
    part = access.step_of(key)
    page = access.step_page(row.owner, part)

    def done(_kept: Page) -> HttpResponse:
        messages.success(request, _("Kept. They see that it is from you."))
        return redirect(f"/shared/{ref}/fill")

    desk = Desk(page, person, "recovery/step.html", done, part=part, keep=keep_by_peer)
    desk.more = {
        "number": STEPS.index(part) + 1,
        "of": len(STEPS),
        "last": True,
        "card": profiles.cards([row.owner_id], to=person)[row.owner_id],
        "share": row,
        "plan_href": f"/shared/{ref}/fill",
    }
    return edit(request, desk)
