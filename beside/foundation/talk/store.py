"""The one place that writes new messages: many at once, in one transaction, numbered without gaps.

Plain SQL, for each database as it does this best: this is the hot path, and the ORM would cost more than all the rest
(docs/benchmarks.md). Everyone who sends comes through here: the live line's writer in batches, pages and the API one
at a time.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections

from beside.foundation.accounts import keys
from beside.foundation.talk import store_postgres, store_sqlite
from beside.foundation.talk.models import Message
from beside.foundation.talk.outgoing import Key, Outgoing, Result, Stored

# On SQLite, those in this process who write for messages take turns here. It would let them wait too, but by sleeping
# longer and longer between tries: a message that met triage's own writing could then be a quarter of a second late.
# PostgreSQL lets many write at once, each their own rows.
turn: Final = threading.RLock()


@contextmanager
def in_turn() -> Iterator[None]:
    """Begin a transaction inside of this where it ends in a message.

    Whoever is in a transaction already has the database, and goes on: they must not wait for those who hold the turn,
    since those wait for the database.
    """
    with turn if _takes_turns(connections[DEFAULT_DB_ALIAS]) else nullcontext():
        yield


def _takes_turns(here: Any) -> bool:
    return bool(here.vendor == "sqlite" and not here.in_atomic_block)


def store(batch: Sequence[Outgoing]) -> list[Result]:
    """Keep the messages of ``batch``; one result for each, in order. All are on disk when this returns.

    Raises ``django.db.Error`` when the database does not take them: then none is kept.
    """
    here = connections[DEFAULT_DB_ALIAS]
    keep = store_postgres.keep if here.vendor == "postgresql" else store_sqlite.keep
    with turn if _takes_turns(here) else nullcontext():
        boxes = keys.boxes_of({item.author_id for item in batch})
        try:
            return keep(batch, boxes, {})
        except IntegrityError:
            # Some were sent before (a client that never heard the answer). Rare, so the usual path does not look first.
            return keep(batch, boxes, _sent_before(batch))


def _sent_before(batch: Sequence[Outgoing]) -> dict[Key, Stored]:
    """Which of these are already kept."""
    found: dict[Key, Stored] = {}
    for item in batch:
        mine = Message.objects.filter(talk__ref=item.talk_ref, author_id=item.author_id, client_id=item.client_id)
        kept = mine.select_related("talk").first()
        if kept is not None:
            found[item.key] = Stored(
                kept.talk_id, item.talk_ref, kept.number, kept.change, kept.at, item.author_id, item.author_ref, "",
                item.client_id, item.text, kept.reply_to, again=True, kind=kept.talk.kind,
            )  # fmt: skip
    return found
