"""The moderators' look at what members share."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beside.features.toolkit import access, peers
from beside.features.toolkit.access import MODERATORS
from beside.features.toolkit.forms import NoteForm
from beside.features.toolkit.models import PeerStrategy
from beside.foundation.accounts.access import needs, person_of


@require_GET
@needs(*MODERATORS)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, the longest waiting first; never one's own."""
    waiting = PeerStrategy.objects.filter(sent_at__isnull=False, published_at=None, withdrawn_at=None, hidden_at=None)
    rows = list(waiting.exclude(author=person_of(request)).order_by("sent_at")[:200])
    shown = [{"row": row, "title": peers.opened(row).get("title", "")} for row in rows]
    return render(request, "toolkit/desk.html", {"waiting": shown})


@require_http_methods(["GET", "POST"])
@needs(*MODERATORS)
def look(request: HttpRequest, ref: str) -> HttpResponse:
    """Reads one: a note to its writer, back to them, or shown."""
    person = person_of(request)
    row = access.to_look_at(ref, person)
    form = NoteForm(request.POST if request.method == "POST" and request.POST.get("words", "").strip() else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        if form.is_bound:
            peers.say(row, form.cleaned_data["words"], actor=person)
        if "publish" in request.POST:
            peers.publish(row, actor=person)
        elif "back" in request.POST:
            peers.give_back(row, actor=person)
            return redirect("/toolkit/desk")
        return redirect(f"/toolkit/desk/{ref}")
    said = peers.opened(row)
    told = peers.told([row])
    shown = {
        "row": row,
        "told": told[0] if told else None,
        "noticed": peers.noticed(said),
        "notes": peers.notes_of(row),
        "form": form,
        "looked_for": peers.LOOKED_FOR,
    }
    return render(request, "toolkit/look.html", shown, status=422 if form.errors else 200)
