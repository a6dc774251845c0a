"""What members share of what helps them: reading, trying, saying that it helped; writing one's own with a guide."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.toolkit import access, drawing, keeping, labels, peers
from beside.features.toolkit.core import medicine
from beside.features.toolkit.core.own import PEER
from beside.features.toolkit.core.words import MOODS
from beside.features.toolkit.forms import NoteForm, PeerForm
from beside.features.toolkit.models import PeerStrategy
from beside.features.toolkit.views import note_try
from beside.foundation.accounts.access import member, person_of
from beside.foundation.safety import hinting

_MOST = 200
_PAGE = 20


@require_GET
@member
def shared(request: HttpRequest) -> HttpResponse:
    """What members do that helps them, newest first; nothing is counted or ranked."""
    person, mood = person_of(request), request.GET.get("feel", "")
    mood = mood if mood in MOODS else ""
    rows = list(access.peer_strategies(person)[:_MOST])
    found = peers.told(rows, mood)
    start = (
        int(request.GET["from"])
        if request.GET.get("from", "").isascii() and request.GET.get("from", "").isdigit()
        else 0
    )
    start = min(start, _MOST)
    more = f"?from={start + _PAGE}" + (f"&feel={mood}" if mood else "") if len(found) > start + _PAGE else ""
    moods = [(key, label) for key, label in labels.MOODS.items()]
    shown = {
        "found": found[start : start + _PAGE],
        "moods": moods,
        "mood": mood,
        "later_href": more,
        "moderator": access.is_moderator(person),
    }
    return render(request, "toolkit/shared.html", shown)


@require_GET
@member
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One of them, told as experience."""
    person = person_of(request)
    row = access.peer_strategy(ref, person)
    told = peers.told([row])
    own = keeping.own_of(person)
    key = f"{PEER}{ref}"
    shown = {
        "row": row,
        "told": told[0] if told else None,
        "key": key,
        "kept": own.has(key),
        "helped": ref in own.helped,
        "own": row.author_id == person.pk,
        "scale": drawing.scale(),
        "client_id": new_ref(),
        "moods": [labels.MOODS[mood] for mood in (told[0].moods if told else ())],
    }
    return render(request, "toolkit/peer.html", shown)


@require_POST
@member
def tried(request: HttpRequest, ref: str) -> HttpResponse:
    """Before and after, in one tap."""
    access.peer_strategy(ref, person_of(request))
    return note_try(request, f"{PEER}{ref}", f"/toolkit/peers/{ref}")


@require_POST
@member
def helped(request: HttpRequest, ref: str) -> HttpResponse:
    """This helped me; or not any more."""
    person = person_of(request)
    try:
        peers.helped(access.peer_strategy(ref, person), request.POST.get("on") == "1", actor=person)
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect(f"/toolkit/peers/{ref}")


# --- one's own ---
@require_GET
@member
def mine(request: HttpRequest) -> HttpResponse:
    """What one wrote, in whatever state."""
    rows = PeerStrategy.objects.filter(author=person_of(request), withdrawn_at=None).order_by("-changed_at", "-pk")
    shown = [{"row": row, "title": peers.opened(row).get("title", "")} for row in rows]
    return render(request, "toolkit/shared_mine.html", {"shared": shown})


@require_POST
@member
def begin(request: HttpRequest) -> HttpResponse:
    """Begins one."""
    try:
        row = peers.begin(actor=person_of(request))
    except Refused as refused:
        messages.warning(request, str(refused.words))
        return redirect("/toolkit/peers/mine")
    return redirect(f"/toolkit/peers/mine/{row.ref}")


@require_http_methods(["GET", "POST"])
@member
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """Writes it with a guide; keeps what is written at every step."""
    person = person_of(request)
    row = access.own_peer_strategy(ref, person)
    form = PeerForm(
        request.POST if request.method == "POST" else None, initial={**peers.opened(row), "named": row.named}
    )
    hints: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            peers.save(row, said, named=said["named"], actor=person)
            hints = _hints(said, person) if "send" in request.POST else {}
            if not hints:
                return _sent(request, row) if "send" in request.POST else _kept(request, row)
        except Refused as refused:
            form.add_error(None, str(refused.words))
    if hints:
        again = request.POST.copy()
        again["seen"] = hints["seen"]
        form = PeerForm(again)
    shown = {
        "row": row,
        "form": form,
        "hints": hints,
        "notes": peers.notes_of(row),
        "note_form": NoteForm(),
        "looked_for": peers.LOOKED_FOR,
    }
    return render(request, "toolkit/write.html", shown, status=422 if form.errors or hints else 200)


def _hints(said: dict[str, Any], person: Any) -> dict[str, Any]:
    """What the writer may want to see before a moderator does; each is shown once."""
    text = peers.whole(said)
    details, seen = hinting.unseen_details(text, person, said["seen"].removeprefix("m,"))
    medicines = list(medicine.mentions(text)) if not said["seen"].startswith("m,") else []
    if not details and not medicines:
        return {}
    return {"details": details, "medicines": medicines, "seen": f"m,{seen}"}


def _sent(request: HttpRequest, row: PeerStrategy) -> HttpResponse:
    peers.send(row, actor=person_of(request))
    messages.success(request, _("A moderator looks at it, and you hear from them here."))
    return redirect(f"/toolkit/peers/mine/{row.ref}")


def _kept(request: HttpRequest, row: PeerStrategy) -> HttpResponse:
    messages.success(request, _("Kept."))
    return redirect(f"/toolkit/peers/mine/{row.ref}")


@require_POST
@member
def note(request: HttpRequest, ref: str) -> HttpResponse:
    """A note to the moderator."""
    person = person_of(request)
    row = access.own_peer_strategy(ref, person)
    form = NoteForm(request.POST)
    if form.is_valid():
        peers.say(row, form.cleaned_data["words"], actor=person)
    return redirect(f"/toolkit/peers/mine/{ref}#notes")


@require_http_methods(["GET", "POST"])
@member
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes it back, after asking once; it is gone."""
    person = person_of(request)
    row = access.own_peer_strategy(ref, person)
    if request.method == "POST":
        peers.withdraw(row, actor=person)
        messages.success(request, _("It is gone."))
        return redirect("/toolkit/peers/mine")
    return render(request, "toolkit/withdraw.html", {"row": row, "title": peers.opened(row).get("title", "")})
