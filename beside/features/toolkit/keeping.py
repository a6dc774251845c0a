"""Reading and writing what somebody keeps for themselves, locked with their key."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, Final

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.features.toolkit.core import own as document
from beside.features.toolkit.core.own import Own
from beside.features.toolkit.core.working import Try as Tried
from beside.features.toolkit.models import Sheet, Toolkit, Try
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person

MOST_READ: Final = 200
_OF = Prepared(lambda person: Toolkit.objects.filter(person=person))
_BETWEEN = Prepared(
    lambda person, since, until: (
        Try.objects.filter(person=person, at__gte=since, at__lt=until).values_list("ref", "at", "sealed").order_by("at")
    ),
    3,
    moments=(1, 2),
)


def _own_context(person_id: int) -> str:
    return f"toolkit.own:{person_id}"


def _try_context(ref: str) -> str:
    return f"toolkit.try:{ref}"


def sheet_context(row: Sheet) -> str:
    """What a sheet is locked to."""
    return f"toolkit.sheet:{row.ref}"


def own_of(person: Person) -> Own:
    """What the person keeps."""
    row = _OF.first(person.pk)
    return _opened(row) if row is not None else Own()


def _opened(row: Toolkit) -> Own:
    words = keys.open_text(row.person_id, bytes(row.sealed), _own_context(row.person_id))
    return document.read(json.loads(words)) if words else Own()


def change(person: Person, changed: Callable[[Own], Own]) -> tuple[Toolkit, bool]:
    """Write what ``changed`` makes of it; whether anything is other than before.

    Runs in the caller's transaction, under a lock: two tabs that change different things both keep theirs.
    """
    row, _made = Toolkit.objects.select_for_update().get_or_create(person=person)
    before = _opened(row)
    after = changed(before)
    if after != before:
        words = json.dumps(document.plain(after), ensure_ascii=False)
        row.sealed, row.changed_at = keys.seal(person.pk, words, _own_context(person.pk)), now()
        row.save()
    return row, after != before


def seal_try(row: Try, values: dict[str, Any]) -> bytes:
    """The locked values of a try."""
    return keys.seal(row.person_id, json.dumps(values, ensure_ascii=False), _try_context(row.ref))


def open_try(row: Try) -> dict[str, Any]:
    """The values of a try: key, before, after, line."""
    return _held(row.person_id, row.ref, bytes(row.sealed))


def _held(owner: int, ref: str, sealed: bytes) -> dict[str, Any]:
    words = keys.open_text(owner, sealed, _try_context(ref))
    found: dict[str, Any] = json.loads(words) if words else {}
    return found


@cache
def _newest(most: int) -> Prepared[Try]:
    return Prepared(
        lambda person: (
            Try.objects.filter(person=person).values_list("ref", "at", "sealed").order_by("-at", "-pk")[:most]
        )
    )


def tries_of(person: Person, most: int = MOST_READ) -> list[Tried]:
    """The newest tries, as ``core/working.py`` takes them."""
    return as_tried(newest_tries(person, most))


def newest_tries(person: Person, most: int = MOST_READ) -> list[dict[str, Any]]:
    """The newest tries, opened: ``ref`` and ``at`` beside what ``seal_try`` locked."""
    rows = _newest(most).read(person.pk)
    opened = keys.open_texts(person.pk, ((sealed, _try_context(ref)) for ref, _at, sealed in rows))
    return [
        {"ref": ref, "at": at, **(json.loads(words) if words else {})}
        for (ref, at, _sealed), words in zip(rows, opened, strict=True)
    ]


def as_tried(opened: Iterable[dict[str, Any]]) -> list[Tried]:
    """Opened tries as ``core/working.py`` takes them."""
    return [Tried(one.get("key", ""), one["at"], one.get("before"), one.get("after")) for one in opened]


def tries_between(person: Person, since: datetime, until: datetime) -> dict[str, list[datetime]]:
    """When each strategy was used, by its key; ``until`` itself not."""
    found: dict[str, list[datetime]] = {}
    for ref, at, sealed in _BETWEEN.read(person.pk, since, until):
        found.setdefault(_held(person.pk, ref, bytes(sealed)).get("key", ""), []).append(at)
    return found


def seal_sheet(row: Sheet, key: str, said: dict[str, str]) -> bytes:
    """The locked words of a sheet."""
    return keys.seal(row.person_id, json.dumps({"key": key, "said": said}, ensure_ascii=False), sheet_context(row))


def open_sheet(row: Sheet) -> tuple[str, dict[str, str]]:
    """Which strategy a sheet belongs to, and what is written on it."""
    words = keys.open_text(row.person_id, bytes(row.sealed), sheet_context(row))
    held = json.loads(words) if words else {}
    return held.get("key", ""), held.get("said", {})
