"""Giving and ending roles."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.models import Person, Role, RoleGrant
from beside.foundation.audit.actions import Acting, record


def grant_role(person: Person, role: Role, *, actor: Acting) -> None:
    """Give a role; nothing happens where it is held already. Raises ``Refused``."""
    checks.operator(actor)
    if person.admitted_at is None or not person.is_active:
        raise Refused("not_a_member", _("Only a member can hold a role."))
    with transaction.atomic():
        _grant, made = RoleGrant.objects.get_or_create(
            person=person, role=role, ended_at=None, defaults={"granted_by": checks.by(actor)}
        )
        if made:
            record("role.granted", person, actor=actor, role=role.value)
    person.__dict__.pop("_roles", None)


def end_role(person: Person, role: Role, *, actor: Acting) -> None:
    """End a role. Raises ``Refused`` for the last operator: nobody could give the role back."""
    checks.operator(actor)
    with transaction.atomic():
        if role == Role.OPERATOR:
            another_operator(person)
        ended = RoleGrant.objects.filter(person=person, role=role, ended_at=None)
        if ended.update(ended_at=now(), ended_by=checks.by(actor)):
            record("role.ended", person, actor=actor, role=role.value)
    person.__dict__.pop("_roles", None)


def another_operator(person: Person) -> None:
    """Raises ``Refused`` unless someone else runs this service too. Locks the grants until the transaction ends."""
    grants = RoleGrant.objects.select_for_update().filter(role=Role.OPERATOR, ended_at=None)
    holders = {grant.person_id for grant in grants.filter(person__is_active=True)}
    if holders == {person.pk}:
        raise Refused("last_operator", _("You are the only operator. Make someone else an operator first."))
