"""Telling people something, and putting notices away."""

from datetime import datetime, timedelta
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting
from beside.foundation.notifications import gathering, telling
from beside.foundation.notifications.kinds import Kind, kind_of
from beside.foundation.notifications.links import stop_link
from beside.foundation.notifications.models import Channel, Letter, Notice, Push, PushDevice, Rank, State
from beside.foundation.notifications.wishes import wants

LONGEST_OFF: Final = timedelta(days=31)
_UNSEEN: Final = Prepared(
    lambda person, kind: Notice.objects.filter(person=person, kind=kind, seen_at=None).values_list("pk")[:1],
    2,
    texts=(1,),
)


def notify(
    person: Person,
    kind: str,
    data: dict[str, Any],
    href: str = "",
    email: bool | None = None,
    *,
    actor: Acting = BESIDE,
) -> Notice | None:
    """Tell someone something, and open pages of theirs at once; by letter and push where they and the kind say so.

    ``data`` holds small facts and never private text; ``href`` is a path here. ``email=False`` leaves out the letter
    this once. Only the first unseen notice of its kind leaves our pages (unless the kind says each time), so that
    nobody is written to again and again. Nothing for people who have left.
    Raises ``UnknownKind``; ``ValueError`` for an address elsewhere.
    """
    known = kind_of(kind)
    if href and (not href.startswith("/") or href.startswith("//")):
        raise ValueError("a notice leads to a path here")
    if not person.is_active:
        return None
    with transaction.atomic():
        first = known.each_time or not _UNSEEN.rows(person.pk, kind)
        notice = Notice.objects.create(person=person, kind=kind, data=data, href=href)
        if first and known.subject is not None:
            if email is not False:
                _write(notice, known, known.subject())
            _push(notice, known)
        telling.tell_pages(notice)
    return notice


def _rank(kind: Kind) -> Rank:
    return Rank.URGENT if kind.urgent else Rank.ORDINARY


def _write(notice: Notice, kind: Kind, subject: str) -> None:
    person = notice.person
    address = EmailAddress.objects.filter(user_id=person.pk, verified=True).order_by("-primary").first()
    if address is None or not wants(person, kind, Channel.EMAIL) or gathering.waits(person, kind):
        return
    said = _("Sign in to see it:") + f"\n{settings.ENV.public_url}{notice.href or '/'}\n"
    stop = _("No more letters like this one:") + f"\n{stop_link(person, kind)}\n"
    Letter.objects.create(
        person=person,
        notice=notice,
        rank=_rank(kind),
        to=address.email,
        subject=_one_line(subject),
        body=f"{said}\n{stop}",
    )


def _push(notice: Notice, kind: Kind) -> None:
    if wants(notice.person, kind, Channel.PUSH):
        for device in PushDevice.objects.filter(person=notice.person_id):
            Push.objects.create(person=notice.person, notice=notice, rank=_rank(kind), device=device)


def keep_letter(to: str, subject: str, body: str) -> None:
    """Put a letter of the sign-in kind into the outbox, in the caller's transaction: it goes first and cannot be
    turned off. Line breaks cannot slip into the subject.
    """
    Letter.objects.create(rank=Rank.SIGN_IN, to=to, subject=_one_line(subject), body=body)


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:200]


def put_off(notice: Notice, until: datetime, *, actor: Acting) -> None:
    """Not now: it comes back then. Raises ``Refused`` for a time that is over or further than a month away."""
    if actor.pk != notice.person_id:
        raise PermissionError("only one's own notices")
    moment = now()
    if not moment < until <= moment + LONGEST_OFF:
        raise Refused("until", _("Choose a time in the next month."))
    with transaction.atomic():
        Letter.objects.filter(notice=notice, state=State.WAITING, taken_until=None).delete()
        Push.objects.filter(notice=notice, state=State.WAITING, taken_until=None).delete()
        Notice.objects.filter(pk=notice.pk, seen_at=None).update(later_at=until)


def put_away(notice: Notice, *, actor: Acting) -> None:
    """The person has seen it."""
    if actor.pk != notice.person_id:
        raise PermissionError("only one's own notices")
    _seen(Notice.objects.filter(pk=notice.pk, seen_at=None))


def put_all_away(person: Person, *, actor: Acting) -> None:
    """The person has seen everything."""
    if actor.pk != person.pk:
        raise PermissionError("only one's own notices")
    _seen(Notice.objects.filter(person=person, seen_at=None))


def put_kind_away(person: Person, kind: str, *, actor: Acting) -> None:
    """What said the same before says nothing any more, now that Beside says it again."""
    if actor is not BESIDE and actor.pk != person.pk:
        raise PermissionError("only one's own notices")
    _seen(Notice.objects.filter(person=person, kind=kind, seen_at=None))


def _seen(notices: QuerySet[Notice]) -> None:
    """What was seen here need not be told outside any more."""
    with transaction.atomic():
        numbers = list(notices.values_list("pk", flat=True))
        Letter.objects.filter(notice__in=numbers, state=State.WAITING, taken_until=None).delete()
        Push.objects.filter(notice__in=numbers, state=State.WAITING, taken_until=None).delete()
        Notice.objects.filter(pk__in=numbers).update(seen_at=now())
