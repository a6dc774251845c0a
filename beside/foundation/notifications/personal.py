"""What is held on a person here."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import gettext as _

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Choice, Gathering, Letter, Notice, Push, PushDevice, QuietHours, Rest
from beside.foundation.notifications.queries import told


def _notices(person: Person) -> Iterable[dict[str, Any]]:
    for notice in told(list(Notice.objects.filter(person=person).order_by("pk"))):
        yield {"at": notice.at.isoformat(), "words": notice.words, "seen": notice.seen}


def _erase_notices(person: Person) -> None:
    Notice.objects.filter(person=person).delete()


def _letters_to(person: Person) -> Q:
    addresses = set(EmailAddress.objects.filter(user_id=person.pk).values_list("email", flat=True))
    found = Q(person=person)
    for address in addresses | ({person.email} if person.email else set()):
        found |= Q(to__iexact=address)
    return found


def _letters(person: Person) -> Iterable[dict[str, Any]]:
    for letter in Letter.objects.filter(_letters_to(person)).order_by("pk"):
        yield {"to": letter.to, "subject": letter.subject, "made_at": letter.made_at.isoformat()}


def _erase_letters(person: Person) -> None:
    Letter.objects.filter(_letters_to(person)).delete()


def _choices(person: Person) -> Iterable[dict[str, Any]]:
    for row in Choice.objects.filter(person=person).order_by("pk"):
        yield {"kind": row.kind, "channel": row.channel, "on": row.on}


def _quiet(person: Person) -> Iterable[dict[str, Any]]:
    for row in QuietHours.objects.filter(person=person):
        yield {
            "starts": row.starts.isoformat(),
            "ends": row.ends.isoformat(),
            "urgent_through": row.urgent_through,
            "staff_through": row.staff_through,
        }


def _gathering(person: Person) -> Iterable[dict[str, Any]]:
    for row in Gathering.objects.filter(person=person):
        yield {"rhythm": row.rhythm, "at": row.at.isoformat()}


def _rest(person: Person) -> Iterable[dict[str, Any]]:
    for row in Rest.objects.filter(person=person):
        yield {"until": row.until.isoformat()}


def _browsers(person: Person) -> Iterable[dict[str, Any]]:
    for row in PushDevice.objects.filter(person=person).order_by("pk"):
        yield {"name": row.name, "endpoint": row.endpoint, "made_at": row.made_at.isoformat()}


def _pushes(person: Person) -> Iterable[dict[str, Any]]:
    for row in Push.objects.filter(person=person).order_by("pk"):
        yield {"made_at": row.made_at.isoformat(), "state": row.state}


def _erase_choices(person: Person) -> None:
    Choice.objects.filter(person=person).delete()


def _erase_quiet(person: Person) -> None:
    QuietHours.objects.filter(person=person).delete()


def _erase_gathering(person: Person) -> None:
    Gathering.objects.filter(person=person).delete()


def _erase_rest(person: Person) -> None:
    Rest.objects.filter(person=person).delete()


def _erase_browsers(person: Person) -> None:
    PushDevice.objects.filter(person=person).delete()


def _erase_pushes(person: Person) -> None:
    Push.objects.filter(person=person).delete()


def register() -> None:
    """Called once at start-up, before the addresses' own table, whose rows say which letters are meant."""
    personal.register(
        personal.Holding(Notice, str(_("What we told you")), _notices, _erase_notices),
        personal.Holding(Choice, str(_("Which letters and pushes you chose")), _choices, _erase_choices),
        personal.Holding(QuietHours, str(_("Your quiet hours")), _quiet, _erase_quiet),
        personal.Holding(Gathering, str(_("How often letters come")), _gathering, _erase_gathering),
        personal.Holding(Rest, str(_("Your rest from letters")), _rest, _erase_rest),
        personal.Holding(PushDevice, str(_("Browsers that are told")), _browsers, _erase_browsers),
        personal.Holding(Push, str(_("What was sent to your browsers")), _pushes, _erase_pushes),
        personal.Holding(Letter, str(_("Letters to you")), _letters, _erase_letters),
    )
