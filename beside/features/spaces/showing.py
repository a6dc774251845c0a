"""Gathering what the page of a post shows, with as few questions to the database as it takes."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from beside.core import markdown
from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.prepared import Prepared
from beside.features.spaces import drafts, drawing, hooks, kindred, ladder, muting, queries
from beside.features.spaces.access import Place
from beside.features.spaces.content import FEELINGS, NOTES, STARTERS, TOPICS
from beside.features.spaces.drafts import Begun
from beside.features.spaces.models import Kept, Photo
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety import queries as safety
from beside.foundation.talk import drawing as talk_drawing
from beside.foundation.talk import queries as talk
from beside.foundation.talk.models import Message, Seat
from beside.foundation.talk.queries import Page, Shown
from beside.foundation.talk.writing import REPLY

PAGE: Final = 30
_SEAT = Prepared(
    lambda talk, person: Seat.objects.filter(talk=talk, person=person).values_list("read_number", "mask"), 2
)
_KEPT = Prepared(lambda post, person: Kept.objects.filter(post=post, person=person).values_list("pk"), 2)
_PICTURES = Prepared(
    lambda post: Photo.objects.filter(post=post).order_by("pk").values_list("ref", "words", "width", "height")
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a thread someone asks for; all empty means: where I stopped reading, or the beginning."""

    before: int | None = None
    after: int | None = None
    at: int | None = None
    quote: int | None = None
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The post itself, opened."""

    title: str
    text: str
    shown: Shown


def opening(place: Place) -> Opening:
    """The words of the post. For their own writer also while they are hidden."""
    shown = talk.shown(place.talk, [place.words], for_staff=place.mine or place.inside.staff)[0]
    title, text = queries.split(shown.text or "", place.post.title_chars)
    return Opening(title, text, shown)


def replies_page(place: Place, asked: Asked, read: int | None) -> Page:
    """The replies to show, without the post itself."""
    chosen = place.talk
    if asked.before or asked.after or asked.at:
        page = talk.page(chosen, before=asked.before, after=asked.after, around=asked.at, limit=PAGE)
    elif asked.newest:
        page = talk.page(chosen, limit=PAGE)
    elif read is not None and PAGE < read < chosen.last_number:
        page = talk.page(chosen, around=read + 1, limit=PAGE)
    else:
        page = talk.page(chosen, after=1, limit=PAGE)
    replies = [row for row in page.messages if row.number > 1]
    first = replies[0].number if replies else 2
    return Page(replies, earlier=first > 2, later=page.later and bool(replies))


def scene_of(place: Place, shown: list[Shown], quotes: dict[int, Shown], read: int | None, mask: str) -> drawing.Scene:
    """For whom, with whom and when."""
    rows = [*shown, *quotes.values()]
    mine = [row for row in shown if row.author_id == place.person.pk]
    names = profiles.names_of({row.author_id for row in rows if row.author_id is not None and not row.name})
    people: dict[str, tuple[str, str]] = {
        row.author_ref: (f"/people/{names[row.author_id].ref}", names[row.author_id].pseudonym)
        for row in rows
        if row.author_ref and row.author_id in names and not row.name
    }
    people |= {row.author_ref: ("", row.name) for row in rows if row.author_ref and row.name}
    people |= _reactors(mine, people) if any(row.reactions for row in mine) else {}
    muted = muting.of(place.person)
    return drawing.Scene(
        ref=place.post.ref,
        me=mask or place.person.ref,
        people=people,
        zone=timezone.get_current_timezone(),
        now=now(),
        author=_author_ref(place),
        read=read,
        muted=frozenset(
            row.number for row in shown if row not in mine and muted.words and muted.hides((), row.text or "")
        ),
        may_write=place.inside.may_write and place.talk.quiet_at is None,
        quotes=quotes,
    )


def _author_ref(place: Place) -> str:
    masks = talk.masks(place.talk) if place.post.name else {}
    if place.post.author_id in masks:
        return masks[place.post.author_id][0]
    return place.post.author.ref if place.post.author is not None else ""


def _reactors(mine: list[Shown], known: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Who answered one's own words with one press; only those who were asked about."""
    refs = {ref for row in mine for _kind, who in row.reactions for ref in who} - known.keys()
    return {ref: ("", name) for ref, name in profiles.names_by_ref(refs).items()}


def _quotes(place: Place, shown: list[Shown]) -> dict[int, Shown]:
    wanted = {row.reply_to for row in shown if row.reply_to}
    here = {row.number: row for row in shown if row.number in wanted}
    missing = wanted - here.keys()
    if missing:
        rows = list(Message.objects.filter(talk=place.talk, number__in=missing))
        here |= {row.number: row for row in talk.shown(place.talk, rows)}
    return {number: row for number, row in here.items() if not apart(place, row)}


def apart(place: Place, row: Shown) -> bool:
    """Whether the reader does not see what this person writes; a name for this post hides also from that."""
    return row.author_id in place.apart and not row.name


def seat_of(place: Place) -> tuple[int | None, str]:
    """How far the reader has read, and what stands for them here; None and "" without a seat."""
    seats = _SEAT.rows(place.talk.pk, place.person.pk)
    return (seats[0][0], seats[0][1]) if seats else (None, "")


def drawn(
    place: Place, began: Shown, page: Page, read: int | None, mask: str
) -> tuple[SafeString, int, int, drawing.Scene]:
    """The list of replies, its first and last number, and the scene it was drawn for."""
    visible = [row for row in page.messages if not apart(place, row)]
    scene = scene_of(place, [began, *visible], _quotes(place, visible), read, mask)
    first, last = (page.messages[0].number, page.messages[-1].number) if page.messages else (1, 1)
    return drawing.replies(visible, scene), first, last, scene


def post(place: Place, asked: Asked, *, text: str | None = None, client_id: str = "", **more: Any) -> dict[str, Any]:
    """Everything for the template. ``text`` stands in the box instead of what was begun, after something went wrong."""
    began = opening(place)
    read, mask = seat_of(place)
    page = replies_page(place, asked, read)
    listed, first, last, scene = drawn(place, began.shown, page, read, mask)
    called = writer(place, scene, began.shown)
    begun = drafts.of(place.person, place.inside.space, place.post) if place.inside.may_write else []
    own = begun[0] if begun and text is None else None
    return {
        "place": place,
        "post": place.post,
        "space": place.inside.space,
        "began": began,
        "title": began.title or _untitled(place, called),
        "writer": called,
        "read": read,
        "writer_href": _writer_href(place),
        "html": markdown.small(began.text),
        "need": drawing.NEEDS.get(place.post.need, ""),
        "feelings": [FEELINGS[key] for key in place.post.feelings if key in FEELINGS],
        "topics": [(key, TOPICS[key]) for key in place.post.topics if key in TOPICS],
        "note": NOTES.get(place.post.note, ""),
        "pictures": [
            dict(zip(("ref", "words", "width", "height"), row, strict=True)) for row in _PICTURES.rows(place.post.pk)
        ],
        "reactions": own_reactions(place, began, scene),
        "list": listed,
        "page": page,
        "first": first,
        "last": last,
        "kept": bool(_KEPT.rows(place.post.pk, place.person.pk)),
        "kindred": kindred.of(place),
        "starters": STARTERS.get(place.post.need, ()) if place.inside.may_write and not place.mine else (),
        "step": ladder.offer(place),
        "usually": hooks.usually(place.post) if place.mine and place.post.first_reply_at is None else "",
        "text": (own.given.get("text", "") if own is not None else "") if text is None else text,
        "client_id": client_id or (own.client_id if own is not None else new_ref()),
        "others_begun": begun[1:] if own is not None else begun,
        "quoted": quoted(place, asked.quote, scene),
        "care": care(place),
        **more,
    }


def _untitled(place: Place, called: str) -> str:
    if place.mine and not place.post.name:
        return _("Something you wrote")
    return _("Something {name} wrote").format(name=called)


def writer(place: Place, scene: drawing.Scene, began: Shown) -> str:
    """What the one who began it is called here."""
    if place.mine and not place.post.name:
        return _("You")
    if place.post.name:
        return place.post.name
    return scene.called(began.author_ref)


def _writer_href(place: Place) -> str:
    if place.post.name or place.mine or place.post.author is None:
        return ""
    return f"/people/{place.post.author.ref}"


def own_reactions(place: Place, began: Opening, scene: drawing.Scene) -> str:
    """How others answered the post: who, for its writer; kinds alone for others."""
    if not began.shown.reactions:
        return ""
    if not place.mine:
        return " · ".join(str(drawing.KINDS[kind]) for kind, _who in began.shown.reactions if kind in drawing.KINDS)
    refs = {ref for _kind, who in began.shown.reactions for ref in who}
    names = profiles.names_by_ref(refs)
    parts = []
    for kind, who in began.shown.reactions:
        called = _(" and ").join(names.get(ref) or scene.called(ref) for ref in who)
        parts.append(f"{called}: {drawing.KINDS.get(kind, '')}")
    return " · ".join(parts)


def quoted(place: Place, number: int | None, scene: drawing.Scene) -> dict[str, Any] | None:
    """The reply that is about to be answered."""
    row = Message.objects.filter(talk=place.talk, number=number).first() if number and number > 1 else None
    shown = talk.shown(place.talk, [row])[0] if row is not None else None
    if shown is None or shown.text is None or apart(place, shown):
        return None
    name = shown.name
    if not name and shown.author_id is not None:
        names = profiles.names_of({shown.author_id})
        name = names[shown.author_id].pseudonym if shown.author_id in names else scene.called(None)
    return {"number": shown.number, "name": name, "excerpt": talk_drawing.excerpt(shown.text)}


def care(place: Place) -> bool:
    """Whether a private offer of help stands open for something the person wrote here."""
    offer = safety.open_offer(place.person)
    return offer is not None and offer.subject_kind == REPLY and offer.subject_ref.startswith(f"{place.talk.ref}:")


def begun_elsewhere(begun: list[Begun], client_id: str) -> list[Begun]:
    """What else was begun, for a page that writes under ``client_id``."""
    return [one for one in begun if one.client_id != client_id]
