"""Beginning a post, reading it, answering it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.spaces import access, actions, drafts, drawing, queries, showing
from beside.features.spaces.access import Inside, Place
from beside.features.spaces.forms import PostForm
from beside.features.spaces.models import Post
from beside.features.spaces.showing import Asked
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.words_kept import words_kept
from beside.foundation.safety import hinting
from beside.foundation.talk import actions as talk
from beside.foundation.talk import queries as talk_queries
from beside.foundation.talk import writing

_FIELDS = ("title", "text", "need", "note", "name")


def number(request: HttpRequest, name: str) -> int | None:
    """A message's number from the address; None for anything else."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 10 else None


# --- beginning ---
@require_http_methods(["GET", "POST"])
@words_kept
@member
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """Begins a post."""
    entered = access.inside(ref, person_of(request))
    if request.method == "GET":
        return _blank(request, entered)
    client_id = request.POST.get("client_id", "") or new_ref()
    form = PostForm(request.POST, request.FILES, space=entered.space)
    if "keep" in request.POST:
        _keep(entered, None, request)
        return redirect(f"/community/{ref}/write")
    if not form.is_valid():
        return _form(request, entered, form, client_id, 422)
    # Once, for someone whose page has no script to show it as they write. Sending it again sends it.
    words = f"{form.cleaned_data['title']}\n{form.cleaned_data['text']}"
    hints, seen = hinting.unseen_details(words, entered.person, request.POST.get("seen", ""))
    if hints:
        return _form(request, entered, form, client_id, hints=hints, seen_hints=seen)
    try:
        post = actions.write(entered, form.given(client_id), actor=entered.person)
    except Refused as refused:
        form.add_error(_place_of(refused), str(refused.words))
        return _form(request, entered, form, client_id, 422)
    return redirect(f"/community/post/{post.ref}")


def _place_of(refused: Refused) -> str | None:
    """Beside which field a no belongs."""
    if refused.code.startswith("name."):
        return "name"
    return {"empty": "text", "too_long": "text", "not_text": "text", "long_title": "title"}.get(refused.code)


def _blank(request: HttpRequest, entered: Inside) -> HttpResponse:
    begun = drafts.of(entered.person, entered.space, None) if entered.may_write else []
    wanted = request.GET.get("draft", "")
    own = next((one for one in begun if one.client_id == wanted), None)
    form = PostForm(space=entered.space, initial=own.given if own is not None else None)
    others = showing.begun_elsewhere(begun, own.client_id if own is not None else "")
    return _form(request, entered, form, own.client_id if own is not None else new_ref(), begun=others)


def _form(
    request: HttpRequest, entered: Inside, form: PostForm, client_id: str, status: int = 200, **more: Any
) -> HttpResponse:
    given = {"entered": entered, "space": entered.space, "form": form, "client_id": client_id, **more}
    return render(request, "spaces/write.html", given, status=status)


def _keep(entered: Inside, post: Post | None, request: HttpRequest) -> None:
    given: dict[str, Any] = {name: request.POST.get(name, "") for name in _FIELDS}
    given |= {name: request.POST.getlist(name) for name in ("feelings", "topics")}
    drafts.save(entered.space, post, request.POST.get("client_id", ""), given, actor=entered.person)


@require_POST
@member
def draft(request: HttpRequest, ref: str) -> HttpResponse:
    """Keeps what is begun while it is written, and answers with hints for its writer alone."""
    entered = access.inside(ref, person_of(request))
    about = request.POST.get("post", "")
    place = access.place_of(about, entered.person) if about else None
    try:
        _keep(entered, place.post if place is not None else None, request)
    except Refused as refused:
        return JsonResponse({"error": refused.code, "words": str(refused.words)}, status=422)
    words = f"{request.POST.get('title', '')}\n{request.POST.get('text', '')}"
    found = hinting.on_draft(words, entered.person)
    return JsonResponse({"hints": render_to_string("spaces/parts/hints.html", found, request)})


@require_POST
@member
def drop_draft(request: HttpRequest, ref: str) -> HttpResponse:
    """Puts a begun text away."""
    entered = access.inside(ref, person_of(request))
    drafts.drop(request.POST.get("client_id", ""), actor=entered.person)
    about = request.POST.get("post", "")
    return redirect(
        f"/community/post/{access.place_of(about, entered.person).post.ref}" if about else f"/community/{ref}/write"
    )


# --- reading ---
@require_GET
@member
def post(request: HttpRequest, ref: str) -> HttpResponse:
    """A post and what others answered."""
    place = access.place_of(ref, person_of(request))
    asked = Asked(
        **{name: number(request, name) for name in ("before", "after", "at", "quote")}, newest="newest" in request.GET
    )
    shown = showing.post(place, asked)
    if shown["read"] is not None and shown["last"] > shown["read"]:
        talk.mark_read(place.talk.ref, shown["last"], actor=place.person)
    return render(request, "spaces/post.html", shown)


@require_GET
@member
def since(request: HttpRequest, ref: str) -> HttpResponse:
    """What happened since a change, as HTML for this reader: how an open page keeps up."""
    place = access.place_of(ref, person_of(request))
    change = number(request, "change") or 0
    rows, more = talk_queries.changes_since(place.talk, change, limit=60)
    rows = [row for row in rows if row.number > 1 and not showing.apart(place, row)]
    read, mask = showing.seat_of(place)
    scene = showing.scene_of(place, rows, showing._quotes(place, rows), read, mask)
    items = [
        {"number": row.number, "mine": row.author_ref == scene.me, "html": drawing.replies([row], _unmarked(scene))}
        for row in rows
    ]
    last = rows[-1].change if rows and more else place.talk.last_change
    return JsonResponse({"change": last, "more": more, "items": sorted(items, key=lambda one: one["number"])})


def _unmarked(scene: drawing.Scene) -> drawing.Scene:
    return replace(scene, read=None)


# --- answering ---
@require_POST
@words_kept
@member
def reply(request: HttpRequest, ref: str) -> HttpResponse:
    """Keeps a reply. Sent twice, it is kept once."""
    place = access.place_of(ref, person_of(request))
    text, client_id = request.POST.get("text", ""), request.POST.get("client_id", "")
    given = request.POST.get("reply_to", "")
    reply_to = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
    quiet = request.headers.get("Accept", "").startswith("application/json")
    if "keep" in request.POST:
        drafts.save(place.inside.space, place.post, client_id, {"text": text}, actor=place.person)
        return redirect(f"/community/post/{ref}#write")
    hints, seen = hinting.unseen_details(text, place.person, request.POST.get("seen", ""))
    if hints and not quiet:
        drafts.save(place.inside.space, place.post, client_id, {"text": text}, actor=place.person)
        shown = showing.post(place, Asked(quote=reply_to), text=text, client_id=client_id, hints=hints, seen_hints=seen)
        return render(request, "spaces/post.html", shown)
    try:
        stored = actions.reply(place, text, client_id, actor=place.person, reply_to=reply_to)
    except Refused as refused:
        if quiet:
            return JsonResponse({"error": refused.code, "words": str(refused.words)}, status=422)
        shown = showing.post(place, Asked(quote=reply_to), text=text, client_id=client_id, refused=refused)
        return render(request, "spaces/post.html", shown, status=422)
    if quiet:
        return JsonResponse({"number": stored.number, "change": stored.change, "client_id": new_ref()}, status=201)
    return redirect(f"/community/post/{ref}?at={stored.number}#m{stored.number}")


# --- one's own post ---
@require_http_methods(["GET", "POST"])
@member
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """Says one's own post in other words."""
    place = access.own_post(ref, person_of(request))
    began, row = showing.opening(place), place.post
    initial = {"title": began.title, "text": began.text, "need": row.need, "note": row.note}
    initial |= {"feelings": row.feelings, "topics": row.topics}
    data = request.POST if request.method == "POST" else None
    form = PostForm(data, space=place.inside.space, editing=True, initial=initial)
    if data is not None and form.is_valid():
        try:
            actions.edit_post(place, form.given(row.client_id), actor=place.person)
            return redirect(f"/community/post/{ref}")
        except Refused as refused:
            form.add_error(_place_of(refused), str(refused.words))
    return render(
        request, "spaces/edit.html", {"place": place, "post": row, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@member
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes one's own post back, after asking once."""
    place = access.own_post(ref, person_of(request))
    if request.method == "POST":
        actions.take_back_post(place, actor=place.person)
        return redirect(f"/community/{place.inside.space.ref}")
    return render(request, "spaces/take_back.html", {"place": place, "post": place.post})


@require_POST
@member
def keep(request: HttpRequest, ref: str) -> HttpResponse:
    """Keeps a post for oneself, or no longer."""
    place = access.place_of(ref, person_of(request))
    if "undo" in request.POST:
        actions.unkeep(place, actor=place.person)
    else:
        actions.keep(place, actor=place.person)
    return redirect(f"/community/post/{ref}")


def words_of(place: Place, number: int) -> talk_queries.Shown:
    """One message of a thread, opened as the reader may see it. Raises 404."""
    row = access.message_in(place, number)
    own = row.author_id == place.person.pk
    return talk_queries.shown(place.talk, [row], for_staff=own or place.inside.staff)[0]


def longest() -> int:
    """How long a reply may be, for the page to say it in time."""
    return writing.LONGEST


def kept_posts(person: Person) -> list[Place]:
    """What the person keeps and may still read."""
    found = []
    for row in queries.kept_by(person):
        place = access.place_or_none(row.ref, person)
        if place is not None:
            found.append(place)
    return found
