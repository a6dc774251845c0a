"""Reading the roster: who is on call at a moment, when somebody is next, and where nobody is.

Hours stand on the organisation's clock. A day is turned into moments by its time zone, so nine o'clock stays nine
o'clock when summer time begins or ends; a night shift is then an hour shorter or longer, and no gap opens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from beside.core.clock import now
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person, Role
from beside.foundation.safety.models import Duty, DutyChange, Place, StaffBreak

AHEAD: Final = timedelta(days=14)
_DAY: Final = timedelta(days=1)
STAFF: Final = (Role.MODERATOR, Role.SAFETY_LEAD)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One duty on one day. ``first`` and ``second`` are who does it then; None where nobody does."""

    duty: Duty
    day: date
    begins: datetime
    ends: datetime
    first: Person | None
    second: Person | None

    @property
    def people(self) -> list[Person]:
        """Whom to call, in order."""
        return [person for person in (self.first, self.second) if person is not None]

    def at(self, place: Place) -> Person | None:
        """Who has this place."""
        return self.first if place == Place.FIRST else self.second


@dataclass(frozen=True, slots=True)
class OnCall:
    """Who is on call at a moment, until when without a gap; and, where nobody is, when somebody is next."""

    people: list[Person]
    until: datetime | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hole:
    """Hours that nobody, or only one person, has. ``stretch`` is None for hours promised without any duty."""

    begins: datetime
    ends: datetime
    nobody: bool
    stretch: Stretch | None = None


def zone() -> ZoneInfo:
    """The organisation's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def local_day(moment: datetime) -> date:
    """Which day it is there."""
    return moment.astimezone(zone()).date()


def moment_of(day: date, clock: time) -> datetime:
    """A time on the organisation's clock, as a moment. One that summer time skips is taken an hour later; of one that
    comes twice, the first.
    """
    return datetime.combine(day, clock, zone()).astimezone(UTC)


def span(duty: Duty, day: date) -> tuple[datetime, datetime]:
    """When the duty begins and ends if it begins on that day."""
    ends_on = day + _DAY if duty.past_midnight else day
    return moment_of(day, duty.since), moment_of(ends_on, duty.until)


def exists() -> bool:
    """Whether there is a roster at all: some duty that has not ended."""
    return Duty.objects.filter(Q(until_day=None) | Q(until_day__gte=local_day(now()))).exists()


def duties() -> list[Duty]:
    """All hours that still come, in the order of the week."""
    return list(Duty.objects.filter(Q(until_day=None) | Q(until_day__gte=local_day(now()))))


def stretches(start: datetime, end: datetime) -> list[Stretch]:
    """Every duty that touches the time from ``start`` to ``end``, in order. Three queries."""
    first, last = local_day(start) - _DAY, local_day(end)
    duties = list(
        Duty.objects.filter(Q(until_day=None) | Q(until_day__gte=first), from_day__lte=last).select_related(
            "first", "second"
        )
    )
    if not duties:
        return []
    changes = {
        (row.duty_id, row.day, row.place): row.instead
        for row in DutyChange.objects.filter(duty__in=duties, day__range=(first, last)).select_related("instead")
    }
    able = {person.pk for person in accounts.holders(*STAFF)}
    days = [first + _DAY * number for number in range((last - first).days + 1)]
    found = [_stretch(duty, day, changes, able) for day in days for duty in duties if duty.on(day)]
    return sorted(
        (one for one in found if one.ends > start and one.begins < end), key=lambda one: (one.begins, one.duty.pk)
    )


def _stretch(duty: Duty, day: date, changes: dict[tuple[int, date, int], Person | None], able: set[int]) -> Stretch:
    def who(place: Place, usual: Person | None) -> Person | None:
        person = changes.get((duty.pk, day, place), usual)
        # Someone who left the desk is not on call any more, whatever the roster still says.
        return person if person is not None and person.pk in able else None

    begins, ends = span(duty, day)
    return Stretch(duty, day, begins, ends, who(Place.FIRST, duty.first), who(Place.SECOND, duty.second))


def one(duty: Duty, day: date) -> Stretch | None:
    """The duty on that day as it stands; None where it does not begin then."""
    if not duty.on(day):
        return None
    begins, ends = span(duty, day)
    found = [one for one in stretches(begins, ends) if (one.duty.pk, one.day) == (duty.pk, day)]
    return found[0] if found else None


def on_call(moment: datetime, about: Person | None = None) -> OnCall:
    """Who is on call at ``moment``, first before second, without the one the matter is about."""
    coming = stretches(moment, moment + AHEAD)
    running = [one for one in coming if one.begins <= moment]
    order = [one.first for one in running] + [one.second for one in running]
    people: list[Person] = []
    for person in order:
        if person is not None and person not in people and (about is None or person.pk != about.pk):
            people.append(person)
    if people:
        return OnCall(people, _covered_until(coming, moment, about), None)
    later = [one.begins for one in coming if one.begins > moment and _manned(one, about)]
    return OnCall([], None, min(later, default=None))


def _manned(one: Stretch, about: Person | None) -> bool:
    return any(about is None or person.pk != about.pk for person in one.people)


def _covered_until(coming: Iterable[Stretch], moment: datetime, about: Person | None) -> datetime:
    until = moment
    for one in coming:
        if _manned(one, about) and one.begins <= until:
            until = max(until, one.ends)
    return until


def to_call(people: Sequence[Person]) -> list[Person]:
    """Those on call without whoever has a break; all of them where everyone has one, for a call goes before."""
    resting = set(
        StaffBreak.objects.filter(person__in=people, ended_at=None, until__gt=now()).values_list("person_id", flat=True)
    )
    return [person for person in people if person.pk not in resting] or list(people)


def holes(start: datetime, length: timedelta = AHEAD) -> list[Hole]:
    """Where the coming time has nobody, or no second person; promised hours without any duty too. In order."""
    end = start + length
    coming = stretches(start, end)
    found = [
        Hole(max(one.begins, start), one.ends, nobody=not one.people, stretch=one) for one in coming if not _full(one)
    ]
    if coming or exists():
        manned = [(one.begins, one.ends) for one in coming]
        for begins, ends in _promised(start, end):
            found += [Hole(since, until, nobody=True) for since, until in _without(begins, ends, manned)]
    return sorted(found, key=lambda hole: hole.begins)


def _full(one: Stretch) -> bool:
    return one.first is not None and one.second is not None


def _promised(start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The hours in which the organisation says that staff are here, if it says so."""
    place = accounts.organisation()
    since, until = place.staffed_from, place.staffed_until
    if since is None or until is None:
        return []
    day, last = local_day(start), local_day(end)
    found = []
    while day <= last:
        begins, ends = moment_of(day, since), moment_of(day + _DAY if until <= since else day, until)
        if ends > start and begins < end:
            found.append((max(begins, start), min(ends, end)))
        day += _DAY
    return found


def _without(
    begins: datetime, ends: datetime, taken: Iterable[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    """What is left of one span of time without others; ``taken`` is in order of beginning."""
    left, since = [], begins
    for other_begins, other_ends in taken:
        if other_ends <= since or other_begins >= ends:
            continue
        if other_begins > since:
            left.append((since, other_begins))
        since = max(since, other_ends)
    if since < ends:
        left.append((since, ends))
    return left
