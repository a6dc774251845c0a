"""Gathering what the page of a conversation shows, with as few questions to the database as it takes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from beside.core import dates
from beside.core.clock import now
from beside.core.ids import new_ref
from beside.features.conversations import drawing, hooks, queries
from beside.features.conversations.access import Place
from beside.features.conversations.models import Handover
from beside.foundation.accounts import keys
from beside.foundation.profiles import places
from beside.foundation.profiles import queries as profiles
from beside.foundation.profiles.queries import Card
from beside.foundation.safety import decided
from beside.foundation.safety import queries as safety
from beside.foundation.safety.models import Opening
from beside.foundation.talk import drawing as talk_drawing
from beside.foundation.talk import queries as talk
from beside.foundation.talk.models import Message, ReactionKind
from beside.foundation.talk.queries import Page, Shown
from beside.foundation.talk.watch import SUBJECT

PAGE: Final = 40
DRAFT_KEPT: Final = gettext_lazy("Kept as a draft. Only you see it.")
# Where less than this is unread, the newest page holds all of it, and something from before.
_NEARLY_ALL: Final = PAGE - 8


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a conversation someone asks for; all empty means: where I stopped reading."""

    before: int | None = None
    after: int | None = None
    at: int | None = None
    quote: int | None = None


def card_of(place: Place) -> Card:
    """How the other may be known here: no longer at all, once they left or the two are apart."""
    if place.other is None:
        return Card("", _("Someone who has left"), "", gone=True)
    return profiles.cards([place.other.pk], to=place.person)[place.other.pk]


def messages_page(place: Place, asked: Asked) -> Page:
    """The messages to show."""
    if asked.before or asked.after or asked.at:
        return talk.page(place.talk, before=asked.before, after=asked.after, around=asked.at, limit=PAGE)
    unread = place.talk.last_number - place.seat.read_number
    if unread > _NEARLY_ALL:
        return talk.page(place.talk, around=place.seat.read_number + 1, limit=PAGE)
    return talk.page(place.talk, limit=PAGE)


def scene_of(place: Place, card: Card, shown: list[Shown]) -> drawing.Scene:
    """For whom, with whom and when."""
    other = place.other
    seen = talk.read_marks(place.talk).get(other.ref, 0) if other is not None else 0
    return drawing.Scene(
        ref=place.talk.ref,
        me=place.person.ref,
        names={place.person.ref: _("You")} | ({other.ref: card.pseudonym} if other is not None else {}),
        zone=timezone.get_current_timezone(),
        now=now(),
        # Someone apart from us is not watched, and does not know that they are apart.
        seen=0 if card.gone else seen,
        read=place.seat.read_number,
        quotes=_quotes(place, shown),
    )


def _quotes(place: Place, shown: list[Shown]) -> dict[int, Shown]:
    wanted = {row.reply_to for row in shown if row.reply_to}
    here = {row.number: row for row in shown if row.number in wanted}
    missing = wanted - here.keys()
    if missing:
        rows = list(Message.objects.filter(talk=place.talk, number__in=missing))
        here |= {row.number: row for row in talk.shown(place.talk, rows)}
    return here


def conversation(place: Place, asked: Asked, *, text: str | None = None, **more: Any) -> dict[str, Any]:
    """Everything for the template. ``text`` stands in the box instead of the draft (after something went wrong)."""
    card = card_of(place)
    page = messages_page(place, asked)
    scene = scene_of(place, card, page.messages)
    own = profiles.profile_or_none(place.person)
    first, last = (page.messages[0].number, page.messages[-1].number) if page.messages else (0, 0)
    state = queries.state_of(place.conversation)
    offered = care(place)
    return {
        "place": place,
        "conversation": place.conversation,
        "ref": place.talk.ref,
        "card": card,
        "own_seed": own.pseudonym if own is not None else "",
        "about": about(place, card),
        "why": why(place, card),
        "list": drawing.messages(page.messages, scene),
        "shapes": shapes(get_language() or ""),
        "page": page,
        "first": first,
        "last": last,
        "asked": asked,
        "seen": scene.seen,
        "state": state,
        "ended_by": _by(place, place.conversation.ended_by_id),
        "paused_by": paused_by(place),
        "handover": handover(place) if place.handing_over else None,
        "text": talk.draft_of(place.talk, place.person) if text is None else text,
        "client_id": new_ref(),
        "quoted": quoted(place, asked.quote, card),
        "care": offered,
        "unstaffed": offered and safety.staffing(now()).here is False,
        "zone": str(scene.zone),
        **more,
    }


def about(place: Place, card: Card) -> list[str]:
    """The line under the name: part, pronouns, languages."""
    if card.gone:
        return []
    part = _("Member") if place.is_peer else _("Peer supporter")
    languages = [places.language_name(code) for code in card.languages]
    spoken = _("writes {languages}").format(languages=in_a_row(languages)) if languages else ""
    return [piece for piece in (part, card.pronouns, spoken) if piece]


def why(place: Place, card: Card) -> str:
    """ "You were brought together because …"; empty where there is nothing to say."""
    clauses = [] if card.gone else hooks.why_in_words(place.conversation, place.person)
    return _("You were brought together because {clauses}.").format(clauses=in_a_row(clauses)) if clauses else ""


def in_a_row(pieces: list[str]) -> str:
    """ "one", "one and two", "one, two and three"."""
    if len(pieces) < 2:
        return "".join(pieces)
    return _("{first} and {last}").format(first=", ".join(pieces[:-1]), last=pieces[-1])


def quoted(place: Place, number: int | None, card: Card) -> dict[str, Any] | None:
    """The message that is about to be quoted."""
    row = Message.objects.filter(talk=place.talk, number=number).first() if number else None
    shown = talk.shown(place.talk, [row])[0] if row is not None else None
    if shown is None or shown.text is None:
        return None
    name = _("You") if shown.author_ref == place.person.ref else card.pseudonym
    return {"number": shown.number, "name": name, "excerpt": talk_drawing.excerpt(shown.text)}


def care(place: Place) -> bool:
    """Whether a private offer of help stands open for something the person wrote in this conversation."""
    offer = safety.open_offer(place.person)
    return offer is not None and offer.subject_kind == SUBJECT and offer.subject_ref.startswith(f"{place.talk.ref}:")


def handover(place: Place) -> dict[str, Any] | None:
    """The handover that is open, as this person sees it."""
    found: Handover | None = place.conversation.handovers.filter(declined_at=None, taken_at=None).first()
    if found is None:
        return None
    reason = ""
    if found.by_id is not None:
        context = queries.reason_context(found.conversation_id, found.by_id)
        reason = keys.open_text(found.by_id, bytes(found.reason), context) or ""
    mine = found.by_id == place.person.pk
    return {"row": found, "mine": mine, "reason": reason, "asks_me": not mine and not place.is_peer}


def paused_by(place: Place) -> str:
    """ "me", "other", or empty."""
    return _by(place, place.conversation.paused_by_id)


def _by(place: Place, person_id: int | None) -> str:
    if person_id is None:
        return ""
    return "me" if person_id == place.person.pk else "other"


@lru_cache(maxsize=64)
def shapes(language: str) -> SafeString:
    """What the script fills in, the same for everybody who reads ``language`` (which is the active one)."""
    given = {
        "blank": drawing.blank(),
        "kinds": ReactionKind.choices,
        "parts_of_day": drawing.parts_of_day(language)[0],
        "minutes": minutes(),
    }
    return render_to_string("conversations/parts/shapes.html", given)


def minutes() -> str:
    """The words for one to fifty-nine minutes ago, parted by bars, for the script."""
    said = (ngettext("a minute ago", "%(count)s minutes ago", n) % {"count": dates.number(n)} for n in range(1, 60))
    return "|".join(said)


def openings(ref: str) -> list[Opening]:
    """When two of the staff could read a part of this; for the two whose conversation it is."""
    return decided.openings_of(SUBJECT, ref)
