"""Keeping messages in PostgreSQL: one statement for a batch, which is its own transaction.

Each statement that is waited for costs more here than what it does. So one locks the talks, looks at the seats,
numbers, inserts and moves the talks on; what it tells of each message says why one was left out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Final, NamedTuple

from cachetools import LRUCache
from psycopg.types.numeric import Int8

from beside.core import crypto, straight
from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.talk import writing
from beside.foundation.talk.models import Talk
from beside.foundation.talk.outgoing import LIMITED, NOT_YOURS, Before, Key, Outgoing, Result, Stored, refusal

# The number of a talk, which never changes; its row is looked at with each message all the same.
_numbers: LRUCache[str, int] = LRUCache(50_000)
_lock = Lock()
_TYPES: Final = ("bigint", "bigint", "bigint", "text", "bytea", "int", "bool", "bool")


class _Given(NamedTuple):
    """One message as the statement takes it. ``place`` is that in the batch; ``again``: it was kept before."""

    place: int
    talk_id: int
    author_id: int
    client_id: str
    sealed: bytes
    reply_to: int | None
    clear_draft: bool
    again: bool


class _Placed(NamedTuple):
    """What the statement tells of a message whose writer has a seat; ``number`` is None where it was not kept."""

    place: int
    talk_id: int
    quiet: bool
    limited: bool
    kind: str
    mask: str
    part: str
    number: int | None
    change: int | None
    reply_to: int | None


def keep(batch: Sequence[Outgoing], boxes: Mapping[int, crypto.Box], before: Before) -> list[Result]:
    """As ``store`` says. Raises ``IntegrityError`` where a message was sent before and is not in ``before``."""
    at = now()
    numbers = _numbers_of({item.talk_ref for item in batch})
    first: dict[Key, int] = {}
    given: list[_Given] = []
    for place, item in enumerate(batch):
        talk_id, box = numbers.get(item.talk_ref), boxes.get(item.author_id)
        if talk_id is None or box is None or first.setdefault(item.key, place) != place:
            continue
        again = item.key in before
        sealed = b"" if again else writing.seal(box, item.text, talk_id, item.author_id, item.client_id)
        given.append(
            _Given(place, talk_id, item.author_id, item.client_id, sealed, item.reply_to, item.clear_draft, again)
        )
    placed = _asked(given, at) if given else {}
    results: list[Result] = []
    for place, item in enumerate(batch):
        earlier = first.get(item.key, place)
        results.append(_again(results[earlier]) if earlier != place else _result(item, placed.get(place), at, before))
    return results


def _numbers_of(refs: set[str]) -> dict[str, int]:
    with _lock:
        held = {ref: _numbers[ref] for ref in refs if ref in _numbers}
    missing = refs - held.keys()
    if missing:
        found = dict(Talk.objects.filter(ref__in=missing).values_list("ref", "pk"))
        with _lock:
            _numbers.update(found)
        held |= found
    return held


def _again(result: Result) -> Result:
    return result if isinstance(result, Refused) else result._replace(again=True)


def _result(item: Outgoing, placed: _Placed | None, at: datetime, before: Before) -> Result:
    if placed is None:
        return Refused(*NOT_YOURS)
    if item.key in before:
        return _again(before[item.key])
    if placed.number is None or placed.change is None:
        return refusal(limited=placed.limited, quiet=placed.quiet) or Refused(*NOT_YOURS)
    return Stored(
        placed.talk_id, item.talk_ref, placed.number, placed.change, at, item.author_id,
        placed.mask or item.author_ref, placed.part, item.client_id, item.text, placed.reply_to, kind=placed.kind,
    )  # fmt: skip


def _asked(given: Sequence[_Given], at: datetime) -> dict[int, _Placed]:
    """Those of ``given`` whose writers have a seat there, by place."""
    rows = [(Int8(one.place), Int8(one.talk_id), Int8(one.author_id), *one[3:]) for one in given]
    values = rows[0] if len(rows) == 1 else [list(column) for column in zip(*rows, strict=True)]
    sql = _statement(many=len(rows) > 1, drafts=any(one.clear_draft for one in given))
    return {row[0]: _Placed(*row) for row in straight.statement(sql, [*values, at, at, at, at])}


@lru_cache(maxsize=4)
def _statement(*, many: bool, drafts: bool) -> str:
    """For one message or several, each a row of ``given``; with drafts to clear or without.

    Talks are locked in the order of their numbers, so that two batches never wait for each other, and what they say is
    read once they are locked.
    """
    marks = ", ".join(f"%s::{kind}[]" if many else f"%s::{kind}" for kind in _TYPES)
    rows = f"SELECT * FROM unnest({marks})" if many else f"VALUES ({marks})"  # noqa: S608 (only marks are put in)
    step = "row_number() OVER (PARTITION BY talk_id ORDER BY place)" if many else "1"
    cleared = (
        ", cleared AS (DELETE FROM talk_draft d USING numbered n"
        " WHERE n.clear_draft AND d.talk_id = n.talk_id AND d.person_id = n.author_id)"
        if drafts
        else ""
    )
    return f"""
        WITH given (place, talk_id, author_id, client_id, sealed, reply_to, clear_draft, again) AS ({rows}),
        talks AS (
            SELECT id, last_number, last_change, quiet_at, kind FROM talk_talk
            WHERE id IN (SELECT talk_id FROM given) ORDER BY id FOR UPDATE
        ),
        placed AS (
            SELECT given.*, t.last_number, t.last_change, t.quiet_at IS NOT NULL AS quiet, t.kind, s.mask, s.part,
                {LIMITED} AS limited
            FROM given JOIN talks t ON t.id = given.talk_id
            JOIN talk_seat s ON s.talk_id = given.talk_id AND s.person_id = given.author_id AND s.left_at IS NULL
        ),
        stepped AS (SELECT *, {step} AS step FROM placed WHERE NOT (quiet OR limited OR again)),
        numbered AS (
            SELECT place, talk_id, author_id, client_id, sealed, clear_draft, step,
                last_number + step AS number, last_change + step AS change,
                CASE WHEN reply_to < last_number + step THEN reply_to END AS reply_to
            FROM stepped
        ),
        kept AS (
            INSERT INTO talk_message (talk_id, number, author_id, client_id, sealed, reply_to, at, change, triaged)
            SELECT talk_id, number, author_id, client_id, sealed, reply_to, %s, change, 0 FROM numbered
        ),
        moved AS (
            UPDATE talk_talk t SET last_number = n.number, last_change = n.change, last_at = %s
            FROM (SELECT talk_id, max(number) AS number, max(change) AS change FROM numbered GROUP BY talk_id) n
            WHERE t.id = n.talk_id
        )
        {cleared}
        SELECT p.place, p.talk_id, p.quiet, p.limited, p.kind, p.mask, p.part, n.number, n.change, n.reply_to
        FROM placed p LEFT JOIN numbered n USING (place)
    """  # noqa: S608 (only marks are put in)
