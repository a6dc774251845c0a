"""Letters that come gathered into one: for those who would rather hear now and then."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import Acting, record
from beside.foundation.notifications.kinds import Kind, kind_of, registered
from beside.foundation.notifications.models import Channel, Gathering, Letter, Notice, Rank, Rest, Rhythm
from beside.foundation.notifications.wishes import wants, zone

_MONDAY: Final = 0
_RESTS: Final = {1: timedelta(days=1), 3: timedelta(days=3), 7: timedelta(days=7)}


def waits(person: Person, kind: Kind) -> bool:
    """Whether a letter of this kind waits for the next gathered one."""
    return kind.gathers and Gathering.objects.filter(person=person).exists()


def choose(person: Person, rhythm: str, at: time, *, actor: Acting) -> None:
    """One letter now and then, at this hour of the person's own clock; "" for each letter by itself again."""
    if actor.pk != person.pk:
        raise PermissionError("only one's own letters")
    with transaction.atomic():
        if rhythm not in Rhythm.values:
            Gathering.objects.filter(person=person).delete()
        else:
            due = next_at(now(), rhythm, at, person.pk)
            values = {"rhythm": rhythm, "at": at, "next_at": due}
            Gathering.objects.update_or_create(person=person, defaults=values)
        record("notices.gathering", person, actor=actor)


def rest(person: Person, days: int, *, actor: Acting) -> None:
    """Nothing but what is urgent leaves our pages for some days (1, 3 or 7); anything else ends the rest."""
    if actor.pk != person.pk:
        raise PermissionError("only one's own letters")
    with transaction.atomic():
        if days in _RESTS:
            Rest.objects.update_or_create(person=person, defaults={"until": now() + _RESTS[days]})
        else:
            Rest.objects.filter(person=person).delete()
        record("notices.rest", person, actor=actor)


def next_at(moment: datetime, rhythm: str, at: time, person_id: int) -> datetime:
    """The next time it is due after ``moment``, in UTC, by the person's clock through every change of it."""
    where = zone(person_id)
    day: date = moment.astimezone(where).date()
    for ahead in range(9):
        tried = day + timedelta(days=ahead)
        if rhythm == Rhythm.WEEKLY and tried.weekday() != _MONDAY:
            continue
        found = datetime.combine(tried, at, tzinfo=where).astimezone(UTC)
        if found > moment:
            return found
    raise ValueError(f"no time for {rhythm}")


def send() -> int:
    """Write the gathered letters that are due; how many. Each is won by compare-and-swap on its time."""
    written = 0
    for row in Gathering.objects.filter(next_at__lte=now()).select_related("person"):
        with transaction.atomic():
            following = next_at(now(), row.rhythm, row.at, row.person_id)
            mine = Gathering.objects.filter(pk=row.pk, next_at=row.next_at)
            if mine.update(next_at=following, last_at=now()):
                written += _write(row)
    return written


def _write(row: Gathering) -> int:
    person = row.person
    address = EmailAddress.objects.filter(user_id=person.pk, verified=True).order_by("-primary").first()
    resting = Rest.objects.filter(person=person, until__gt=now()).exists()
    if address is None or not person.is_active or resting:
        return 0
    said = _subjects(row)
    if not said:
        return 0
    lines = "\n".join(f"- {one}" for one in said)
    where = f"{settings.ENV.public_url}/notices"
    change = f"{settings.ENV.public_url}/settings/notices"
    body = f"{lines}\n\n" + _("Sign in to see it:") + f"\n{where}\n\n" + _("How often this comes:") + f"\n{change}\n"
    Letter.objects.create(
        person=person, rank=Rank.ORDINARY, to=address.email, subject=_("What waits for you"), body=body
    )
    return 1


def _subjects(row: Gathering) -> list[str]:
    """What is new since the last one and not put away: each kind once, in the words that tell nothing."""
    new = Notice.objects.filter(Q(later_at=None) | Q(later_at__lte=now()), person=row.person, seen_at=None)
    names = new.filter(made_at__gte=row.last_at).order_by("pk").values_list("kind", flat=True)
    kinds = [kind_of(name) for name in dict.fromkeys(names) if name in registered()]
    return list(
        dict.fromkeys(
            kind.subject() for kind in kinds if kind.subject and kind.gathers and wants(row.person, kind, Channel.EMAIL)
        )
    )
