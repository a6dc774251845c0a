"""Where someone is signed in."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import Acting, record
from beside.foundation.realtime import hub


def end_device(person: Person, device: UserSession, *, actor: Acting) -> None:
    """Sign one device out, its open pages included."""
    checks.oneself(person, actor)
    with transaction.atomic():
        _end(device)
        record("device.ended", person, actor=actor)


def end_other_devices(person: Person, keep: str | None, *, actor: Acting) -> int:
    """Sign out everywhere but in the session ``keep``; tells how many there were."""
    checks.oneself(person, actor)
    with transaction.atomic():
        others = list(UserSession.objects.filter(user_id=person.pk).exclude(session_key=keep))
        for device in others:
            _end(device)
        record("devices.ended", person, actor=actor, count=len(others))
    return len(others)


def _end(device: UserSession) -> None:
    key: str = device.session_key
    device.end()
    transaction.on_commit(lambda: hub.end_session(key))
