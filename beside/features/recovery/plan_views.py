"""The safety plan and the wellness plan: reading, writing, earlier words, a file of it."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.addresses import Ref
from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.prepared import Prepared
from beside.features.recovery import access, items, keeping, letters, sharing, showing
from beside.features.recovery.content import HEADING, STEPS
from beside.features.recovery.editing import Desk, edit
from beside.features.recovery.models import HopeThing, Kind, Letter, Occasion, Page
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.words_kept import words_kept

_READ_WRITE = require_http_methods(["GET", "POST"])
_UNDO = "undo:"
_REF = re.compile(Ref.regex)
_LETTERS = Prepared(lambda owner: Letter.objects.filter(owner=owner, occasion=Occasion.BAD_DAY).values_list("pk")[:1])
_HOPE = Prepared(lambda owner: HopeThing.objects.filter(owner=owner).values_list("pk")[:1])


@require_GET
@member
def plans(request: HttpRequest) -> HttpResponse:
    """Both plans."""
    person = person_of(request)
    wellness = [one for one in showing.wellness_headings(keeping.pages(person, Kind.WELLNESS)) if not one["empty"]]
    return render(request, "recovery/plans.html", {"has_safety": showing.has_safety_plan(person), "wellness": wellness})


# --- the safety plan ---
@require_GET
@member
def safety(request: HttpRequest) -> HttpResponse:
    """The plan, to be read on a hard day: nothing here needs a script, and every number can be called."""
    person = person_of(request)
    steps = showing.with_names(showing.safety_steps(keeping.pages(person, Kind.SAFETY)), person)
    filled = [step for step in steps if not step["empty"] and not step["skipped"]]
    shown: dict[str, Any] = {
        "steps": filled,
        "rest": [step for step in steps if step not in filled],
        "helplines": showing.helplines(person) if filled else [],
        "own": True,
    }
    if "part" in request.GET:  # what a page that is open asks for when something has changed
        return render(request, "recovery/parts/plan.html", shown)
    given = sharing.open_now(person.pk, "safety", "")
    shown |= {"shared": len(given), "together": any(row.together for row in given)}
    shown |= {"letters": bool(_LETTERS.rows(person.pk)), "hope": bool(_HOPE.rows(person.pk))}
    return render(request, "recovery/safety.html", shown)


@_READ_WRITE
@words_kept
@member
def safety_step(request: HttpRequest, key: str) -> HttpResponse:
    """One step; each may be left out."""
    person = person_of(request)
    part = access.step_of(key)
    page = access.step_page(person, part)
    number = STEPS.index(part)
    following = STEPS[number + 1].key if number + 1 < len(STEPS) else ""
    onward = f"/plans/safety/{following}" if following else "/plans/safety"
    if "skip" in request.POST:
        keeping.skip(page, actor=person)
        return redirect(onward)

    def done(kept: Page) -> HttpResponse:
        if "next" in request.POST:
            return redirect(onward)
        say_kept(request, kept)
        return redirect("/plans/safety")

    desk = Desk(page, person, "recovery/step.html", done, part=part)
    desk.offered = showing.suggestions(part, person, keeping.opened(page) if page.pk else keeping.Words(), page)
    desk.more = {"number": number + 1, "of": len(STEPS), "last": not following}
    return edit(request, desk)


@require_GET
@member
def safety_file(request: HttpRequest) -> HttpResponse:
    """The plan as plain text, which every phone can keep and open."""
    person = person_of(request)
    steps = showing.safety_for_reading(keeping.pages(person, Kind.SAFETY))
    lines = [_("My safety plan"), date_format(timezone.localtime(now()), "j F Y"), ""]
    for step in steps:
        lines += [f"{step['number']}. {step['title']}", *(f"- {line}" for line in step["lines"])]
        lines += [f"- {one['name']} {one['number']}".rstrip() for one in step["calls"]]
        lines.append("")
    for line in showing.helplines(person):
        lines.append(f"{line['name']}: {line['number']}")
    answer = HttpResponse("\r\n".join(lines) + "\r\n", content_type="text/plain; charset=utf-8")
    # A neutral name: it stands among the files of a phone that others may pick up.
    answer["Content-Disposition"] = 'attachment; filename="plan.txt"'
    return answer


def say_kept(request: HttpRequest, page: Page) -> None:
    """Say that it is kept, with a way to undo that."""
    before = page.versions.order_by("-number").values_list("number", flat=True).first()
    tags = f"{_UNDO}/plans/page/{page.ref}/back/{before}" if before is not None else ""
    messages.success(request, _("Kept."), extra_tags=tags)


# --- the wellness plan ---
@require_GET
@member
def wellness(request: HttpRequest) -> HttpResponse:
    """The plan with all its headings."""
    person = person_of(request)
    headings = showing.wellness_headings(keeping.pages(person, Kind.WELLNESS))
    filled = [one for one in headings if not one["empty"]]
    rest = [one for one in headings if one["empty"]]
    shared = len(sharing.open_now(person.pk, "wellness", ""))
    return render(request, "recovery/wellness.html", {"headings": filled, "rest": rest, "shared": shared})


@require_GET
@member
def new_heading(request: HttpRequest) -> HttpResponse:
    """A heading of one's own."""
    page = Page(owner=person_of(request), kind=Kind.WELLNESS, ref=new_ref(), place=100)
    return edit(request, _heading_desk(request, page))


@_READ_WRITE
@words_kept
@member
def heading(request: HttpRequest, name: str) -> HttpResponse:
    """What stands under one heading."""
    person = person_of(request)
    if is_new(request, name):
        page = Page(owner=person, kind=Kind.WELLNESS, ref=name, place=100)
    else:
        page = access.heading_page(person, name)
    return edit(request, _heading_desk(request, page))


def is_new(request: HttpRequest, ref: str) -> bool:
    """Whether these are the first words on a page of one's own; they make it, under the name its form was given."""
    named = request.method == "POST" and request.POST.get("version") == "0" and _REF.fullmatch(ref) is not None
    return named and not Page.objects.filter(owner=person_of(request), ref=ref).exists()


def _heading_desk(request: HttpRequest, page: Page) -> Desk:
    def done(kept: Page) -> HttpResponse:
        say_kept(request, kept)
        return redirect("/plans/wellness")

    part = HEADING.get(page.key)
    desk = Desk(page, person_of(request), "recovery/heading.html", done, part=part)
    desk.label = _("What you want to remember")
    desk.titled, desk.title_needed = ("", False) if part is not None else (_("Your heading"), True)
    desk.more = {"action": f"/plans/wellness/{page.key or page.ref}"}
    return desk


# --- every page ---
@require_GET
@member
def earlier(request: HttpRequest, ref: str) -> HttpResponse:
    """What stood on a page before, newest first."""
    person = person_of(request)
    page = access.any_own_page(person, ref)
    rows = list(page.versions.select_related("page").order_by("-number"))
    shown: list[dict[str, Any]] = [
        {"row": row, "words": keeping.opened_version(row), "by": row.by_id if row.by_id != person.pk else None}
        for row in rows
    ]
    context = {"page": page, "versions": showing.with_names(shown, person), **_place_of(page)}
    return render(request, "recovery/earlier.html", context)


def _place_of(page: Page) -> dict[str, str]:
    if page.kind == Kind.SAFETY:
        return {"title": str(access.step_of(page.key).title), "href": f"/plans/safety/{page.key}"}
    if page.kind == Kind.WELLNESS:
        return {"title": items.heading_of(page), "href": f"/plans/wellness/{page.key or page.ref}"}
    return {"title": keeping.opened(page).title or _("A page of the journal"), "href": f"/journal/{page.ref}"}


@require_POST
@member
def back(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Puts earlier words back; what they replace becomes the latest of the earlier ones."""
    person = person_of(request)
    page = keeping.bring_back(access.any_own_page(person, ref), number, actor=person)
    say_kept(request, page)
    return redirect(_place_of(page)["href"])


@require_POST
@member
def remove(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes away a heading of one's own or a page of the journal; undone for thirty days."""
    person = person_of(request)
    page = access.any_own_page(person, ref)
    keeping.remove(page, actor=person)
    messages.success(request, _("Taken away."), extra_tags=f"{_UNDO}/plans/page/{ref}/restore")
    return redirect("/journal" if page.kind == Kind.JOURNAL else "/plans/wellness")


@require_POST
@member
def restore(request: HttpRequest, ref: str) -> HttpResponse:
    """Brings it back."""
    person = person_of(request)
    page = access.any_own_page(person, ref, removed=True)
    keeping.restore(page, actor=person)
    messages.success(request, _("It is back."))
    return redirect(_place_of(page)["href"])


@require_POST
@member
def bad_day(request: HttpRequest) -> HttpResponse:
    """Opens a letter that was written for a day like this."""
    found = letters.for_a_bad_day(actor=person_of(request))
    if found is None:
        messages.success(request, _("There is no letter for a bad day yet. You can write one when you like."))
        return redirect("/letters")
    return redirect(f"/letters/{found.ref}")
