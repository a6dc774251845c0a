"""Codes that let people in."""

from datetime import timedelta

from django.db import transaction

from beside.core import crypto
from beside.core.clock import now
from beside.core.ids import new_code
from beside.foundation.accounts import queries
from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.models import Invitation, Role
from beside.foundation.audit.actions import Acting, record


def make_invitation(
    *, actor: Acting, uses: int = 1, days: int = 14, note: str = "", role: Role | None = None
) -> tuple[Invitation, str]:
    """A new invitation and its code (59 bits). The code is shown once; only its digest is kept."""
    checks.operator(actor)
    code = new_code()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            digest=crypto.digest(queries.plain_code(code)),
            note=note.strip(),
            made_by=checks.by(actor),
            expires_at=now() + timedelta(days=days),
            uses_left=uses,
            role=role or "",
        )
        record("invitation.made", invitation, actor=actor, uses=uses, days=days, role=role or "")
    return invitation, code


def end_invitation(invitation: Invitation, *, actor: Acting) -> None:
    """From now on the code lets nobody in."""
    checks.operator(actor)
    with transaction.atomic():
        if Invitation.objects.filter(pk=invitation.pk, ended_at=None).update(ended_at=now()):
            record("invitation.ended", invitation, actor=actor)
