"""Locking and opening a person's private texts.

Each person has a key, kept in the database locked with the service's master key, which is kept only in the
secrets file. So a copied database tells nothing, and destroying one row makes one person's words unreadable.
"""

from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import Final

from cachetools import TTLCache
from django.conf import settings
from django.db import transaction

from beside.core import crypto, disk
from beside.foundation.accounts.models import PersonKey

# A destroyed key may stay usable in another process for this long; sessions and sockets end at once.
_REMEMBERED_SECONDS: Final = 60
_boxes: TTLCache[int, crypto.Box] = TTLCache(maxsize=20_000, ttl=_REMEMBERED_SECONDS)
_lock = Lock()


class NoKey(Exception):
    """The person was erased: their words can never be read again."""


@lru_cache(maxsize=1)
def _master() -> crypto.Box:
    return crypto.Box(settings.MASTER_KEY)


@lru_cache(maxsize=1)
def site_box() -> crypto.Box:
    """The lock for texts that belong to the organisation, such as a report's excerpt."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return crypto.Box(
        HKDF(SHA256(), crypto.KEY_BYTES, salt=None, info=b"beside site texts").derive(settings.MASTER_KEY)
    )


def make(person_id: int) -> None:
    """Give a new person their key."""
    wrapped = _master().seal(crypto.new_key(), b"key of %d" % person_id)
    PersonKey.objects.create(person_id=person_id, wrapped=wrapped)


def destroy(person_id: int) -> None:
    """Make everything this person wrote unreadable, for ever."""
    PersonKey.objects.filter(person_id=person_id).delete()
    transaction.on_commit(disk.let_go, robust=True)
    with _lock:
        _boxes.pop(person_id, None)


def box_of(person_id: int) -> crypto.Box:
    """The person's lock. Raises ``NoKey``."""
    with _lock:
        box: crypto.Box | None = _boxes.get(person_id)
    if box is None:
        box = _fetch([person_id]).get(person_id)
        if box is None:
            raise NoKey(person_id)
    return box


def boxes_of(person_ids: set[int]) -> dict[int, crypto.Box]:
    """The locks of several people, with one query; erased people are left out."""
    held: dict[int, crypto.Box] = {}
    with _lock:
        for person_id in person_ids:
            box = _boxes.get(person_id)
            if box is not None:
                held[person_id] = box
    missing = [person_id for person_id in person_ids if person_id not in held]
    return held | _fetch(missing) if missing else held


def _fetch(person_ids: list[int]) -> dict[int, crypto.Box]:
    found: dict[int, crypto.Box] = {}
    for person_id, wrapped in PersonKey.objects.filter(person_id__in=person_ids).values_list("person_id", "wrapped"):
        found[person_id] = crypto.Box(_master().open(bytes(wrapped), b"key of %d" % person_id))
    with _lock:
        _boxes.update(found)
    return found


def seal(person_id: int, text: str, context: str) -> bytes:
    """Lock ``text`` with the person's key, to the place ``context`` names. Raises ``NoKey``."""
    return box_of(person_id).seal(text.encode(), context.encode())


def open_text(person_id: int, sealed: bytes | memoryview, context: str) -> str | None:
    """The text, or None where the person's key is gone. Raises ``crypto.Unreadable`` if it was tampered with."""
    if not sealed:
        return ""
    try:
        return box_of(person_id).open(bytes(sealed), context.encode()).decode()
    except NoKey:
        return None


def open_texts(person_id: int, locked: Iterable[tuple[bytes | memoryview, str]]) -> list[str | None]:
    """``open_text`` for many texts of one person, each with its context; their lock is looked up once."""
    try:
        box = box_of(person_id)
    except NoKey:
        return [None if sealed else "" for sealed, _context in locked]
    return [box.open(bytes(sealed), context.encode()).decode() if sealed else "" for sealed, context in locked]


def seal_for_site(text: str, context: str) -> bytes:
    """Lock a text with the organisation's own key."""
    return site_box().seal(text.encode(), context.encode())


def open_for_site(sealed: bytes | memoryview, context: str) -> str:
    """A text of the organisation. Raises ``crypto.Unreadable``."""
    return site_box().open(bytes(sealed), context.encode()).decode() if sealed else ""
