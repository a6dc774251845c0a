"""The hope box: photos, songs as links, words others gave. Locked with its owner's key, the pictures too."""

import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.crypto import Unreadable
from beside.core.photos import Picture
from beside.core.refusal import Refused
from beside.features.recovery.keeping import tidy
from beside.features.recovery.models import HopeThing
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.queries import organisation
from beside.foundation.audit import actions as audit

MOST: Final = 200
MOST_PHOTOS: Final = 40
LONGEST_LINE: Final = 200
LONGEST_WORDS: Final = 2_000
LONGEST_LINK: Final = 500


@dataclass(frozen=True, slots=True)
class Thing:
    """What is put in. ``words``: what is in a photo, a song's name, or the words; ``by``: who gave them or sings it."""

    what: str
    words: str
    by: str = ""
    link: str = ""
    picture: Picture | None = None


def context(thing: HopeThing) -> str:
    """What the words of a thing are locked to."""
    return f"recovery.hope:{thing.owner_id}:{thing.ref}"


def picture_context(thing: HopeThing) -> bytes:
    """What its picture is locked to."""
    return f"recovery.hope_picture:{thing.owner_id}:{thing.ref}".encode()


def opened(thing: HopeThing) -> dict[str, str]:
    """Its words: ``words``, ``by``, ``link``, and the ``host`` the link leads to."""
    text = keys.open_text(thing.owner_id, bytes(thing.sealed), context(thing))
    found: dict[str, str] = json.loads(text) if text else {}
    shown = {name: found.get(name, "") for name in ("words", "by", "link")}
    return {**shown, "host": urlsplit(shown["link"]).hostname or ""}


def opened_picture(thing: HopeThing) -> bytes | None:
    """Its picture; None where there is none."""
    if not thing.picture:
        return None
    try:
        found: bytes = keys.box_of(thing.owner_id).open(bytes(thing.picture), picture_context(thing))
    except (keys.NoKey, Unreadable):
        return None
    return found


def takes_pictures() -> bool:
    """Whether the organisation wants pictures here."""
    return organisation().pictures


def put_in(given: Thing, *, actor: Person) -> HopeThing:
    """Put something in. Raises ``Refused``."""
    What = HopeThing.What
    held = HopeThing.objects.filter(owner=actor)
    if held.count() >= MOST or (given.what == What.PHOTO and held.filter(what=What.PHOTO).count() >= MOST_PHOTOS):
        raise Refused("many", _("The box is full. Take something out first."))
    words = tidy(given.words, LONGEST_WORDS if given.what == What.WORDS else LONGEST_LINE)
    if not words:
        raise Refused("words", _("A few words are missing here."))
    if given.what == What.PHOTO and (given.picture is None or not takes_pictures()):
        raise Refused("photo", _("Choose a photo."))
    link = checked_link(given.link) if given.what == What.SONG else ""
    with transaction.atomic():
        thing = HopeThing(owner=actor, what=What(given.what))
        said = json.dumps({"words": words, "by": tidy(given.by, LONGEST_LINE), "link": link}, ensure_ascii=False)
        thing.sealed = keys.seal(actor.pk, said, context(thing))
        if given.what == What.PHOTO and given.picture is not None:
            thing.picture = keys.box_of(actor.pk).seal(given.picture.data, picture_context(thing))
            thing.width, thing.height = given.picture.width, given.picture.height
        thing.save()
        audit.record("hope.put_in", thing, actor=actor, what=thing.what)
    return thing


def checked_link(link: str) -> str:
    """An address that a browser opens safely elsewhere, or none. Raises ``Refused``."""
    text = link.strip()
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host, plain = parts.hostname, parts.username is None
    except ValueError:
        host, plain, parts = None, False, urlsplit("")
    if len(text) > LONGEST_LINK or parts.scheme != "https" or not host or not plain or any(c.isspace() for c in text):
        raise Refused("link", _("That link has to begin with https:// and lead to a page."))
    return text


def take_out(thing: HopeThing, *, actor: Person) -> None:
    """Take something out, for good."""
    with transaction.atomic():
        audit.record("hope.taken_out", thing, actor=actor, what=thing.what)
        thing.delete()
