"""What a person does about how they are told: choices, quiet hours, browsers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import Acting, record
from beside.foundation.notifications import push
from beside.foundation.notifications.kinds import Kind
from beside.foundation.notifications.models import Channel, Choice, Letter, Push, PushDevice, QuietHours, State

_MOST_DEVICES: Final = 10


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet hours as wished for."""

    starts: time
    ends: time
    urgent_through: bool
    staff_through: bool


def choose(person: Person, choices: Mapping[tuple[str, Channel], bool], quiet: Quiet | None, *, actor: Acting) -> None:
    """Keep what the person wishes. What was held by earlier quiet hours is looked at anew."""
    _own(person, actor)
    with transaction.atomic():
        for (kind, channel), on in choices.items():
            Choice.objects.update_or_create(person=person, kind=kind, channel=channel, defaults={"on": on})
        QuietHours.objects.filter(person=person).delete()
        if quiet is not None:
            QuietHours.objects.create(
                person=person,
                starts=quiet.starts,
                ends=quiet.ends,
                urgent_through=quiet.urgent_through,
                staff_through=quiet.staff_through,
            )
        for table in (Letter, Push):
            table._default_manager.filter(person=person, state=State.WAITING, tries=0).update(not_before=now())
        record("notices.chosen", person, actor=actor)


def stop(person: Person, kind: Kind, *, actor: Acting) -> None:
    """No more letters of this kind; those that wait are not sent."""
    _own(person, actor)
    with transaction.atomic():
        Choice.objects.update_or_create(person=person, kind=kind.name, channel=Channel.EMAIL, defaults={"on": False})
        Letter.objects.filter(person=person, notice__kind=kind.name, state=State.WAITING, taken_until=None).delete()
        record("notices.letters_stopped", person, actor=actor)


def add_browser(person: Person, endpoint: str, p256dh: str, auth: str, name: str, *, actor: Acting) -> PushDevice:
    """Tell this browser from now on. Raises ``Refused`` for an address we will not call, and beyond ten browsers."""
    _own(person, actor)
    try:
        push.check(endpoint, p256dh, auth)
    except (push.Refused, OSError) as error:
        raise Refused("address", _("This browser gave us an address that we cannot use.")) from error
    digest = hashlib.sha256(endpoint.encode()).hexdigest()
    with transaction.atomic():
        # A browser belongs to whoever asked last: on a shared computer the one before must not be told here.
        PushDevice.objects.filter(digest=digest).delete()
        if PushDevice.objects.filter(person=person).count() >= _MOST_DEVICES:
            raise Refused("too_many", _("Ten browsers are told already. End one of them first."))
        device = PushDevice.objects.create(
            person=person, endpoint=endpoint, digest=digest, p256dh=p256dh, auth=auth, name=name[:40]
        )
        record("notices.browser_added", device, actor=actor)
    return device


def end_browser(device: PushDevice, *, actor: Acting) -> None:
    """This browser is told nothing any more."""
    if actor.pk != device.person_id:
        raise PermissionError("only one's own browsers")
    with transaction.atomic():
        record("notices.browser_ended", device, actor=actor)
        device.delete()


def _own(person: Person, actor: Acting) -> None:
    if actor.pk != person.pk:
        raise PermissionError("only one's own notices")
