"""How someone wishes to be told: by kind and channel, and when not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from django.utils import timezone

from beside.foundation.accounts.models import Person
from beside.foundation.notifications.kinds import Kind
from beside.foundation.notifications.models import Channel, Choice, QuietHours, Rest

ZoneOf = Callable[[int], tzinfo | None]
# Profiles stands above and hands in how to find a person's time zone.
_zones: Final[list[ZoneOf]] = []
_MORNING: Final = time(9)


def zones_from(zone_of: ZoneOf) -> None:
    """``zone_of(person's number)`` gives their time zone, or None where they have not said."""
    _zones[:] = [zone_of]


def zone(person_id: int) -> tzinfo:
    """The person's zone, or the organisation's."""
    found = _zones[0](person_id) if _zones else None
    return found or timezone.get_default_timezone()


def wants(person: Person, kind: Kind, channel: Channel) -> bool:
    """Whether this kind may reach the person by this channel."""
    if kind.subject is None:
        return False
    said = Choice.objects.filter(person=person, kind=kind.name, channel=channel).values_list("on", flat=True).first()
    return by_itself(kind, channel) if said is None else said


def by_itself(kind: Kind, channel: Channel) -> bool:
    """The default. To turn a browser on is to ask for pushes, so there it is yes."""
    return kind.email if channel == Channel.EMAIL else True


def held_until(person_id: int, kind: Kind | None, moment: datetime) -> datetime | None:
    """When the person's rest or quiet hours end, where ``moment`` falls into them and the kind may not pass."""
    if kind is None or not kind.urgent:
        resting = Rest.objects.filter(person=person_id, until__gt=moment).values_list("until", flat=True).first()
        if resting is not None:
            return resting
    return _quiet_until(person_id, kind, moment)


def _quiet_until(person_id: int, kind: Kind | None, moment: datetime) -> datetime | None:
    quiet = QuietHours.objects.filter(person=person_id).first()
    if quiet is None or (kind is not None and _passes(quiet, kind)):
        return None
    return end_of_quiet(moment, zone(person_id), quiet.starts, quiet.ends)


def _passes(quiet: QuietHours, kind: Kind) -> bool:
    return kind.urgent and (quiet.staff_through if kind.staff else quiet.urgent_through)


def end_of_quiet(moment: datetime, where: tzinfo, starts: time, ends: time) -> datetime | None:
    """The end of quiet hours around ``moment`` in UTC, by the wall clock of ``where``; None outside of them.

    Where the clock shows the last quiet minute twice, the second time counts; where it skips it, quiet ends as much
    later as the clock has jumped.
    """
    local = moment.astimezone(where)
    clock = local.time()
    over_midnight = starts > ends
    quiet = (clock >= starts or clock < ends) if over_midnight else starts <= clock < ends
    if not quiet:
        return None
    day: date = local.date() + timedelta(days=1) if over_midnight and clock >= starts else local.date()
    first = datetime.combine(day, ends, tzinfo=where).astimezone(UTC)
    return first if first > moment else datetime.combine(day, ends, tzinfo=where).replace(fold=1).astimezone(UTC)


def later(word: str, moment: datetime, where: tzinfo) -> datetime | None:
    """When something put off with this word comes back: ``hours``, ``tomorrow`` at nine, ``week``; None for others."""
    if word == "hours":
        return moment + timedelta(hours=3)
    if word == "week":
        return moment + timedelta(days=7)
    if word == "tomorrow":
        day = moment.astimezone(where).date() + timedelta(days=1)
        return datetime.combine(day, _MORNING, tzinfo=where).astimezone(UTC)
    return None
