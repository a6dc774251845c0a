"""The one place that writes new messages: many at once, in one transaction, numbered without gaps.

Plain SQL, the same on SQLite and PostgreSQL: this is the hot path, and the ORM would cost more than all the rest
(docs/benchmarks.md). Everyone who sends comes through here: the live line's writer in batches, pages and the API one
at a time.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections
from django.utils.translation import gettext_lazy as _

from beside.core import crypto, straight
from beside.core.clock import now
from beside.core.refusal import Refused
from beside.core.straight import Ask
from beside.foundation.accounts import keys
from beside.foundation.safety import decided
from beside.foundation.talk import writing
from beside.foundation.talk.models import Kind, Message

# On SQLite, those in this process who write for messages take turns here. It would let them wait too, but by sleeping
# longer and longer between tries: a message that met triage's own writing could then be a quarter of a second late.
# PostgreSQL lets many write at once, each their own rows.
turn: Final = threading.RLock()
_LIMITED: Final = (
    "EXISTS (SELECT 1 FROM safety_restriction r WHERE r.person_id = s.person_id AND r.lifted_at IS NULL"
    " AND r.what IN ('writing', 'suspended', 'ended') AND r.since <= %s AND (r.until IS NULL OR r.until > %s))"
)
_COLUMNS: Final = 8  # of a new message that are given a value
_ADVANCE: Final = "UPDATE talk_talk SET last_number = %s, last_change = %s, last_at = %s WHERE id = %s"
_CLEAR_DRAFT: Final = "DELETE FROM talk_draft WHERE talk_id = %s AND person_id = %s"
NOT_YOURS: Final = ("not_there", _("That conversation is not here."))


@contextmanager
def in_turn() -> Iterator[None]:
    """Begin a transaction inside of this where it ends in a message.

    Whoever is in a transaction already has the database, and goes on: they must not wait for those who hold the turn,
    since those wait for the database.
    """
    here = connections[DEFAULT_DB_ALIAS]
    if here.in_atomic_block or here.vendor != "sqlite":
        yield
    else:
        with turn:
            yield


class Outgoing(NamedTuple):
    """A message on its way in; ``text`` and ``client_id`` have been through ``writing``."""

    talk_ref: str
    author_id: int
    author_ref: str
    client_id: str
    text: str
    reply_to: int | None = None
    clear_draft: bool = False


class Stored(NamedTuple):
    """A message that is safe on disk. ``again`` says it had been before: nobody need be told twice."""

    talk_id: int
    talk_ref: str
    number: int
    change: int
    at: datetime
    author_id: int
    author_ref: str
    author_part: str
    client_id: str
    text: str
    reply_to: int | None
    again: bool = False
    kind: str = Kind.DIRECT

    def event(self) -> dict[str, Any]:
        """What those in the talk are told."""
        if self.kind == Kind.THREAD:
            return thin(self.talk_ref, self.change)
        return {
            "on": "message",
            "talk": self.talk_ref,
            "number": self.number,
            "change": self.change,
            "author": self.author_ref,
            "client_id": self.client_id,
            "text": self.text,
            "at": self.at.isoformat(),
            "reply_to": self.reply_to,
        }


def thin(talk_ref: str, change: int) -> dict[str, Any]:
    """That something happened in a thread: no name and no words, for each who follows it sees their own of it."""
    return {"on": "thread", "talk": talk_ref, "change": change}


@dataclass(slots=True)
class _Open:
    """A talk while a batch is written to it."""

    talk_id: int
    number: int
    change: int
    quiet: bool
    parts: dict[int, str]
    limited: set[int]
    kind: str
    masks: dict[int, str]


Result = Stored | Refused


def store(batch: Sequence[Outgoing]) -> list[Result]:
    """Keep the messages of ``batch``; one result for each, in order. All are on disk when this returns.

    Raises ``django.db.Error`` when the database does not take them: then none is kept.
    """
    with in_turn():
        boxes = keys.boxes_of({item.author_id for item in batch})
        try:
            return straight.transaction(lambda ask: _write(ask, batch, boxes, {}))
        except IntegrityError:
            # Some were sent before (a client that never heard the answer). Rare, so the usual path does not look first.
            return straight.transaction(lambda ask: _write(ask, batch, boxes, _sent_before(batch)))


def _write(
    ask: Ask, batch: Sequence[Outgoing], boxes: dict[int, crypto.Box], before: dict[tuple[str, int, str], Stored]
) -> list[Result]:
    at = now()
    here: Any = connections[DEFAULT_DB_ALIAS]
    at_column = here.ops.adapt_datetimefield_value(at)
    talks = _open_talks(ask, batch, at_column, here.vendor)
    results: list[Result] = []
    rows: list[Any] = []
    written: set[str] = set()
    for item in batch:
        result = _place(item, talks.get(item.talk_ref), item.author_id in boxes, at, before)
        results.append(result)
        if isinstance(result, Refused) or result.again:
            continue
        # The same client id twice in one batch must be found before the database does.
        before[item.talk_ref, item.author_id, item.client_id] = result
        sealed = writing.seal(boxes[item.author_id], item.text, result.talk_id, item.author_id, item.client_id)
        written.add(item.talk_ref)
        rows += (result.talk_id, result.number, item.author_id, item.client_id, sealed)
        rows += (result.reply_to, at_column, result.change)
    if rows:
        ask(_insertion(len(rows) // _COLUMNS), rows)
        for ref in sorted(written):
            talk = talks[ref]
            ask(_ADVANCE, (talk.number, talk.change, at_column, talk.talk_id))
        for item in batch:
            if item.clear_draft and item.talk_ref in talks:
                ask(_CLEAR_DRAFT, (talks[item.talk_ref].talk_id, item.author_id))
    return results


def _place(
    item: Outgoing,
    talk: _Open | None,
    has_key: bool,
    at: datetime,
    before: dict[tuple[str, int, str], Stored],
) -> Result:
    if talk is None or item.author_id not in talk.parts or not has_key:
        return Refused(*NOT_YOURS)
    known = before.get((item.talk_ref, item.author_id, item.client_id))
    if known is not None:
        return known._replace(again=True)
    if item.author_id in talk.limited:
        return decided.limited()
    if talk.quiet:
        return Refused("quiet", _("This conversation is resting. Nothing can be added to it now."))
    talk.number += 1
    talk.change += 1
    reply_to = item.reply_to if item.reply_to and item.reply_to < talk.number else None
    part = talk.parts[item.author_id]
    return Stored(
        talk.talk_id, item.talk_ref, talk.number, talk.change, at, item.author_id,
        talk.masks.get(item.author_id, item.author_ref), part, item.client_id, item.text, reply_to, kind=talk.kind,
    )  # fmt: skip


def _marks(count: int) -> str:
    return ",".join(["%s"] * count)


@lru_cache(maxsize=4 * 64)
def _question(refs: int, people: int, vendor: str) -> str:
    """The talks of a batch with the seats of its writers, locked.

    Whether a decision keeps a writer from writing is read in the same statement: one look into an index that is empty
    nearly always, true in every process at once, and no query more.
    """
    lock = " ORDER BY t.id FOR UPDATE OF t" if vendor == "postgresql" else ""
    return (
        f"SELECT t.ref, t.id, t.last_number, t.last_change, t.quiet_at, t.kind, s.mask, s.person_id, s.part, {_LIMITED}"  # noqa: S608 (only marks are put in)
        " FROM talk_talk t JOIN talk_seat s ON s.talk_id = t.id"
        f" WHERE t.ref IN ({_marks(refs)}) AND s.person_id IN ({_marks(people)}) AND s.left_at IS NULL{lock}"
    )


@lru_cache(maxsize=64)
def _insertion(count: int) -> str:
    row = f"({_marks(_COLUMNS)},0)"
    return (
        "INSERT INTO talk_message (talk_id, number, author_id, client_id, sealed, reply_to, at, change, triaged)"  # noqa: S608
        f" VALUES {','.join([row] * count)}"
    )


def _open_talks(ask: Ask, batch: Sequence[Outgoing], moment: Any, vendor: str) -> dict[str, _Open]:
    refs = sorted({item.talk_ref for item in batch})
    people = sorted({item.author_id for item in batch})
    talks: dict[str, _Open] = {}
    found = ask(_question(len(refs), len(people), vendor), [moment, moment, *refs, *people])
    for ref, talk_id, number, change, quiet_at, kind, mask, person_id, part, limited in found:
        talk = talks.setdefault(ref, _Open(talk_id, number, change, quiet_at is not None, {}, set(), kind, {}))
        talk.parts[person_id] = part
        if mask:
            talk.masks[person_id] = mask
        if limited:
            talk.limited.add(person_id)
    return talks


def _sent_before(batch: Sequence[Outgoing]) -> dict[tuple[str, int, str], Stored]:
    """Which of these are already kept."""
    found: dict[tuple[str, int, str], Stored] = {}
    for item in batch:
        mine = Message.objects.filter(talk__ref=item.talk_ref, author_id=item.author_id, client_id=item.client_id)
        kept = mine.select_related("talk").first()
        if kept is not None:
            found[item.talk_ref, item.author_id, item.client_id] = Stored(
                kept.talk_id, item.talk_ref, kept.number, kept.change, kept.at, item.author_id, item.author_ref, "",
                item.client_id, item.text, kept.reply_to, again=True, kind=kept.talk.kind,
            )  # fmt: skip
    return found
