"""How this side is locked and opened, and what is kept for a day so that it can be undone."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.checkins.core import entries as core
from beside.features.checkins.core.entries import Entry
from beside.features.checkins.models import Before, Event, Month, Taken, Tracker, What
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person

KEPT_FOR: Final = timedelta(days=1)


def _month_context(person_id: int, first: date) -> str:
    return f"checkins.month:{person_id}:{first.isoformat()}"


def seal_month(person: Person, first: date, entries: Iterable[Entry]) -> bytes:
    """A whole month, locked to the person and the month."""
    return seal(person.pk, [core.plain(one) for one in entries], _month_context(person.pk, first))


def opened(row: Month) -> list[Entry]:
    """The check-ins of a month, in their order; none where the person's key is gone."""
    return open_month(row.person_id, row.first, row.sealed, date.min, date.max)


def open_month(person_id: int, first: date, sealed: bytes | memoryview, since: date, until: date) -> list[Entry]:
    """The same of a month that was read without making an object of it, and of it what lies between two days."""
    kept = open_sealed(person_id, bytes(sealed), _month_context(person_id, first))
    return core.read_between(kept or (), since, until)


def seal(person_id: int, value: Any, context: str) -> bytes:
    """Plain values, locked."""
    return keys.seal(person_id, json.dumps(value, ensure_ascii=False, separators=(",", ":")), context)


def open_sealed(person_id: int, sealed: bytes, context: str) -> Any:
    """What ``seal`` locked; None where the person's key is gone."""
    words = keys.open_text(person_id, sealed, context)
    return json.loads(words) if words else None


def row_context(row: "Tracker | Event | Taken") -> str:
    """What a row with a ref is locked to."""
    return _ref_context(type(row), row.ref)


def _ref_context(table: "type[Tracker | Event | Taken]", ref: str) -> str:
    return f"{table._meta.label_lower}:{ref}"


def open_row(row: "Tracker | Event | Taken") -> dict[str, Any]:
    """What a row holds; empty where the person's key is gone."""
    return open_ref(type(row), row.person_id, row.ref, bytes(row.sealed))


def open_ref(table: "type[Tracker | Event | Taken]", person_id: int, ref: str, sealed: bytes) -> dict[str, Any]:
    """The same of a row that was read without making an object of it."""
    found: dict[str, Any] = open_sealed(person_id, sealed, _ref_context(table, ref)) or {}
    return found


def seal_row(row: "Tracker | Event | Taken", value: dict[str, Any]) -> None:
    """Locks ``value`` into the row, which the caller saves."""
    row.sealed = seal(row.person_id, value, row_context(row))


def _before_context(person_id: int, what: str, ref: str) -> str:
    return f"checkins.before:{person_id}:{what}:{ref}"


def remember(person: Person, what: What, ref: str, value: dict[str, Any]) -> None:
    """Keep for a day what stands now, in the caller's transaction."""
    sealed = seal(person.pk, value, _before_context(person.pk, what, ref))
    Before.objects.update_or_create(person=person, what=what, ref=ref, defaults={"sealed": sealed, "at": now()})


def take_back(person: Person, what: What, ref: str) -> dict[str, Any]:
    """What stood before, and no longer kept, in the caller's transaction. Raises ``Refused``."""
    row = Before.objects.select_for_update().filter(person=person, what=what, ref=ref).first()
    if row is None:
        raise Refused("over", _("It is too late to bring that back."))
    found: dict[str, Any] | None = open_sealed(
        person.pk, bytes(row.sealed), _before_context(person.pk, row.what, row.ref)
    )
    row.delete()
    if found is None:
        raise Refused("over", _("It is too late to bring that back."))
    return found


def open_before(row: Before) -> Any:
    """For the person's own copy."""
    return open_sealed(row.person_id, bytes(row.sealed), _before_context(row.person_id, row.what, row.ref))
