"""What can be done with one message, as plain pages; the script does the same in place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.conversations import access, showing
from beside.features.conversations.access import Place
from beside.features.conversations.forms import WordsForm
from beside.foundation.accounts.access import member, person_of
from beside.foundation.talk import actions as talk
from beside.foundation.talk import queries
from beside.foundation.talk.models import ReactionKind
from beside.foundation.talk.queries import Shown


def _find(request: HttpRequest, ref: str, number: int, *, own: bool = False) -> tuple[Place, Shown]:
    """The message, with its words. Raises 404, also where the words are gone or (``own``) another's."""
    place = access.place_of(ref, person_of(request))
    shown = queries.shown(place.talk, [access.message_in(place, number)])[0]
    if shown.text is None or (own and shown.author_id != place.person.pk):
        raise Http404
    return place, shown


def _page(
    request: HttpRequest, name: str, place: Place, shown: Shown, status: int = 200, **more: object
) -> HttpResponse:
    given = {
        "place": place,
        "ref": place.talk.ref,
        "card": showing.card_of(place),
        "message": shown,
        "mine": shown.author_id == place.person.pk,
        **more,
    }
    return render(request, f"conversations/{name}.html", given, status=status)


def _back(ref: str, number: int) -> HttpResponse:
    return redirect(f"/talk/{ref}?at={number}#m{number}")


@require_GET
@member
def message(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Everything one can do with a message."""
    place, shown = _find(request, ref, number)
    given = {kind for kind, who in shown.reactions if place.person.ref in who}
    # Reactions answer somebody else.
    mine = shown.author_id == place.person.pk
    kinds = [] if mine else [(kind, label, kind in given) for kind, label in ReactionKind.choices]
    return _page(request, "message", place, shown, kinds=kinds, open=place.talk.quiet_at is None)


@require_http_methods(["GET", "POST"])
@member
def edit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Says one's own message in other words."""
    place, shown = _find(request, ref, number, own=True)
    form = WordsForm(request.POST if request.method == "POST" else None, initial={"text": shown.text})
    if request.method == "POST" and form.is_valid():
        try:
            talk.edit(ref, number, form.cleaned_data["text"], actor=place.person)
            return _back(ref, number)
        except Refused as refused:
            form.add_error("text", str(refused.words))
    return _page(request, "edit", place, shown, 422 if form.errors else 200, form=form)


@require_http_methods(["GET", "POST"])
@member
def take_back(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Takes one's own words away for both, after asking once."""
    place, shown = _find(request, ref, number, own=True)
    if request.method == "POST":
        talk.take_back(ref, number, actor=place.person)
        return _back(ref, number)
    return _page(request, "take_back", place, shown)


@require_POST
@member
def react(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Gives a reaction, or takes it back (``undo``)."""
    place, shown = _find(request, ref, number)
    kind = request.POST.get("kind", "")
    try:
        if "undo" in request.POST:
            talk.unreact(ref, number, kind, actor=place.person)
        else:
            talk.react(ref, number, kind, actor=place.person)
    except Refused as refused:
        return _page(request, "message", place, shown, 422, refused=refused, kinds=[], open=False)
    return _back(ref, number)
