"""What is held on a person here."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import gettext as _

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Letter, Notice
from beside.foundation.notifications.queries import told


def _notices(person: Person) -> Iterable[dict[str, Any]]:
    for notice in told(list(Notice.objects.filter(person=person).order_by("pk"))):
        yield {"at": notice.at.isoformat(), "words": notice.words, "seen": notice.seen}


def _erase_notices(person: Person) -> None:
    Notice.objects.filter(person=person).delete()


def _letters_to(person: Person) -> Q:
    addresses = set(EmailAddress.objects.filter(user_id=person.pk).values_list("email", flat=True))
    found = Q(pk__in=[])
    for address in addresses | ({person.email} if person.email else set()):
        found |= Q(to__iexact=address)
    return found


def _letters(person: Person) -> Iterable[dict[str, Any]]:
    for letter in Letter.objects.filter(_letters_to(person)).order_by("pk"):
        yield {"to": letter.to, "subject": letter.subject, "made_at": letter.made_at.isoformat()}


def _erase_letters(person: Person) -> None:
    Letter.objects.filter(_letters_to(person)).delete()


def register() -> None:
    """Called once at start-up, before the addresses' own table, whose rows say which letters are meant."""
    personal.register(
        personal.Holding(Notice, str(_("What we told you")), _notices, _erase_notices),
        personal.Holding(Letter, str(_("Letters waiting to be sent to you")), _letters, _erase_letters),
    )
