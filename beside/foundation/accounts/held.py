"""What this app, the sign-in library and the log hold on a person."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from beside.foundation.accounts import keys, personal, queries
from beside.foundation.accounts.models import (
    Admission,
    AgreedText,
    Consent,
    Invitation,
    Person,
    PersonKey,
    RoleGrant,
    SetupLink,
    Token,
)
from beside.foundation.accounts.personal import Holding
from beside.foundation.audit.models import Entry

Rows = Iterable[dict[str, Any]]


def _account(person: Person) -> Rows:
    yield {
        "sign_in_name": person.sign_in_name,
        "birth_year": person.birth_year,
        "joined_at": person.joined_at.isoformat(),
        "admitted_at": person.admitted_at.isoformat() if person.admitted_at else None,
        "has_password": person.has_usable_password(),
        "hints_while_writing": person.hints,
        "last_sign_in": person.last_login.isoformat() if person.last_login else None,
    }


def _emails(person: Person) -> Rows:
    for row in queries.emails_of(person):
        yield {"email": row.email, "confirmed": row.verified, "main": row.primary}


def _erase_emails(person: Person) -> None:
    EmailAddress.objects.filter(user_id=person.pk).delete()


def _roles(person: Person) -> Rows:
    for row in RoleGrant.objects.filter(person=person).order_by("pk"):
        ended = row.ended_at.isoformat() if row.ended_at else None
        yield {"role": row.role, "granted_at": row.granted_at.isoformat(), "ended_at": ended}


def _consents(person: Person) -> Rows:
    for row in queries.consents_of(person):
        yield {
            "text": row.text.kind,
            "version": row.text.version,
            "given_at": row.given_at.isoformat(),
            "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
        }


def _admission(person: Person) -> Rows:
    for row in Admission.objects.filter(person=person):
        yield {
            "asked_at": row.asked_at.isoformat(),
            "note": keys.open_text(person.pk, row.note, f"accounts.admission:{person.pk}"),
            "accepted": row.accepted,
            "decided_at": row.decided_at.isoformat() if row.decided_at else None,
        }


def _erase_admission(person: Person) -> None:
    Admission.objects.filter(person=person).delete()


def _tokens(person: Person) -> Rows:
    for row in Token.objects.filter(person=person).order_by("pk"):
        used = row.last_used_at.isoformat() if row.last_used_at else None
        yield {"name": row.name, "scopes": row.scopes, "made_at": row.made_at.isoformat(), "last_used_at": used}


def _erase_tokens(person: Person) -> None:
    Token.objects.filter(person=person).delete()


def _authenticators(person: Person) -> Rows:
    """Which ways of signing in there are; never the secrets, which would open the account to whoever finds the file."""
    for row in Authenticator.objects.filter(user_id=person.pk).order_by("pk"):
        used = row.last_used_at.isoformat() if row.last_used_at else None
        yield {"kind": row.get_type_display(), "added_at": row.created_at.isoformat(), "last_used_at": used}


def _erase_authenticators(person: Person) -> None:
    Authenticator.objects.filter(user_id=person.pk).delete()


def _devices(person: Person) -> Rows:
    for row in UserSession.objects.filter(user_id=person.pk).order_by("pk"):
        yield {"browser": row.user_agent, "signed_in_at": row.created_at.isoformat()}


def _erase_devices(person: Person) -> None:
    for row in UserSession.objects.filter(user_id=person.pk):
        row.end()


def _deeds(person: Person) -> Rows:
    for row in Entry.objects.filter(actor=person.pk).order_by("pk").iterator():
        yield {"at": row.at.isoformat(), "what": row.verb}


def register() -> None:
    """Called once at start-up."""
    leave, nothing = personal.leave, personal.nothing
    personal.register(
        Holding(Person, str(_("Your account")), _account, leave),
        Holding(PersonKey, str(_("Your key")), nothing, leave),
        Holding(EmailAddress, str(_("Your email addresses")), _emails, _erase_emails),
        Holding(Authenticator, str(_("Passkeys, apps and recovery codes")), _authenticators, _erase_authenticators),
        Holding(UserSession, str(_("Where you are signed in")), _devices, _erase_devices),
        Holding(RoleGrant, str(_("Your roles")), _roles, leave),
        Holding(Consent, str(_("What you agreed to")), _consents, leave),
        Holding(Admission, str(_("Your wish to join")), _admission, _erase_admission),
        Holding(Token, str(_("Your tokens")), _tokens, _erase_tokens),
        Holding(Entry, str(_("What you did, as the log has it")), _deeds, leave),
        Holding(AgreedText, str(_("Texts you published")), nothing, leave),
        Holding(Invitation, str(_("Invitations you made")), nothing, leave),
        Holding(SetupLink, str(_("The set-up link you used")), nothing, leave),
    )
