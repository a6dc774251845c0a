"""Writing on a page, for every kind of page: keeping, keeping by itself, two windows, a session that has run out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from beside.core.refusal import Refused
from beside.features.recovery import keeping
from beside.features.recovery.content import Part
from beside.features.recovery.forms import PageForm
from beside.features.recovery.keeping import Changed, Words
from beside.features.recovery.models import Page
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.words_kept import BY_ITSELF, KEPT, LATER


@dataclass
class Desk:
    """A page to be written on: what is asked, what goes round it, and where one is afterwards."""

    page: Page
    actor: Person
    template: str
    done: Callable[[Page], HttpResponse]
    part: Part | None = None
    label: str = ""
    hint: str = ""
    titled: str = ""
    title_needed: bool = False
    day: date | None = None
    latest: date | None = None
    offered: list[str] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    kept: Callable[[Page, PageForm], None] = lambda _page, _form: None
    href: Callable[[Page], str] = lambda _page: ""
    keep: Callable[..., Page] = keeping.keep


def edit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the page, or keep what was written on it."""
    by_itself = request.headers.get(KEPT) == BY_ITSELF
    quiet = by_itself or request.headers.get(KEPT) == LATER
    if request.method != "POST":
        return _show(request, desk, _form(desk, None))
    form = _form(desk, request.POST)
    if not form.is_valid():
        return _mended(request, desk, form, quiet)
    try:
        page = desk.keep(desk.page, form.words(), form.seen, by_itself=by_itself, actor=desk.actor)
        desk.kept(page, form)
    except Changed as changed:
        return _changed(request, desk, changed.page, quiet)
    except Refused as refused:
        form.add_error(refused.code if refused.code in form.fields else "text", str(refused.words))
        return _mended(request, desk, form, quiet)
    if quiet:
        return JsonResponse({"version": page.version, "href": desk.href(page)})
    return desk.done(page)


def remove_once_asked(
    request: HttpRequest, asked: dict[str, str], remove: Callable[[], None], onward: str
) -> HttpResponse:
    """Ask once (``asked``: the ``title`` of what would go, and ``href`` to leave it), then remove it for good."""
    if request.method != "POST":
        return render(request, "recovery/remove.html", asked)
    remove()
    messages.success(request, _("It is gone."))
    return redirect(onward)


def _form(desk: Desk, data: Any, words: Words | None = None) -> PageForm:
    part = desk.part
    return PageForm(
        data,
        words=words or (keeping.opened(desk.page) if desk.page.pk else Words()),
        version=desk.page.version,
        label=str(part.ask) if part is not None else desk.label,
        hint=str(part.hint) if part is not None else desk.hint,
        people=part.people if part is not None else False,
        titled=desk.titled,
        title_needed=desk.title_needed,
        day=desk.day,
        latest=desk.latest,
        offered=desk.offered,
    )


def _show(request: HttpRequest, desk: Desk, form: PageForm, status: int = 200, **more: Any) -> HttpResponse:
    shown = {"page": desk.page, "part": desk.part, "form": form, "large": keeping.LARGEST_PLAN, **desk.more, **more}
    return render(request, desk.template, shown, status=status)


def _mended(request: HttpRequest, desk: Desk, form: PageForm, quiet: bool) -> HttpResponse:
    if quiet:
        words = next((str(error) for errors in form.errors.values() for error in errors), "")
        return JsonResponse({"words": words}, status=422)
    return _show(request, desk, form, 422)


def _changed(request: HttpRequest, desk: Desk, now_there: Page, quiet: bool) -> HttpResponse:
    """Two wrote at the same time. Both stand there: theirs to read, these still in the form; nothing is lost."""
    if quiet:
        return JsonResponse(
            {"words": _("This has changed in another window. Press “Keep it” to see both.")}, status=409
        )
    Page.objects.filter(pk=now_there.pk).update(settled=True)  # it becomes a version when these words replace it
    data = request.POST.copy()
    data["version"] = str(now_there.version)
    form = _form(desk, data)
    form.is_valid()
    return _show(request, desk, form, 409, theirs=keeping.opened(now_there), theirs_at=now_there.changed_at)
