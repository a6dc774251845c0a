"""Patterns in how somebody turns to others, put before a person. Nothing is ever done because of one."""

import hashlib
import hmac
from datetime import timedelta
from typing import Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.accounts.models import Admission, Person
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.safety.actions.cases import open_case
from beside.foundation.safety.models import Case, EndedMembership, Pattern

# The same pattern of the same person is not brought up again for so long after somebody looked at it.
_QUIET_FOR: Final = timedelta(days=30)
_REMEMBERED_FOR: Final = timedelta(days=183)
_NEW_FOR: Final = timedelta(days=2)
# An invitation that a crowd came in with says nothing about one of them.
_FEW: Final = 5


def notice_pattern(person: Person, kind: Pattern.Kind, reasons: list[str], *, actor: Acting) -> Case | None:
    """Ask a person to look at how somebody turns to others; once for each person and pattern.

    None where somebody is asked already, or looked in the last thirty days. The person is not told, and nothing is
    taken from them.
    """
    with transaction.atomic():
        # Two processes that notice the same at once come one after the other.
        Person.objects.select_for_update().get(pk=person.pk)
        before = Pattern.objects.filter(person=person, kind=kind)
        if before.filter(case__closed_at=None).exists() or before.filter(at__gt=now() - _QUIET_FOR).exists():
            return None
        case = open_case(Case.Kind.CONTACTS, about=person, urgency=Case.Urgency.TODAY, actor=actor)
        made = Pattern.objects.create(case=case, person=person, kind=kind, reasons=reasons)
        record("pattern.noticed", made, actor=actor, pattern=kind.value)
    return case


def remember_ended(person: Person, *, actor: Acting) -> EndedMembership:
    """The staff have ended a membership: keep what lets a return be noticed, for half a year.

    To be called by whoever ends it, while the address and the invitation still stand in the account. Kept are a keyed
    digest of the address and the invitation; never the address, a network or a device.
    """
    address = EmailAddress.objects.filter(user_id=person.pk, verified=True).order_by("-primary").first()
    admission = Admission.objects.filter(person=person).first()
    with transaction.atomic():
        made = EndedMembership.objects.create(
            person=person,
            email_mark=_mark(address.email) if address is not None else "",
            invitation=admission.invitation if admission is not None else None,
            forget_at=now() + _REMEMBERED_FOR,
        )
        record("membership.remembered", made, actor=actor)
    return made


def look_at_newcomers(*, actor: Acting = BESIDE) -> None:
    """Compare who joined in the last two days with ended memberships; forget those that are too old."""
    EndedMembership.objects.filter(forget_at__lte=now()).delete()
    ended = list(EndedMembership.objects.select_related("invitation"))
    if not ended:
        return
    for person in Person.objects.filter(admitted_at__gt=now() - _NEW_FOR, is_active=True):
        reasons = _signs(person, [one for one in ended if one.person_id != person.pk])
        if reasons:
            notice_pattern(person, Pattern.Kind.CAME_BACK, reasons, actor=actor)


def _signs(person: Person, ended: list[EndedMembership]) -> list[str]:
    marks = {_mark(row.email) for row in EmailAddress.objects.filter(user_id=person.pk)}
    reasons = []
    if any(one.email_mark in marks for one in ended if one.email_mark):
        reasons.append(_("They joined with the same address as somebody whose membership the staff ended."))
    admission = Admission.objects.filter(person=person, invitation__isnull=False).first()
    if admission is not None and any(
        one.invitation_id == admission.invitation_id and one.at < person.joined_at for one in ended
    ):
        came_with_it = Admission.objects.filter(invitation=admission.invitation).count()
        if came_with_it <= _FEW:
            reasons.append(_("They used the same invitation as somebody whose membership the staff ended."))
    return reasons


def _mark(address: str) -> str:
    """A keyed digest: without the master key nobody can try addresses against it."""
    plain = f"ended membership:{address.strip().lower()}".encode()
    return hmac.new(settings.MASTER_KEY, plain, hashlib.sha256).hexdigest()
