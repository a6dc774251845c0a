"""One's own: the toolkit and its card, the record of what was tried, sheets, and what to be careful with."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.toolkit import access, actions, drawing, keeping, peers, queries
from beside.features.toolkit.core.own import Own
from beside.features.toolkit.core.sheets import widest
from beside.features.toolkit.forms import LineForm, MarksForm, SheetForm
from beside.features.toolkit.library import Library, library
from beside.features.toolkit.models import Sheet
from beside.features.toolkit.queries import Item
from beside.features.toolkit.views import name_of, said_on, strategy_values
from beside.foundation.accounts.access import member, person_of

_NEWEST = 30
_DEEDS = {
    "up": gettext_lazy("Up"),
    "down": gettext_lazy("Down"),
    "card": gettext_lazy("Onto the card"),
    "off-card": gettext_lazy("Off the card"),
    "let-go": gettext_lazy("Take out"),
}


@require_GET
@member
def mine(request: HttpRequest) -> HttpResponse:
    """What one keeps, in one's own order."""
    person = person_of(request)
    own = keeping.own_of(person)
    names = {kept.key: kept.name for kept in own.kept}
    rows = queries.items(person, own.kept)
    shown = [
        {
            "item": one,
            "own_name": names.get(one.key, ""),
            "place": f"k{number}",
            "of": format_html('<span class="vh"> ({})</span>', one.name),
            "buttons": _buttons(one, first=number == 1, last=number == len(rows)),
        }
        for number, one in enumerate(rows, 1)
    ]
    out = queries.items(person, [own.out])[0] if own.out is not None else None
    more = {"longest": actions.LONGEST_NAME, "offline": queries.OFFLINE}
    return render(request, "toolkit/mine.html", {"items": shown, "out": out, **more})


def _buttons(one: Item, *, first: bool, last: bool) -> list[dict[str, str]]:
    """What can be done with a thing that is kept: what ``change`` is asked to do, and what the button says."""
    deeds = {"up": not first, "down": not last, "card": not one.gone and not one.card, "off-card": one.card}
    wanted = [*(deed for deed, there in deeds.items() if there and (deed != "off-card" or not one.gone)), "let-go"]
    return [{"do": f"{deed}:{one.key}", "label": str(_DEEDS[deed])} for deed in wanted]


@require_POST
@member
def change(request: HttpRequest) -> HttpResponse:
    """Keeps, lets go, orders, names, or puts on the card: ``do`` says which, and of what ("up:music")."""
    person = person_of(request)
    what, _colon, key = request.POST.get("do", "").partition(":")
    back = request.POST.get("next", "")
    try:
        _do(what, key, request.POST.get("name", ""), person)
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect(back if back.startswith("/toolkit/") and "//" not in back else "/toolkit/mine")


def _do(what: str, key: str, name: str, person: Any) -> None:
    deeds = {
        "keep": lambda: actions.keep(key, actor=person),
        "let-go": lambda: actions.let_go(key, actor=person),
        "put-back": lambda: actions.put_back(actor=person),
        "forget": lambda: actions.forget_out(actor=person),
        "up": lambda: actions.move(key, -1, actor=person),
        "down": lambda: actions.move(key, 1, actor=person),
        "name": lambda: actions.rename(key, name, actor=person),
        "card": lambda: actions.put_on_card(key, True, actor=person),
        "off-card": lambda: actions.put_on_card(key, False, actor=person),
    }
    if what in deeds:
        deeds[what]()


@require_GET
@member
def card(request: HttpRequest) -> HttpResponse:
    """The card for a bad day: up to three things, each whole on the page, to use or to print."""
    person = person_of(request)
    own = keeping.own_of(person)
    found = [one for one in queries.items(person, own.card()) if not one.gone]
    known = library()
    shown = [_on_card(one, own, known) for one in found]
    return render(request, "toolkit/card.html", {"items": shown, "chosen": any(one.card for one in own.kept)})


def _on_card(one: Item, own: Own, known: Library) -> dict[str, Any]:
    if one.strategy is not None:
        return {"item": one, **strategy_values(one.strategy, own, known)}
    said = peers.opened(one.peer) if one.peer is not None else {}
    return {"item": one, "words": said.get("do", ""), "watch": said.get("watch", "")}


@require_GET
@member
def works(request: HttpRequest) -> HttpResponse:
    """What works for me: small pictures and words from one's own record."""
    person = person_of(request)
    known, tries = library(), keeping.newest_tries(person)
    newest = [{**one, "name": name_of(one.get("key", ""), known)} for one in tries[:_NEWEST]]
    records = queries.records_of(keeping.as_tried(tries))
    return render(request, "toolkit/works.html", {"records": records, "newest": drawing.tries(newest)})


@require_http_methods(["GET", "POST"])
@member
def one_try(request: HttpRequest, ref: str) -> HttpResponse:
    """What one try showed, a line to it, and where to go from here."""
    person = person_of(request)
    row = access.own_try(ref, person)
    held = keeping.open_try(row)
    form = LineForm(request.POST if request.method == "POST" else None, initial={"line": held.get("line", "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_line(row, form.cleaned_data["line"], actor=person)
            messages.success(request, _("Kept. Only you see it."))
            return redirect(f"/toolkit/tries/{ref}")
        except Refused as refused:
            form.add_error("line", str(refused.words))
    key = held.get("key", "")
    before, after = held.get("before"), held.get("after")
    shown = {
        "row": row,
        "form": form,
        "name": name_of(key, library()),
        "key": key,
        "before": before,
        "after": after,
        "both": before is not None and after is not None,
        "kept": keeping.own_of(person).has(key),
        "record": queries.record_of(person, key, library()),
        "strong": after is not None and after >= 8,
    }
    return render(request, "toolkit/try.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def forget_try(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes one try out of the record."""
    person = person_of(request)
    actions.forget_try(access.own_try(ref, person), actor=person)
    messages.success(request, _("It is gone."))
    return redirect("/toolkit/works")


@require_GET
@member
def sheets(request: HttpRequest) -> HttpResponse:
    """What one wrote and kept."""
    rows = Sheet.objects.filter(person=person_of(request)).order_by("-changed_at", "-pk")[:200]
    known = library()
    shown = [{"row": row, "name": name_of(keeping.open_sheet(row)[0], known)} for row in rows]
    return render(request, "toolkit/sheets.html", {"sheets": shown})


@require_http_methods(["GET", "POST"])
@member
def sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """One sheet, to read and to go on with."""
    person = person_of(request)
    row = access.own_sheet(ref, person)
    key, said = keeping.open_sheet(row)
    known = library()
    one = known.shown.get(key) or known.hidden.get(key)
    boxes = one.exercise.boxes if one is not None and one.exercise is not None else ()
    form = SheetForm(boxes, request.POST if request.method == "POST" else None, initial=said)
    if request.method == "POST" and one is not None and form.is_valid():
        try:
            actions.change_sheet(row, one, said_on(form), actor=person)
            messages.success(request, _("Kept. Only you see it."))
            return redirect(f"/toolkit/sheets/{ref}")
        except Refused as refused:
            form.add_error(None, str(refused.words))
    gap = widest(boxes, said)
    shown = {"row": row, "one": one, "form": form, "gap": gap, "bare": _left(boxes, said)}
    return render(request, "toolkit/sheet.html", shown, status=422 if form.errors else 200)


def _left(boxes: Any, said: dict[str, str]) -> list[tuple[str, str]]:
    """What stands on a sheet whose strategy has changed or gone: it is shown as it was written."""
    known = {name for box in boxes for name in (box.name, f"{box.name}-matters", f"{box.name}-lived")}
    return [(name, text) for name, text in said.items() if name not in known]


@require_http_methods(["GET", "POST"])
@member
def forget_sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a sheet away, after asking once."""
    person = person_of(request)
    row = access.own_sheet(ref, person)
    if request.method == "POST":
        actions.forget_sheet(row, actor=person)
        messages.success(request, _("It is gone."))
        return redirect("/toolkit/sheets")
    shown = {"row": row, "name": name_of(keeping.open_sheet(row)[0], library())}
    return render(request, "toolkit/forget_sheet.html", shown)


@require_http_methods(["GET", "POST"])
@member
def careful(request: HttpRequest) -> HttpResponse:
    """What should we know, so that something else is offered first? Nothing has to be said."""
    person = person_of(request)
    own = keeping.own_of(person)
    form = MarksForm(request.POST if request.method == "POST" else None, initial={"marks": list(own.marks)})
    if request.method == "POST" and form.is_valid():
        actions.set_marks(form.cleaned_data["marks"], actor=person)
        messages.success(request, _("Kept, locked with your key. You can change it at any time."))
        return redirect("/toolkit")
    return render(request, "toolkit/careful.html", {"form": form}, status=422 if form.errors else 200)
