"""Reading about people and the organisation."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from time import monotonic

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.db.models import F
from django.utils.translation import gettext as _

from beside.core import crypto
from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.foundation.accounts import texts
from beside.foundation.accounts.models import (
    Admission,
    AgreedText,
    Consent,
    Invitation,
    Joining,
    Organisation,
    Person,
    Role,
    RoleGrant,
    SetupLink,
    Token,
)

# How exactly a token's last use is remembered: a row written on every call would cost more than the call.
_USE_NOTED_EVERY = timedelta(minutes=10)
_REMEMBERED_SECONDS = 2.0
_MOST_REFS = 200_000
_organisation: dict[str, tuple[float, Organisation | None]] = {}
_refs: dict[int, str] = {}
_LIVING_ROLES = Prepared(lambda person: RoleGrant.objects.filter(person=person, ended_at=None).values_list("role"))


class Step(StrEnum):
    """What still stands between someone with an account and being a member, in this order."""

    CODES = "codes"
    AGREE = "agree"
    INVITATION = "invitation"
    WAITING = "waiting"
    FINISH = "finish"


def roles_of(person: Person) -> set[Role]:
    """The roles the person holds now; remembered on the object for the length of a request."""
    held: set[Role] | None = person.__dict__.get("_roles")
    if held is None:
        held = person.__dict__["_roles"] = {Role(role) for (role,) in _LIVING_ROLES.rows(person.pk)}
    return held


def holders(*roles: Role) -> list[Person]:
    """Everyone who holds one of these roles now, oldest account first."""
    living = RoleGrant.objects.filter(role__in=roles, ended_at=None).values("person")
    return list(Person.objects.filter(pk__in=living, is_active=True).order_by("pk"))


def organisation() -> Organisation:
    """The one row. Made with its defaults on first use.

    Every page asks for it, so it is remembered for a moment: a change by the operator shows two seconds later at most.
    Each caller gets an object of its own. ``actions.organisation`` reads the row itself before it writes.
    """
    read_at, held = _organisation.get("row", (0.0, None))
    if held is None or monotonic() - read_at > _REMEMBERED_SECONDS:
        held = organisation_row()
        _organisation["row"] = (monotonic(), held)
    return copy(held)


def organisation_row() -> Organisation:
    """The row itself, read now; for those who change it."""
    return Organisation.objects.get_or_create(pk=1)[0]


def refs_of(person_ids: Iterable[int]) -> dict[int, str]:
    """The public refs of people, by number; a ref never changes, so what was read once is remembered."""
    wanted = set(person_ids)
    known = {person_id: ref for person_id in wanted if (ref := _refs.get(person_id)) is not None}
    missing = wanted - known.keys()
    if missing:
        found = dict(Person.objects.filter(pk__in=missing).values_list("pk", "ref"))
        if len(_refs) > _MOST_REFS:
            _refs.clear()
        _refs.update(found)
        known |= found
    return known


def forget() -> None:
    """Remember nothing; for tests, whose rows share numbers."""
    _organisation.clear()
    _refs.clear()


def current_texts(language: str = "en") -> list[AgreedText]:
    """The newest version of each text people agree to, house rules first; version 1 is published on first use."""
    newest: dict[str, AgreedText] = {}
    for text in AgreedText.objects.filter(language=language).order_by("kind", "version"):
        newest[text.kind] = text
    if language == "en" and len(newest) < len(AgreedText.Kind):
        texts.ensure()
        return list(_newest(language))
    return [newest[kind] for kind in AgreedText.Kind.values if kind in newest]


def _newest(language: str) -> list[AgreedText]:
    found = [
        AgreedText.objects.filter(language=language, kind=kind).order_by("-version").first()
        for kind in AgreedText.Kind.values
    ]
    return [text for text in found if text is not None]


def texts_to_agree(person: Person) -> list[AgreedText]:
    """Current texts the person has not said yes to."""
    given = set(Consent.objects.filter(person=person, withdrawn_at=None).values_list("text_id", flat=True))
    return [text for text in current_texts() if text.pk not in given]


def old_enough(birth_year: int) -> bool:
    """Whether someone born in that year has surely reached the least age.

    Only the year is known, so the youngest possible age counts: a wall for adults must hold on the day before
    a birthday.
    """
    return now().year - birth_year - 1 >= organisation().least_age


def invitation_for(code: str) -> Invitation | None:
    """The invitation a code opens, where it still lets someone in. Case, spaces and hyphens make no difference."""
    return Invitation.objects.filter(digest=crypto.digest(plain_code(code)), **_usable()).first()


def still_lets_in(invitation: Invitation | None) -> bool:
    """Whether this invitation is neither used up, ended nor too old."""
    return invitation is not None and Invitation.objects.filter(pk=invitation.pk, **_usable()).exists()


def _usable() -> dict[str, object]:
    return {"uses_left__gt": 0, "ended_at": None, "expires_at__gt": now()}


def plain_code(code: str) -> str:
    """A code as it is digested: letters and digits only, small."""
    return "".join(letter for letter in code.lower() if letter.isalnum())


def shown_recovery_codes(person: Person) -> RecoveryCodes | None:
    """The person's recovery codes, where they have any."""
    row = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return RecoveryCodes(row) if row else None


def next_step(person: Person) -> Step | None:
    """What an account that is not admitted has to do next; None for a member."""
    if person.admitted_at is not None:
        return None
    if not person.email:
        codes = shown_recovery_codes(person)
        if codes is None or not codes.did_view:
            return Step.CODES
    if texts_to_agree(person):
        return Step.AGREE
    admission = Admission.objects.filter(person=person).select_related("invitation").first()
    if admission is not None and admission.accepted:
        return Step.FINISH
    policy = organisation().joining
    if policy == Joining.OPEN and (admission is None or admission.accepted is None):
        return Step.FINISH
    if admission is not None and admission.accepted is None and still_lets_in(admission.invitation):
        return Step.FINISH
    return Step.INVITATION if policy == Joining.CODE else Step.WAITING


def waiting() -> list[Admission]:
    """People who have answered everything and wait for staff to say yes, longest waiting first."""
    if organisation().joining != Joining.APPROVAL:
        return []
    rows = Admission.objects.filter(accepted=None, person__admitted_at=None, person__is_active=True)
    ordered = rows.select_related("person", "invitation").order_by("asked_at")
    return [row for row in ordered if next_step(row.person) is Step.WAITING]


def setup_link(secret: str) -> SetupLink | None:
    """The set-up link, where it can still be used."""
    return SetupLink.objects.filter(digest=crypto.digest(secret), used_at=None, expires_at__gt=now()).first()


def emails_of(person: Person) -> list[EmailAddress]:
    """Addresses of the person, main one first. For themselves only."""
    return list(EmailAddress.objects.filter(user_id=person.pk).order_by("-primary", "email"))


def person_of_token(secret: str, scope: str) -> Person | None:
    """Whose token this is, where it lives, allows ``scope``, and its holder is still a member."""
    token = Token.objects.filter(digest=crypto.digest(secret), ended_at=None).select_related("person").first()
    if token is None or scope not in token.scopes.split() or token.person.admitted_at is None:
        return None
    if token.last_used_at is None or now() - token.last_used_at > _USE_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now())
    return token.person if token.person.is_active and not token.person.is_out else None


def tokens_of(person: Person) -> list[Token]:
    """Living tokens, newest first."""
    return list(Token.objects.filter(person=person, ended_at=None).order_by("-pk"))


def consents_of(person: Person) -> list[Consent]:
    """Everything the person said yes to, newest first, withdrawn ones too."""
    return list(Consent.objects.filter(person=person).select_related("text").order_by("-given_at", "-pk"))


def invitations() -> list[Invitation]:
    """Invitations that still let someone in, newest first."""
    return list(Invitation.objects.filter(**_usable()).order_by(F("pk").desc()))


def invitation_number(number: int) -> Invitation | None:
    """The invitation with this number, where it still lets someone in."""
    return Invitation.objects.filter(pk=number, **_usable()).first()


@dataclass(frozen=True, slots=True)
class Device:
    """A place where someone is signed in; ``browser`` is a guess from what the browser says of itself."""

    number: int
    browser: str
    since: datetime
    here: bool


def devices_of(person: Person, here: str | None) -> list[Device]:
    """Where the person is signed in, this device first; sessions that ended by themselves are cleared away."""
    rows = UserSession.objects.purge_and_list(person)
    found = [Device(row.pk, browser_words(row.user_agent), row.created_at, row.session_key == here) for row in rows]
    return sorted(found, key=lambda device: (not device.here, -device.number))


def browser_words(agent: str) -> str:
    """A browser's own description, in words: "Firefox on Windows". The order matters: Edge and Opera say Chrome too."""
    browsers = (("Firefox", "Firefox"), ("Edg", "Edge"), ("OPR", "Opera"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac", "Mac"))
    browser = next((name for sign, name in browsers if sign in agent), _("A browser"))
    system = next((name for sign, name in (*systems, ("Linux", "Linux")) if sign in agent), _("some device"))
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
