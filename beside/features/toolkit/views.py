"""Finding a strategy, reading it, doing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import from_browser
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.toolkit import access, actions, drawing, keeping, labels, peers, playing, queries, showing
from beside.features.toolkit.core.finding import About, find, instead_of
from beside.features.toolkit.core.own import Own
from beside.features.toolkit.core.strategy import Strategy
from beside.features.toolkit.core.words import FAMILIES, PEOPLE_FIRST
from beside.features.toolkit.forms import SheetForm, TryForm
from beside.features.toolkit.library import Library, library
from beside.features.toolkit.models import Sheet
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.words_kept import KEPT, LATER, words_kept

_ON_HOME = 3
_SHEETS_SHOWN = 5


@require_GET
@member
def home(request: HttpRequest) -> HttpResponse:
    """Right now I feel … I have … minutes. I'm in public. Two taps to something that may help."""
    person = person_of(request)
    own, asked = keeping.own_of(person), showing.question(request.GET)
    shown: dict[str, Any] = {"asked": asked, "choices": showing.choices(asked), "own": own}
    if asked:
        about = About(frozenset(own.marks), queries.tried(person))
        found = find(library().all, asked, about)
        shown |= {
            "found": showing.answers(found),
            "people_first": asked.mood in PEOPLE_FIRST or asked.serves in {"suicidal-thoughts", "self-harm-urges"},
            "serves": labels.SERVES.get(asked.serves, ""),
            "from_peers": _from_peers(person, asked.mood),
        }
    else:
        shown["kept"] = queries.items(person, own.kept[:_ON_HOME])
    return render(request, "toolkit/home.html", shown)


def _from_peers(person: Person, mood: str) -> list[peers.Told]:
    if not mood:
        return []
    return peers.told(access.newest_from_peers(person), mood, 3)


@require_GET
@member
def whole(request: HttpRequest) -> HttpResponse:
    """Everything there is, by what it serves and by kind."""
    shelves: dict[str, list[Strategy]] = {family: [] for family in FAMILIES}
    for one in library().all:
        shelves[one.family].append(one)
    named = [(labels.FAMILIES[family], rows) for family, rows in shelves.items() if rows]
    return render(request, "toolkit/whole.html", {"shelves": named, "symptoms": showing.symptoms()})


@require_GET
@member
def strategy(request: HttpRequest, key: str) -> HttpResponse:
    """One strategy: what it is, what to know first, and the exercise itself."""
    known = library()
    return _page(request, known, access.strategy(key, known))


def _page(request: HttpRequest, known: Library, one: Strategy, sheet: SheetForm | None = None) -> HttpResponse:
    person = person_of(request)
    own = keeping.own_of(person)
    boxes = one.exercise.boxes if one.exercise is not None else ()
    form = sheet or (SheetForm(boxes) if boxes else None)
    shown = {
        **strategy_values(one, own, known),
        "cautions_read": not one.cautions or own.read.get(one.key, 0) >= one.version,
        "kept": own.has(one.key),
        "form": form,
        "earlier": _earlier(person, one.key) if boxes else [],
        "scale": drawing.scale(),
        "client_id": new_ref(),
        "record": queries.record_of(person, one.key, known),
    }
    status = 422 if sheet is not None and sheet.errors else 200
    return render(request, "toolkit/strategy.html", shown, status=status)


def strategy_values(one: Strategy, own: Own, known: Library) -> dict[str, Any]:
    """What the page of a strategy, and the card, show of it."""
    return {
        "one": one,
        "facts": showing.facts(one),
        "how": one.how_for(own.marks),
        "reasons": showing.reasons(one, own.marks),
        "instead": instead_of(known.shown, one, own.marks),
        "variants": showing.variants(one),
        "grade": labels.GRADES[one.grade],
        "player": playing.shown(one, own.marks),
    }


def _earlier(person: Person, key: str) -> list[Sheet]:
    rows = Sheet.objects.filter(person=person).order_by("-changed_at")[:60]
    return [row for row in rows if keeping.open_sheet(row)[0] == key][:_SHEETS_SHOWN]


@require_POST
@member
def read(request: HttpRequest, key: str) -> HttpResponse:
    """The cautions were read; the exercise stands open from now on."""
    one = access.strategy(key)
    actions.read_cautions(one, actor=person_of(request))
    return redirect(f"/toolkit/do/{key}#do")


@require_POST
@member
def tried(request: HttpRequest, key: str) -> HttpResponse:
    """Before and after, in one tap."""
    access.strategy(key)
    return note_try(request, key, f"/toolkit/do/{key}")


def note_try(request: HttpRequest, key: str, back: str) -> HttpResponse:
    """Keeps the two numbers and shows what they say; with numbers that are none, back to where one was."""
    form = TryForm(request.POST)
    later = request.headers.get(KEPT) == LATER
    if not form.is_valid():
        return JsonResponse({"words": _("Those are no numbers from 0 to 10.")}, status=422) if later else redirect(back)
    given = form.cleaned_data
    named, at = given["client_id"], from_browser(given["written_at"])
    try:
        row = actions.try_it(key, given["before"], given["after"], actor=person_of(request), named=named, at=at)
    except Refused as refused:
        if not later:
            raise
        return JsonResponse({"words": str(refused.words)}, status=422)
    href = f"/toolkit/tries/{row.ref}"
    return JsonResponse({"href": href}) if later else redirect(href)


@require_http_methods(["GET", "POST"])
@words_kept
@member
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Keeps what was written, because the person asked for it."""
    known = library()
    one = access.strategy(key, known)
    if request.method == "GET":
        return redirect(f"/toolkit/do/{key}")
    form = SheetForm(one.exercise.boxes if one.exercise is not None else (), request.POST)
    if form.is_valid():
        try:
            row = actions.keep_sheet(one, said_on(form), actor=person_of(request))
            return redirect(f"/toolkit/sheets/{row.ref}")
        except Refused as refused:
            form.add_error(None, str(refused.words))
    return _page(request, known, one, form)


def said_on(form: SheetForm) -> dict[str, str]:
    """What was written, as text."""
    return {name: "" if value is None else str(value) for name, value in form.cleaned_data.items()}


def name_of(key: str, known: Library) -> str:
    """What a key is called: a strategy's name, also one that is not offered any more."""
    one = known.shown.get(key) or known.hidden.get(key)
    return one.name if one is not None else _("Something a peer shared")
