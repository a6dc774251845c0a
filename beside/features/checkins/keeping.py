"""Check-ins: keeping one, changing it, removing it, and bringing back what stood before."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.checkins import sealing
from beside.features.checkins.core import entries as core
from beside.features.checkins.core.entries import HIGHEST, LOWEST, Entry
from beside.features.checkins.models import Month, Own, What
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.profiles import places
from beside.foundation.profiles import queries as profiles
from beside.foundation.talk import writing

LONGEST_LINE: Final = 280
MOST_A_DAY: Final = 24
EARLIEST: Final = date(1950, 1, 1)
# A second press on Today within this time changes the first, rather than saying two things.
_SAME_ARRIVAL: Final = timedelta(hours=1)


def zone_of(person: Person) -> tzinfo:
    """Where the person's days begin."""
    profile = profiles.profile_or_none(person)
    return (places.zone_of(profile.time_zone) if profile is not None else None) or timezone.get_default_timezone()


def today(person: Person, moment: datetime | None = None) -> date:
    """The day it is where the person lives."""
    return (moment or now()).astimezone(zone_of(person)).date()


def own(person: Person) -> Own:
    """The person's row, held until the end of the transaction: two windows write one after the other."""
    Own.objects.get_or_create(person=person)
    return Own.objects.select_for_update().get(person=person)


def keep(entry: Entry, *, actor: Person, named: str = "") -> Entry:
    """Keep a check-in: a new one (no ref), or one of one's own changed. Raises ``Refused``.

    ``named``: the ref of a new one. Where one is there under it that says the same, it was sent before; where that says
    something else, somebody went back in their browser and wrote anew. A new one's ``at`` is when it was written down.
    """
    entry = _checked(entry, actor)
    with transaction.atomic():
        row = own(actor)
        there = next((one for one in _month(actor, entry.day) if one.ref == named), None) if named else None
        if there is not None and not entry.ref:
            if _says(there) == _says(entry):
                return there
            named = ""
        before = _find(actor, entry.ref) if entry.ref else None
        if entry.ref and before is None:
            raise Refused("gone", _("That check-in is not here any more."))
        if before is not None:
            sealing.remember(actor, What.ENTRY, before.ref, core.plain(before))
        entry = _dated(entry, before, actor, named)
        month = _month(actor, entry.day)
        if before is not None and core.first_of(before.day) != core.first_of(entry.day):
            _write(actor, before.day, core.without(_month(actor, before.day), before.ref))
        _room_for(entry, month)
        _write(actor, entry.day, core.put(month, entry))
        audit.record("own.kept", row, actor=actor)
    return entry


def arrive(mood: int, *, actor: Person) -> Entry:
    """One press on Today. Pressed again within the hour, it changes what the first said."""
    moment = now()
    with transaction.atomic():
        own(actor)
        day = today(actor, moment)
        newest = next((one for one in reversed(_month(actor, day)) if one.day == day and one.at is not None), None)
        if newest is not None and newest.at is not None and timedelta() <= moment - newest.at < _SAME_ARRIVAL:
            return keep(newest._replace(mood=mood), actor=actor)
        return keep(Entry("", day, moment, mood=mood), actor=actor)


def rest(*, actor: Person) -> None:
    """Not today: the question is not asked again until tomorrow."""
    with transaction.atomic():
        row = own(actor)
        row.rested_on = today(actor)
        row.save(update_fields=["rested_on"])


def remove(ref: str, day: date, *, actor: Person) -> None:
    """Remove one's own check-in; for a day it can be brought back. Raises ``Refused`` when it is gone already."""
    with transaction.atomic():
        row = own(actor)
        month = _month(actor, day)
        entry = next((one for one in month if one.ref == ref), None)
        if entry is None:
            raise Refused("gone", _("That check-in is not here any more."))
        sealing.remember(actor, What.ENTRY, ref, core.plain(entry))
        _write(actor, day, core.without(month, ref))
        audit.record("own.removed", row, actor=actor)


def undo(ref: str, *, actor: Person) -> Entry:
    """Bring a check-in back as it stood before the last change. Raises ``Refused`` when that is over."""
    with transaction.atomic():
        row = own(actor)
        before = core.read(sealing.take_back(actor, What.ENTRY, ref))
        changed = _find(actor, ref)
        if changed is not None:
            _write(actor, changed.day, core.without(_month(actor, changed.day), ref))
        _write(actor, before.day, core.put(_month(actor, before.day), before))
        audit.record("own.kept", row, actor=actor)
    return before


def _says(entry: Entry) -> tuple[object, ...]:
    return entry.day, entry.mood, entry.energy, entry.sleep, entry.line, dict(entry.marks)


def _checked(entry: Entry, person: Person) -> Entry:
    """As it may be kept. Raises ``Refused``."""
    for name, value in (("mood", entry.mood), ("energy", entry.energy), ("sleep", entry.sleep)):
        if value is not None and not LOWEST <= value <= HIGHEST:
            raise Refused(name, _("Choose one of the words, or none."))
    if entry.line.strip():
        if len(entry.line.strip()) > LONGEST_LINE:
            raise Refused("line", _("One line holds 280 characters. Put the rest into your journal, or shorten it."))
        try:
            entry = entry._replace(line=writing.clean(entry.line, longest=LONGEST_LINE))
        except Refused as refused:
            raise Refused("line", refused.words) from refused
    else:
        entry = entry._replace(line="")
    if entry.empty:
        raise Refused("empty", _("Say one thing at least: a word, or a line."))
    if entry.day > today(person):
        raise Refused("day", _("That day has not come yet. Choose today, or a day before."))
    if entry.day < EARLIEST:
        raise Refused("day", _("Choose a later day. The earliest is 1 January 1950."))
    return entry


def _dated(entry: Entry, before: Entry | None, person: Person, named: str) -> Entry:
    """With a name, and a moment only for what is said on the day itself."""
    if before is not None:
        return entry._replace(at=before.at if before.day == entry.day else None)
    at = min(entry.at or now(), now())  # a clock that goes ahead has written nothing tomorrow
    return entry._replace(ref=named or new_ref(), at=at if entry.day == today(person, at) else None)


def _room_for(entry: Entry, month: list[Entry]) -> None:
    if sum(one.day == entry.day and one.ref != entry.ref for one in month) >= MOST_A_DAY:
        raise Refused("many", _("That day holds 24 check-ins already. Change one of them instead."))


def _month(person: Person, day: date) -> list[Entry]:
    row = Month.objects.filter(person=person, first=core.first_of(day)).first()
    return sealing.opened(row) if row is not None else []


def _write(person: Person, day: date, entries: list[Entry]) -> None:
    """The month anew; an empty one leaves no row."""
    first = core.first_of(day)
    if not entries:
        Month.objects.filter(person=person, first=first).delete()
        return
    sealed = sealing.seal_month(person, first, entries)
    Month.objects.update_or_create(person=person, first=first, defaults={"sealed": sealed, "changed_at": now()})


def _find(person: Person, ref: str) -> Entry | None:
    """One's own check-in, wherever it is; the newest months are looked at first."""
    for row in Month.objects.filter(person=person).order_by("-first").iterator(chunk_size=12):
        found = next((one for one in sealing.opened(row) if one.ref == ref), None)
        if found is not None:
            return found
    return None
