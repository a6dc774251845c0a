"""The list of conversations, and the page of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from beside.core.refusal import Refused
from beside.features.conversations import access, hooks, queries, showing
from beside.features.conversations.access import Place
from beside.features.conversations.showing import Asked
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.words_kept import words_kept
from beside.foundation.safety import hinting
from beside.foundation.talk import actions as talk


@require_GET
@member
def listing(request: HttpRequest) -> HttpResponse:
    """What goes on, and below it what has ended."""
    person = person_of(request)
    after = request.GET.get("after", "")
    ended, later = queries.ended(person, after=after)
    shown = {
        "running": [] if after else queries.running(person),
        "ended": ended,
        "later_href": f"?after={later}#ended" if later else "",
        "after": after,
    }
    return render(request, "conversations/list.html", shown)


def _number(request: HttpRequest, name: str) -> int | None:
    """A message's number from the address; None for anything else."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 10 else None


@require_GET
@member
def conversation(request: HttpRequest, ref: str) -> HttpResponse:
    """The conversation: where one stopped reading, or the part asked for."""
    person = person_of(request)
    place = access.place_of(ref, person)
    asked = Asked(**{name: _number(request, name) for name in ("before", "after", "at", "quote")})
    shown = showing.conversation(place, asked)
    _read(place, shown["last"])
    return render(request, "conversations/conversation.html", shown)


def _read(place: Place, last: int) -> None:
    """What was shown counts as read."""
    if last > place.seat.read_number:
        talk.mark_read(place.talk.ref, last, actor=place.person)


@require_POST
@words_kept
@member
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Keeps a message. Sent twice, it is kept once."""
    text = request.POST.get("text", "")
    place = access.place_of(ref, person_of(request))
    reply = request.POST.get("reply_to", "")
    reply_to = int(reply) if reply.isascii() and reply.isdigit() and len(reply) < 10 else None
    hints, seen = hinting.unseen_details(text, place.person, request.POST.get("seen", ""))
    if hints and queries.state_of(place.conversation) == "running":
        # Once, for someone whose page has no script to show it as they write. Sending it again sends it.
        talk.save_draft(ref, text, actor=place.person)
        shown = showing.conversation(place, Asked(quote=reply_to), text=text, hints=hints, seen_hints=seen)
        return render(request, "conversations/conversation.html", shown)
    try:
        talk.send(ref, text, request.POST.get("client_id", ""), actor=place.person, reply_to=reply_to)
    except Refused as refused:
        shown = showing.conversation(place, Asked(quote=reply_to), text=text, refused=refused)
        return render(request, "conversations/conversation.html", shown, status=422)
    return redirect(f"/talk/{ref}#end")


@require_POST
@member
def draft(request: HttpRequest, ref: str) -> HttpResponse:
    """Keeps what is begun, for those whose browser does not do it as they write."""
    place = access.place_of(ref, person_of(request))
    talk.save_draft(ref, request.POST.get("text", ""), actor=place.person)
    messages.success(request, showing.DRAFT_KEPT)
    return redirect(f"/talk/{ref}#write")


@require_GET
@member
def about(request: HttpRequest, ref: str) -> HttpResponse:
    """This conversation: what one can do, and what is kept of it."""
    place = access.place_of(ref, person_of(request))
    card = showing.card_of(place)
    shown = {
        "place": place,
        "conversation": place.conversation,
        "ref": ref,
        "card": card,
        "state": queries.state_of(place.conversation),
        "paused_by": showing.paused_by(place),
        "why": showing.why(place, card),
        "handover": showing.handover(place),
        "finds_another": hooks.finds_another(),
        "openings": showing.openings(ref),
    }
    return render(request, "conversations/about.html", shown)
