"""What people have begun to write, kept for them alone until it is sent or put away."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.features.spaces.models import Draft, Post, Space
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.talk import writing

MOST: Final = 20
"""Begun texts kept for one person in one space; of more, the oldest give way."""
_LONGEST: Final = 40_000
_REPLIES = Prepared(
    lambda person, post: (
        Draft.objects.filter(person=person, post=post).select_related("post").order_by("-at", "-pk")[:MOST]
    ),
    2,
)

_HELD = Prepared(
    lambda person, client_id: Draft.objects.filter(person=person, client_id=client_id).values_list("pk"), 2, texts=(1,)
)


@dataclass(frozen=True, slots=True)
class Begun:
    """One begun text, opened. ``post_ref`` is empty for a post of one's own."""

    client_id: str
    post_ref: str
    at: datetime
    given: dict[str, Any]

    @property
    def line(self) -> str:
        """Its beginning, to know it by."""
        words = f"{self.given.get('title', '')} {self.given.get('text', '')}".split()
        return " ".join(words)[:80]


def context(person_id: int, client_id: str) -> str:
    """What a draft is locked to."""
    return f"spaces.draft:{person_id}:{client_id}"


def save(space: Space, post: Post | None, client_id: str, given: dict[str, Any], *, actor: Person) -> None:
    """Keep what is begun, under the name its page gave it; with nothing in it, it goes. Raises ``Refused``."""
    client_id = writing.client_id(client_id)
    if not any(str(value).strip() for name, value in given.items() if name in {"title", "text"}):
        drop(client_id, actor=actor)
        return
    words = json.dumps(given, ensure_ascii=True)[:_LONGEST]
    sealed = keys.seal(actor.pk, words, context(actor.pk, client_id))
    values = {"space": space, "post": post, "sealed": sealed, "at": now()}
    Draft.objects.update_or_create(person=actor, client_id=client_id, defaults=values)
    old = Draft.objects.filter(person=actor, space=space).order_by("-at", "-pk").values_list("pk", flat=True)[MOST:]
    Draft.objects.filter(pk__in=list(old)).delete()


def drop(client_id: str, *, actor: Person) -> None:
    """Put a begun text away. Again changes nothing."""
    if _HELD.rows(actor.pk, client_id):  # most is written in one go: to look costs less than to take away
        Draft.objects.filter(person=actor, client_id=client_id).delete()


def of(person: Person, space: Space, post: Post | None) -> list[Begun]:
    """What the person has begun here, newest first."""
    if post is None:
        rows = list(Draft.objects.filter(person=person, space=space, post=None).order_by("-at", "-pk")[:MOST])
    else:
        rows = _REPLIES.objects(person.pk, post.pk)
    return [opened for row in rows if (opened := _open(row)) is not None]


def opened(row: Draft) -> Begun | None:
    """One begun text; None where it cannot be read."""
    return _open(row)


def _open(row: Draft) -> Begun | None:
    words = keys.open_text(row.person_id, bytes(row.sealed), context(row.person_id, row.client_id))
    try:
        given = json.loads(words or "{}")
    except ValueError:
        return None
    return Begun(row.client_id, row.post.ref if row.post is not None else "", row.at, given)
