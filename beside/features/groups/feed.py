"""A private calendar: the sessions of somebody's groups for the calendar program they use anyway."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from beside.core.clock import now
from beside.core.ids import new_secret
from beside.features.groups.models import Feed, Membership, Session
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit

_BACK: Final = timedelta(days=30)


def address(names: bool, *, actor: Person) -> Feed:
    """A new address for one's calendar; the old one leads nowhere from now on."""
    with transaction.atomic():
        values = {"token": new_secret(), "names": names, "made_at": now()}
        row, _made = Feed.objects.update_or_create(person=actor, defaults=values)
        audit.record("group.calendar", row, actor=actor)
    return row


def close(*, actor: Person) -> None:
    """No calendar any more."""
    Feed.objects.filter(person=actor).delete()


def calendar(row: Feed) -> bytes:
    """An iCalendar file (RFC 5545) in UTC. It says "Group" unless its owner chose names, and leads nowhere."""
    made = Calendar()
    made.add("prodid", "-//Beside//Groups//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Groups"))
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    groups = Membership.objects.filter(person=row.person, left_at=None).values("group")
    sessions = Session.objects.filter(group__in=groups, ends_at__gt=now() - _BACK).select_related("group")
    for session in sessions.order_by("starts_at"):
        made.add_component(_event(session, row.names))
    return bytes(made.to_ical())


def _event(session: Session, names: bool) -> Event:
    event = Event()
    event.add("uid", f"{session.ref}@groups.beside")
    event.add("summary", session.group.name if names else _("Group"))
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    event.add("sequence", session.version)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("status", "CANCELLED" if session.called_off_at else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event
