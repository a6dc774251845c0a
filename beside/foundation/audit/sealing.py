"""Giving new entries their place in the chain.

Nobody waits for it: ``record`` only inserts a row, in the transaction of the deed. A job comes by every
few seconds and seals what has been committed since, in the order of the rows' numbers. PostgreSQL may commit a higher
number before a lower one; then the lower one is *late*: it gets the next place in the chain, not the one before.
So places (``seal_number``) count 1, 2, 3 … without a gap, whatever the numbers of the rows do.
"""

from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from beside.core.clock import now
from beside.foundation.audit import chain
from beside.foundation.audit.models import Chain, Entry

BATCH: Final = 1_000
_MOST_BATCHES: Final = 20


def seal() -> int:
    """Seal what waits, in batches; how many entries that were. May be cut off and begun anew, or run twice at once."""
    total = 0
    for _turn in range(_MOST_BATCHES):
        done = _seal_batch()
        total += done
        if done < BATCH:
            break
    return total


def end() -> Chain:
    """Where the chain ends, made if this is the first time. Inside a transaction nobody else seals meanwhile."""
    Chain.objects.get_or_create(
        pk=1, defaults={"seal": chain.FIRST, "mark": chain.end_mark(0, chain.FIRST), "looked_seal": chain.FIRST}
    )
    return Chain.objects.select_for_update().get(pk=1)


def _seal_batch() -> int:
    if not Entry.objects.filter(seal_number=None).exists():
        return 0
    with transaction.atomic():
        head = end()
        waiting = list(Entry.objects.filter(seal_number=None).order_by("pk")[:BATCH])
        moment = now()
        rows: list[tuple[Any, ...]] = []
        for entry in waiting:
            head.number += 1
            entry.seal_number, entry.sealed_at = head.number, moment
            head.seal = chain.seal_of(head.seal, chain.as_facts(entry))
            rows.append((head.number, head.seal, chain.mark_of(head.seal), _stored(moment), entry.pk))
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE audit_entry SET seal_number = %s, seal = %s, mark = %s, sealed_at = %s"
                " WHERE id = %s AND seal_number IS NULL",
                rows,
            )
        head.mark = chain.end_mark(head.number, head.seal)
        head.save(update_fields=["number", "seal", "mark"])
    return len(waiting)


def _stored(moment: datetime) -> Any:
    """A moment as this database keeps it."""
    return connection.ops.adapt_datetimefield_value(moment)
