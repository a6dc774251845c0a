"""Looking whether the chain is whole, and saying where it is not.

A look goes through the entries by their place in the chain. It notices a place that is empty, an entry that is not as
it was sealed, one that was sealed without the service's key (a chain computed again from its start), and an end that is
not the one noted. Whoever puts back an older
copy of the whole database, end included, is noticed only against an end kept elsewhere: ``against``.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max

from beside.core.clock import now
from beside.foundation.audit import chain, sealing
from beside.foundation.audit.models import Chain, Entry

_CHUNK: Final = 1_000
_SLICE: Final = 10_000
_MOST_FAULTS: Final = 20
_AGAIN_AFTER: Final = timedelta(days=1)
_LATE_AFTER: Final = timedelta(minutes=10)
GUARDS: Final = ("audit_entry_keep", "audit_entry_stay")
"""Triggers of the database that keep sealed entries from being changed or deleted (see the migration)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be. ``last`` ends a run of places; ``what`` is one of ``WHAT``."""

    what: str
    first: int
    last: int


# missing: places without an entry; changed: not as it was sealed; unmarked: sealed without our key; end: the chain
# ends elsewhere than noted; elsewhere: it never passed the end that was kept elsewhere.
WHAT: Final = ("missing", "changed", "unmarked", "end", "elsewhere")


@dataclass(slots=True)
class Look:
    """Where a look stands: the last place it passed, that one's seal, and what it found.

    ``late`` counts entries that were sealed more than ten minutes after their own time: after a stop, or an update from
    a version without seals; otherwise somebody put in an entry of a time long past.
    """

    number: int = 0
    seal: str = chain.FIRST
    faults: list[Fault] = field(default_factory=list)
    late: int = 0

    def note(self, what: str, first: int, last: int | None = None) -> None:
        """Keep a fault; beyond twenty they say nothing new."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(what, first, last if last is not None else first))


@dataclass(frozen=True, slots=True)
class Standing:
    """How the log fares. ``guarded``: the database itself refuses changes."""

    number: int
    seal: str
    waiting: int
    guarded: bool
    whole_at: datetime | None
    whole_number: int
    faults: list[Fault]


def look_through(against: tuple[int, str] | None = None) -> Look:
    """Look at the whole chain, now. ``against`` is an end (place and seal) that was kept elsewhere."""
    head = _head()
    look = Look()
    for entry in _entries_after(0, head.number):
        _pass(look, entry)
        if against is not None and entry.seal_number == against[0] and entry.seal != against[1]:
            look.note("elsewhere", against[0])
    _at_the_end(look, head)
    if against is not None and against[0] > head.number:
        look.note("elsewhere", against[0])
    return look


def look_on() -> None:
    """Go on with the present look, ten thousand entries further; begin a new one a day after the last ended."""
    held = _head()
    if held.looked_to == 0 and held.whole_at is not None and held.whole_at > now() - _AGAIN_AFTER:
        return
    _look_slice(held)


def look_again() -> None:
    """Begin a look now, and go as far as one turn leads."""
    _head()
    Chain.objects.filter(pk=1).update(looked_to=0, looked_seal=chain.FIRST, found=[])
    _look_slice(_head())


def standing() -> Standing:
    """How the log fares, as last looked at."""
    head = _head()
    return Standing(
        head.number,
        head.seal,
        Entry.objects.filter(seal_number=None).count(),
        guarded(),
        head.whole_at,
        head.whole_number,
        [Fault(**one) for one in head.faults],
    )


def guarded() -> bool:
    """Whether the database's own guards stand."""
    sql = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s)"
        if connection.vendor == "sqlite"
        else "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'D' AND tgname IN (%s, %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, GUARDS)
        return bool(cursor.fetchone()[0] == len(GUARDS))


def _look_slice(held: Chain) -> None:
    """Nothing is locked meanwhile: what is sealed stays. Of two that look at once, the first keeps what it found."""
    look = Look(held.looked_to, held.looked_seal, [Fault(**one) for one in held.found])
    upto = min(held.number, held.looked_to + _SLICE)
    for entry in _entries_after(held.looked_to, upto):
        _pass(look, entry)
    kept: dict[str, Any] = {}
    if upto == held.number:
        _at_the_end(look, held)
        kept = {"whole_at": now(), "whole_number": held.number, "faults": [asdict(one) for one in look.faults]}
        look = Look()
    elif look.number < upto:
        look.note("missing", look.number + 1, upto)
        look.number = upto
    kept |= {"looked_to": look.number, "looked_seal": look.seal, "found": [asdict(one) for one in look.faults]}
    Chain.objects.filter(pk=1, looked_to=held.looked_to).update(**kept)


def _head() -> Chain:
    with transaction.atomic():
        return sealing.end()


def _entries_after(number: int, upto: int) -> Iterator[Entry]:
    """By place, a thousand at a time."""
    while number < upto:
        found = list(
            Entry.objects.filter(seal_number__gt=number, seal_number__lte=upto).order_by("seal_number")[:_CHUNK]
        )
        if not found:
            return
        yield from found
        number = found[-1].seal_number or upto


def _pass(look: Look, entry: Entry) -> None:
    """One entry further. What follows a fault is judged from the seal that stands there, so each is said once."""
    place = entry.seal_number or 0
    gap = place != look.number + 1
    if gap:
        look.note("missing", look.number + 1, place - 1)
    elif entry.seal != chain.seal_of(look.seal, chain.as_facts(entry)):
        look.note("changed", place)
    if entry.mark != chain.mark_of(entry.seal):
        look.note("unmarked", place)
    if entry.sealed_at is not None and entry.sealed_at - entry.at > _LATE_AFTER:
        look.late += 1
    look.number, look.seal = place, entry.seal


def _at_the_end(look: Look, head: Chain) -> None:
    """The last entry is the one noted as the end, and nothing stands beyond."""
    if look.number < head.number:
        look.note("missing", look.number + 1, head.number)
    elif look.seal != head.seal:
        look.note("end", head.number)
    if head.mark != chain.end_mark(head.number, head.seal):
        look.note("end", head.number)
    # In this order: the end has moved on where more was sealed meanwhile, and then it is not behind what was read.
    last = Entry.objects.aggregate(last=Max("seal_number"))["last"] or 0
    if last > _head().number:
        look.note("end", last)
