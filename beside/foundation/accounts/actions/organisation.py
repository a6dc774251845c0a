"""Setting up, and changing how the organisation runs."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beside.core import crypto
from beside.core.clock import now
from beside.core.ids import new_secret
from beside.core.refusal import Refused
from beside.foundation.accounts import queries
from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.actions.joining import join
from beside.foundation.accounts.models import Admission, Joining, Organisation, Person, Role, RoleGrant, SetupLink
from beside.foundation.audit.actions import BESIDE, Acting, record

_LINK_LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the first operator answers. ``login`` is an email address where it holds an @, else a sign-in name."""

    name: str
    country: str
    joining: Joining
    login: str
    password: str
    birth_year: int


def make_setup_link(*, actor: Acting = BESIDE) -> str:
    """A one-time address that makes its holder the operator; good for three days. Earlier links end."""
    checks.operator(actor)
    secret = new_secret()
    with transaction.atomic():
        SetupLink.objects.filter(used_at=None, expires_at__gt=now()).update(expires_at=now())
        link = SetupLink.objects.create(digest=crypto.digest(secret), expires_at=now() + _LINK_LASTS)
        record("setup.link_made", link, actor=actor)
    public_url: str = settings.ENV.public_url
    return public_url + reverse("accounts:setup", args=(secret,))


def set_up(secret: str, answers: SetUp, *, actor: Acting = BESIDE) -> Person:
    """Use a set-up link: organisation and first operator. Raises ``Refused`` for a used or old link."""
    with transaction.atomic():
        taken = SetupLink.objects.filter(digest=crypto.digest(secret), used_at=None, expires_at__gt=now())
        if not taken.update(used_at=now()):
            raise Refused("link_used", _("This link was used already, or is too old."))
        queries.current_texts()
        organisation = queries.organisation_row()
        organisation.name, organisation.country = answers.name, answers.country
        organisation.joining, organisation.set_up_at = answers.joining, now()
        organisation.save()
        transaction.on_commit(queries.forget)
        with_email = "@" in answers.login
        person = join(
            birth_year=answers.birth_year,
            email=answers.login if with_email else None,
            sign_in_name=None if with_email else answers.login,
            password=answers.password,
            actor=BESIDE,
        )
        SetupLink.objects.filter(digest=crypto.digest(secret)).update(used_by=person)
        # Accepted, not yet admitted: the operator reads the house rules like everyone else.
        Admission.objects.filter(person=person).update(accepted=True, decided_at=now())
        RoleGrant.objects.create(person=person, role=Role.OPERATOR)
        record("service.set_up", organisation, actor=person)
    return person


def change_organisation(changes: dict[str, Any], *, actor: Acting) -> Organisation:
    """Change settings of the organisation; the log says which, not what to."""
    checks.operator(actor)
    with transaction.atomic():
        organisation = queries.organisation_row()
        changed = sorted(name for name, value in changes.items() if getattr(organisation, name) != value)
        for name in changed:
            setattr(organisation, name, changes[name])
        if changed:
            organisation.save(update_fields=changed)
            transaction.on_commit(queries.forget)
            record("organisation.changed", organisation, actor=actor, fields=changed)
    return organisation
