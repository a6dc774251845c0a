"""Notices from people without an account: told, read, forgotten. What they hear is in safety/outside.py."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.safety import outside
from beside.foundation.safety.actions.cases import open_case
from beside.foundation.safety.models import Case, OutsideNotice

KEPT_FOR: Final = timedelta(days=183)
"""How long after its case was closed a notice keeps its words: as long as somebody may ask for another look."""
_PARTS: Final = ("where", "why", "name", "email")
_AT_ONCE: Final = frozenset({OutsideNotice.Reason.CHILD, OutsideNotice.Reason.SUICIDE, OutsideNotice.Reason.THREAT})


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote; ``name`` and ``email`` may be empty."""

    where: str
    why: str
    name: str = ""
    email: str = ""


def tell_from_outside(reason: str, words: Words, *, actor: Acting = BESIDE) -> OutsideNotice:
    """Put a notice before the care desk, and confirm it by letter where there is an address."""
    urgency = Case.Urgency.NOW if reason in _AT_ONCE else Case.Urgency.TODAY
    with transaction.atomic():
        case = open_case(Case.Kind.NOTICE, about=None, urgency=urgency, actor=actor)
        made = OutsideNotice(case=case, reason=reason)
        for part in _PARTS:
            text = getattr(words, part).strip()
            setattr(made, part, keys.seal_for_site(text, made.context(part)) if text else b"")
        made.save()
        record("outside.told", made, actor=actor, reason=reason)
        outside.write(made, _("We have your notice"), _("A person reads it. You hear what came of it at this address."))
    return made


def read_outside(case: Case, *, actor: Person) -> Words | None:
    """What was told from outside, for staff; every reading leaves an entry. None where the case is none of these."""
    found = OutsideNotice.objects.filter(case=case).first()
    if found is None:
        return None
    record("case.read", case, actor=actor, subject="outside")
    return Words(**{part: outside.opened(found, part) for part in _PARTS})


def forget_outside(*, actor: Acting = BESIDE) -> int:
    """Empty notices whose case was closed half a year ago; how many."""
    over = OutsideNotice.objects.filter(emptied_at=None, case__closed_at__lt=now() - KEPT_FOR)
    done = 0
    for found in over:
        with transaction.atomic():
            blank = {part: b"" for part in _PARTS}
            if OutsideNotice.objects.filter(pk=found.pk, emptied_at=None).update(emptied_at=now(), **blank):
                record("outside.emptied", found, actor=actor)
                done += 1
    return done
