"""Making a group, changing it, laying out its sessions, ending it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import notices
from beside.features.groups.access import Inside
from beside.features.groups.core import agenda
from beside.features.groups.models import Group, Membership, Note, Pause, Rank, Session
from beside.features.groups.schedule import Series
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.profiles.places import zone_of
from beside.foundation.safety.queries import open_case_in
from beside.foundation.talk import actions as talk

AHEAD: Final = timedelta(days=120)  # sessions are laid out so far
LONGEST_PAUSE: Final = timedelta(days=92)
_TIMING: Final = ("rhythm", "first_day", "clock_time", "minutes", "times", "time_zone")


def series_of(group: Group) -> Series:
    """The rhythm of a group."""
    zone = zone_of(group.time_zone)
    if zone is None:
        raise ValueError(f"no such time zone: {group.time_zone}")
    return Series(group.rhythm, group.first_day, group.clock_time, group.minutes, zone, group.times)


def make(given: dict[str, Any], *, actor: Person) -> Group:
    """A new group with its sessions and a talk of its own; nobody is in it yet."""
    with transaction.atomic():
        group = Group.objects.create(**given, talk=talk.make_thread(actor=actor))
        lay_out(group, actor=actor)
        audit.record("group.made", group, actor=actor, name=group.name)
    return group


def change(group: Group, given: dict[str, Any], *, actor: Person) -> None:
    """Say a group anew. Other times lay its coming sessions out anew, and everybody in it is told."""
    with transaction.atomic():
        held = Group.objects.select_for_update().get(pk=group.pk)
        other_times = any(getattr(held, name) != given[name] for name in _TIMING)
        Group.objects.filter(pk=group.pk).update(**given)
        group.refresh_from_db()
        audit.record("group.changed", group, actor=actor)
        if other_times:
            group.sessions.filter(starts_at__gt=now()).delete()
            lay_out(group, actor=actor)
            notices.tell_all(group, notices.CHANGED)


def lay_out(group: Group, *, actor: audit.Acting) -> int:
    """Make the sessions that are missing up to 120 days ahead; how many. Those that were begun or moved stay."""
    series, until = series_of(group), (now() + AHEAD).date()
    held = set(group.sessions.values_list("day", flat=True))
    pauses = list(group.pauses.values_list("first", "last"))
    days = [day for day in series.days(until, pauses) if day not in held and series.begins(day) > now()]
    Session.objects.bulk_create(
        [Session(group=group, day=day, starts_at=series.begins(day), ends_at=series.ends(day)) for day in days],
        ignore_conflicts=True,
    )
    return len(days)


def pause(entered: Inside, first: date, last: date, words: str, *, actor: Person) -> None:
    """Let the group not meet on these days. Sessions on them go; a course goes on after them. Raises ``Refused``."""
    if last < first or last < now().date() or last - first > LONGEST_PAUSE:
        raise Refused("days", _("Choose days that are still to come, the first before the last, three months at most."))
    group = entered.group
    with transaction.atomic():
        row = Pause.objects.create(group=group, first=first, last=last, words=words)
        audit.record("group.paused", row, actor=actor)
        _lay_out_anew(group, actor)


def end_pause(entered: Inside, pause_id: int, *, actor: Person) -> None:
    """Let the group meet on those days after all."""
    with transaction.atomic():
        row = Pause.objects.filter(group=entered.group, pk=pause_id).first()
        if row is not None:
            audit.record("group.pause_ended", row, actor=actor)
            row.delete()
            _lay_out_anew(entered.group, actor)


def _lay_out_anew(group: Group, actor: Person) -> None:
    """Coming sessions as the rhythm and the pauses have them; those that were moved or called off stay as they are."""
    series, until = series_of(group), (now() + AHEAD).date()
    days = set(series.days(until, list(group.pauses.values_list("first", "last"))))
    coming = group.sessions.filter(starts_at__gt=now(), moved_at=None, called_off_at=None)
    coming.exclude(day__in=days).delete()
    lay_out(group, actor=actor)
    notices.tell_all(group, notices.CHANGED)


def set_agenda(entered: Inside, steps: Sequence[agenda.Step], *, actor: Person) -> None:
    """How the group's sessions go from the next one on."""
    with transaction.atomic():
        Group.objects.filter(pk=entered.group.pk).update(agenda=agenda.keep(steps))
        audit.record("group.agenda", entered.group, actor=actor)


def move(entered: Inside, session: Session, local: datetime, *, actor: Person) -> None:
    """Let one session be at another time, said by the group's clock. Raises ``Refused`` for a time that is over."""
    zone = series_of(entered.group).zone
    starts = local.replace(tzinfo=zone).astimezone(UTC)
    if starts <= now():
        raise Refused("past", _("That time is over already. Choose one that is still to come."))
    with transaction.atomic():
        ends = starts + timedelta(minutes=entered.group.minutes)
        _change(session, starts_at=starts, ends_at=ends, moved_at=now())
        audit.record("session.moved", session, actor=actor)
        notices.tell_all(entered.group, notices.CHANGED)


def call_off(entered: Inside, session: Session, off: bool, *, actor: Person) -> None:
    """Call a session off, or let it be after all. Again changes nothing."""
    with transaction.atomic():
        if not Session.objects.filter(pk=session.pk, called_off_at__isnull=off).exists():
            return
        _change(session, called_off_at=now() if off else None)
        audit.record("session.called_off" if off else "session.restored", session, actor=actor)
        notices.tell_all(entered.group, notices.CHANGED)


def _change(session: Session, **values: Any) -> None:
    # Calendars take a change only with a higher number (RFC 5545, 3.8.7.4).
    Session.objects.filter(pk=session.pk).update(**values, version=session.version + 1, changed_at=now())


def set_facilitator(group: Group, person: Person, leads: bool, *, actor: Person) -> None:
    """Ask somebody to facilitate, or let them rest; they stay in the group as a member."""
    with transaction.atomic():
        rank = Rank.FACILITATOR if leads else Rank.MEMBER
        held, made = Membership.objects.get_or_create(group=group, person=person, defaults={"rank": rank})
        if held.left_at is not None or held.rank != rank or made:
            Membership.objects.filter(pk=held.pk).update(rank=rank, left_at=None)
            audit.record("group.facilitator" if leads else "group.facilitator_rests", held, actor=actor)
            if leads:
                notices.tell(person, notices.LEAD, group, "/lead")


def end(group: Group, *, actor: Person) -> None:
    """End a group: no more sessions, nobody comes in, nothing is written; its words stay as agreed, then go."""
    with transaction.atomic():
        if not Group.objects.filter(pk=group.pk, ended_at=None).update(ended_at=now()):
            return
        group.sessions.filter(starts_at__gt=now()).delete()
        if group.talk is not None:
            talk.set_quiet(group.talk, actor=actor)
        audit.record("group.ended", group, actor=actor)
        notices.tell_all(group, notices.ENDED)


def empty(group: Group, *, actor: audit.Acting = audit.BESIDE) -> bool:
    """Remove what an ended group wrote, once the agreed days are over. False while a case holds a part of it."""
    if group.talk is not None and open_case_in(group.talk.ref):
        return False
    with transaction.atomic():
        if Group.objects.filter(pk=group.pk, emptied_at=None).update(emptied_at=now()):
            Note.objects.filter(group=group).delete()
            if group.talk is not None:
                group.talk.delete()
            audit.record("group.emptied", group, actor=actor)
    return True
