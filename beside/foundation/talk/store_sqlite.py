"""Keeping messages in SQLite: a few small statements in one transaction, each no more than a call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from beside.core import crypto, straight
from beside.core.clock import now
from beside.core.refusal import Refused
from beside.core.straight import Ask
from beside.foundation.talk import writing
from beside.foundation.talk.outgoing import LIMITED, NOT_YOURS, Before, Outgoing, Result, Stored, refusal

_COLUMNS: Final = 8  # of a new message that are given a value
_ADVANCE: Final = "UPDATE talk_talk SET last_number = %s, last_change = %s, last_at = %s WHERE id = %s"
_CLEAR_DRAFT: Final = "DELETE FROM talk_draft WHERE talk_id = %s AND person_id = %s"


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


def keep(batch: Sequence[Outgoing], boxes: Mapping[int, crypto.Box], before: Before) -> list[Result]:
    """As ``store`` says. Raises ``IntegrityError`` where a message was sent before and is not in ``before``."""
    return straight.transaction(lambda ask: _write(ask, batch, boxes, dict(before)))


def _write(
    ask: Ask, batch: Sequence[Outgoing], boxes: Mapping[int, crypto.Box], before: dict[Any, Stored]
) -> list[Result]:
    at = now()
    at_column = str(at.replace(tzinfo=None))  # as Django writes a moment here, always of UTC
    talks = _open_talks(ask, batch, at_column)
    results: list[Result] = []
    rows: list[Any] = []
    written: set[str] = set()
    drafts: list[tuple[int, int]] = []
    for item in batch:
        result = _place(item, talks.get(item.talk_ref), item.author_id in boxes, at, before)
        results.append(result)
        if isinstance(result, Refused) or result.again:
            continue
        # The same client id twice in one batch must be found before the database does.
        before[item.key] = result
        sealed = writing.seal(boxes[item.author_id], item.text, result.talk_id, item.author_id, item.client_id)
        written.add(item.talk_ref)
        rows += (result.talk_id, result.number, item.author_id, item.client_id, sealed)
        rows += (result.reply_to, at_column, result.change)
        if item.clear_draft:
            drafts.append((result.talk_id, item.author_id))
    if rows:
        ask(_insertion(len(rows) // _COLUMNS), rows)
        for ref in written:
            talk = talks[ref]
            ask(_ADVANCE, (talk.number, talk.change, at_column, talk.talk_id))
        for draft in drafts:
            ask(_CLEAR_DRAFT, draft)
    return results


def _place(item: Outgoing, talk: _Open | None, has_key: bool, at: datetime, before: Before) -> Result:
    if talk is None or item.author_id not in talk.parts or not has_key:
        return Refused(*NOT_YOURS)
    known = before.get(item.key)
    if known is not None:
        return known._replace(again=True)
    refused = refusal(limited=item.author_id in talk.limited, quiet=talk.quiet)
    if refused is not None:
        return refused
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
def _question(refs: int, people: int) -> str:
    """The talks of a batch with the seats of its writers.

    Whether a decision keeps a writer from writing is read in the same statement: true in every process at once, and no
    query more.
    """
    return (
        f"SELECT t.ref, t.id, t.last_number, t.last_change, t.quiet_at, t.kind, s.mask, s.person_id, s.part, {LIMITED}"  # noqa: S608 (only marks are put in)
        " FROM talk_talk t JOIN talk_seat s ON s.talk_id = t.id"
        f" WHERE t.ref IN ({_marks(refs)}) AND s.person_id IN ({_marks(people)}) AND s.left_at IS NULL"
    )


@lru_cache(maxsize=64)
def _insertion(count: int) -> str:
    row = f"({_marks(_COLUMNS)},0)"
    return (
        "INSERT INTO talk_message (talk_id, number, author_id, client_id, sealed, reply_to, at, change, triaged)"  # noqa: S608
        f" VALUES {','.join([row] * count)}"
    )


def _open_talks(ask: Ask, batch: Sequence[Outgoing], moment: Any) -> dict[str, _Open]:
    refs = sorted({item.talk_ref for item in batch})
    people = sorted({item.author_id for item in batch})
    talks: dict[str, _Open] = {}
    found = ask(_question(len(refs), len(people)), [moment, moment, *refs, *people])
    for ref, talk_id, number, change, quiet_at, kind, mask, person_id, part, limited in found:
        talk = talks.setdefault(ref, _Open(talk_id, number, change, quiet_at is not None, {}, set(), kind, {}))
        talk.parts[person_id] = part
        if mask:
            talk.masks[person_id] = mask
        if limited:
            talk.limited.add(person_id)
    return talks
