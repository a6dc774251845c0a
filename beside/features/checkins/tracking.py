"""A person's own trackers, and days they mark."""

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.checkins import keeping, sealing
from beside.features.checkins.models import Event, Tracker, What
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.talk import writing

KINDS: Final = ("yes", "strength", "number")
MOST: Final = 30
MOST_EVER: Final = 200
MOST_EVENTS: Final = 500
LONGEST_NAME: Final = 40
LONGEST_EVENT: Final = 120
STRONGEST: Final = 10
LARGEST: Final = 1_000_000


def add(name: str, kind: str, unit: str = "", *, actor: Person) -> Tracker:
    """A tracker of one's own. Raises ``Refused`` past thirty, or for a name that is there."""
    held = {"name": _one_line("name", name, LONGEST_NAME), "kind": _kind(kind), "unit": ""}
    if kind == "number" and unit.strip():
        held["unit"] = _one_line("unit", unit, 20)
    with transaction.atomic():
        own = keeping.own(actor)
        _room(actor)
        _free(actor, held["name"])
        row = Tracker(person=actor)
        sealing.seal_row(row, held)
        row.save()
        audit.record("own.kept", own, actor=actor)
    return row


def rename(row: Tracker, name: str, *, actor: Person) -> None:
    """Another name for the same thing; what was tracked stays with it. Raises ``Refused``."""
    called = _one_line("name", name, LONGEST_NAME)
    with transaction.atomic():
        own = keeping.own(actor)
        _free(actor, called, besides=row.pk)
        sealing.seal_row(row, sealing.open_row(row) | {"name": called})
        row.save(update_fields=["sealed"])
        audit.record("own.kept", own, actor=actor)


def archive(row: Tracker, *, actor: Person) -> None:
    """Put it away: it is not asked any more, and all that was tracked stays. Again changes nothing."""
    with transaction.atomic():
        own = keeping.own(actor)
        if Tracker.objects.filter(pk=row.pk, archived_at=None).update(archived_at=now()):
            audit.record("own.kept", own, actor=actor)


def bring_back(row: Tracker, *, actor: Person) -> None:
    """Ask it again. Raises ``Refused`` where thirty are asked already."""
    with transaction.atomic():
        own = keeping.own(actor)
        if Tracker.objects.filter(pk=row.pk, archived_at=None).exists():
            return
        _room(actor)
        Tracker.objects.filter(pk=row.pk).update(archived_at=None)
        audit.record("own.kept", own, actor=actor)


def mark(day: date, words: str, *, actor: Person) -> Event:
    """A day that mattered. Raises ``Refused``."""
    if day > keeping.today(actor):
        raise Refused("day", _("That day has not come yet. Choose today, or a day before."))
    if day < keeping.EARLIEST:
        raise Refused("day", _("Choose a later day. The earliest is 1 January 1950."))
    held = {"day": day.isoformat(), "words": _one_line("words", words, LONGEST_EVENT)}
    with transaction.atomic():
        own = keeping.own(actor)
        if Event.objects.filter(person=actor).count() >= MOST_EVENTS:
            raise Refused("words", _("There are 500 marked days already. Take one off first."))
        row = Event(person=actor)
        sealing.seal_row(row, held)
        row.save()
        audit.record("own.kept", own, actor=actor)
    return row


def unmark(row: Event, *, actor: Person) -> None:
    """Take a marked day off; for a day it can be brought back."""
    with transaction.atomic():
        own = keeping.own(actor)
        sealing.remember(actor, What.EVENT, row.ref, sealing.open_row(row))
        row.delete()
        audit.record("own.removed", own, actor=actor)


def undo_unmark(ref: str, *, actor: Person) -> None:
    """Bring it back. Raises ``Refused`` when that is over."""
    with transaction.atomic():
        own = keeping.own(actor)
        held: dict[str, Any] = sealing.take_back(actor, What.EVENT, ref)
        row = Event(person=actor, ref=ref)
        sealing.seal_row(row, held)
        row.save()
        audit.record("own.kept", own, actor=actor)


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise Refused("kind", _("Choose how you want to note it."))
    return kind


def _one_line(field: str, words: str, longest: int) -> str:
    try:
        return " ".join(writing.clean(words, longest=longest).split())
    except Refused as refused:
        if refused.code == "too_long":
            raise Refused(field, _("Use fewer letters: at most %(longest)s.") % {"longest": longest}) from refused
        raise Refused(field, refused.words) from refused


def _room(person: Person) -> None:
    rows = Tracker.objects.filter(person=person)
    if rows.filter(archived_at=None).count() >= MOST:
        raise Refused("name", _("You keep thirty things already. Put one away first; what it holds stays."))
    if rows.count() >= MOST_EVER:
        raise Refused("name", _("There is no room for another. Bring back one you put away, and rename it."))


def _free(person: Person, name: str, besides: int | None = None) -> None:
    for row in Tracker.objects.filter(person=person):
        if row.pk != besides and sealing.open_row(row).get("name", "").casefold() == name.casefold():
            raise Refused("name", _("You keep that already. If you put it away, bring it back below."))
