"""Telling people something, and putting notices away."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting
from beside.foundation.notifications.kinds import kind_of
from beside.foundation.notifications.models import Letter, Notice
from beside.foundation.realtime import hub

# The name of the event on the live line.
_TELL_LIVE = "notice"


def notify(
    person: Person, kind: str, data: dict[str, Any], href: str = "", email: bool = False, *, actor: Acting = BESIDE
) -> Notice | None:
    """Tell someone something, and open pages of theirs at once; by letter too where ``email``.

    ``data`` holds small facts and never private text; ``href`` is a path here. A letter goes out only for the first
    unseen notice of its kind, so that nobody is written to again and again. Nothing for people who have left.
    Raises ``UnknownKind``; ``ValueError`` for an address elsewhere.
    """
    known = kind_of(kind)
    if href and (not href.startswith("/") or href.startswith("//")):
        raise ValueError("a notice leads to a path here")
    if not person.is_active:
        return None
    with transaction.atomic():
        first = not Notice.objects.filter(person=person, kind=kind, seen_at=None).exists()
        notice = Notice.objects.create(person=person, kind=kind, data=data, href=href)
        if email and first and known.subject is not None:
            _write(person, known.subject(), href)
        event = {"on": _TELL_LIVE, "id": notice.pk, "words": known.words(data), "href": href}
        transaction.on_commit(lambda: hub.publish(f"person:{person.pk}", event))
    return notice


def _write(person: Person, subject: str, href: str) -> None:
    address = EmailAddress.objects.filter(user_id=person.pk, verified=True).order_by("-primary").first()
    if address is None:
        return
    body = _("Sign in to see it:") + f"\n{settings.ENV.public_url}{href or '/'}\n"
    keep_letter(address.email, subject, body)


def keep_letter(to: str, subject: str, body: str) -> None:
    """Put a letter into the outbox, in the caller's transaction. Line breaks cannot slip into the subject."""
    Letter.objects.create(to=to, subject=" ".join(subject.split())[:200], body=body)


def put_away(notice: Notice, *, actor: Acting) -> None:
    """The person has seen it."""
    if actor.pk != notice.person_id:
        raise PermissionError("only one's own notices")
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=now())


def put_all_away(person: Person, *, actor: Acting) -> None:
    """The person has seen everything."""
    if actor.pk != person.pk:
        raise PermissionError("only one's own notices")
    Notice.objects.filter(person=person, seen_at=None).update(seen_at=now())
