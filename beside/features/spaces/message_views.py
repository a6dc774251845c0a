"""What can be done with one reply (or with the post, number 1), as plain pages; a script opens them in place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.spaces import access, actions, drawing, queries, showing
from beside.features.spaces.access import Place
from beside.features.spaces.forms import ReplyForm
from beside.features.spaces.pictures import opened
from beside.features.spaces.post_views import words_of
from beside.foundation.accounts.access import member, person_of
from beside.foundation.talk import actions as talk
from beside.foundation.talk import queries as talk_queries
from beside.foundation.talk.queries import Shown


def _find(request: HttpRequest, ref: str, number: int, *, own: bool = False) -> tuple[Place, Shown]:
    """The message, with its words. Raises 404, also where the words are gone or (``own``) another's."""
    place = access.place_of(ref, person_of(request))
    shown = words_of(place, number)
    if shown.text is None or (own and shown.author_id != place.person.pk):
        raise Http404
    return place, shown


def _page(
    request: HttpRequest, name: str, place: Place, shown: Shown, status: int = 200, **more: object
) -> HttpResponse:
    scene = showing.scene_of(place, [shown], {}, None, "")
    given = {
        "place": place,
        "post": place.post,
        "message": shown,
        "name": showing.writer(place, scene, shown) if shown.number == 1 else scene.called(shown.author_ref),
        "mine": shown.author_id == place.person.pk,
        "part": "" if shown.number == 1 else f"/{shown.number}",
        "at": "" if shown.number == 1 else f"?at={shown.number}#m{shown.number}",
        **more,
    }
    return render(request, f"spaces/{name}.html", given, status=status)


def _back(ref: str, number: int) -> HttpResponse:
    return redirect(f"/community/post/{ref}" if number == 1 else f"/community/post/{ref}?at={number}#m{number}")


@require_GET
@member
def message(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Everything one can do with a message."""
    place, shown = _find(request, ref, number)
    return _page(request, "message", place, shown, kinds=_kinds(place, shown), open=place.talk.quiet_at is None)


def _kinds(place: Place, shown: Shown) -> list[tuple[str, object, bool]]:
    if shown.author_id == place.person.pk:
        return []  # reactions answer somebody else
    given = {kind for kind, who in shown.reactions if place.person.ref in who}
    return [(kind.value, kind.label, kind in given) for kind in actions.REACTIONS]


@require_POST
@member
def react(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Gives a reaction, or takes it back (``undo``)."""
    place, shown = _find(request, ref, number)
    kind = request.POST.get("kind", "")
    try:
        if "undo" in request.POST:
            actions.unreact(place, number, kind, actor=place.person)
        else:
            actions.react(place, number, kind, actor=place.person)
    except Refused as refused:
        return _page(request, "message", place, shown, 422, refused=refused, kinds=[], open=False)
    return _back(ref, number)


@require_http_methods(["GET", "POST"])
@member
def edit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Says one's own reply in other words; the earlier ones stay readable."""
    place, shown = _reply_of_mine(request, ref, number)
    form = ReplyForm(request.POST if request.method == "POST" else None, initial={"text": shown.text})
    if request.method == "POST" and form.is_valid():
        try:
            talk.edit(place.talk.ref, number, form.cleaned_data["text"], actor=place.person)
            return _back(ref, number)
        except Refused as refused:
            form.add_error("text", str(refused.words))
    return _page(request, "edit_reply", place, shown, 422 if form.errors else 200, form=form)


def _reply_of_mine(request: HttpRequest, ref: str, number: int) -> tuple[Place, Shown]:
    if number < 2:
        raise Http404
    return _find(request, ref, number, own=True)


@require_http_methods(["GET", "POST"])
@member
def take_back(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Takes one's own reply away, after asking once."""
    place, shown = _reply_of_mine(request, ref, number)
    if request.method == "POST":
        talk.take_back(place.talk.ref, number, actor=place.person)
        return _back(ref, number)
    return _page(request, "take_back_reply", place, shown)


@require_GET
@member
def before(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What was said before it was put in other words."""
    place, shown = _find(request, ref, number)
    earlier = talk_queries.versions(access.message_in(place, number))
    return _page(request, "before", place, shown, earlier=earlier)


@require_GET
@member
def picture(request: HttpRequest, ref: str) -> HttpResponse:
    """A picture, to those who may read its post."""
    photo = access.picture(ref, person_of(request))
    data = opened(photo)
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type=photo.media_type)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_GET
@member
def read_on(request: HttpRequest, ref: str) -> HttpResponse:
    """Reading one post at a time: the one before this in its space, however many there are."""
    place = access.place_of(ref, person_of(request))
    found = queries.posts(place.inside, queries.Asked(from_id=place.post.pk))
    following = next((one for one in found.posts if not one.muted), None)
    if following is None:
        return redirect(f"/community/{place.inside.space.ref}")
    return redirect(f"/community/post/{following.post.ref}?one")


def list_one(place: Place) -> str:
    """A kept post as one item of a list."""
    entered = place.inside
    listed = queries.listed_one(place.post, place.words, entered)
    return drawing.posts([listed], now(), timezone.get_current_timezone())
