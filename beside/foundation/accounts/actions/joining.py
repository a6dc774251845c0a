"""From a stranger to a member."""

import re

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys, letters, queries
from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.models import Admission, Invitation, Organisation, Person, Role, RoleGrant
from beside.foundation.accounts.queries import Step
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.realtime import hub

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


def join(
    *,
    birth_year: int,
    actor: Acting,
    email: str | None = None,
    sign_in_name: str | None = None,
    password: str | None = None,
    invitation: Invitation | None = None,
) -> Person:
    """Make an account: with an address (already proven by the caller), or with a sign-in name and a password.

    Returns someone who is not yet a member; ``finish_joining`` makes them one. Raises ``Refused``.
    """
    person = Person(email=email.lower() if email else None)
    if sign_in_name is not None:
        person.sign_in_name = free_name(sign_in_name)
    if not (person.email or (person.sign_in_name and password)):
        raise Refused("no_way_in", gettext_lazy("Give an email address, or a sign-in name and a password."))
    if password:
        check_password(password, person)
        person.set_password(password)
    else:
        person.set_unusable_password()
    with transaction.atomic():
        begin(person, birth_year=birth_year, invitation=invitation, actor=actor)
        if person.email:
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def begin(person: Person, *, birth_year: int, invitation: Invitation | None, actor: Acting) -> None:
    """Save a new person with their key and their wish to join. Raises ``Refused`` for someone too young."""
    if not queries.old_enough(birth_year):
        raise Refused("too_young", gettext_lazy("This place is not open to you yet."))
    person.birth_year = birth_year
    with transaction.atomic():
        person.save()
        keys.make(person.pk)
        Admission.objects.create(person=person, invitation=invitation)
        record("person.joined", person, actor=person if actor is BESIDE else actor)


def free_name(name: str) -> str:
    """The name as it is kept: small letters. Raises ``Refused`` where it is unusable or taken."""
    kept = name.strip().lower()
    if not _NAME.fullmatch(kept):
        raise Refused(
            "bad_name",
            gettext_lazy("Use at least three letters or digits. Dots, hyphens and underscores may stand between them."),
        )
    if Person.objects.filter(sign_in_name__iexact=kept).exists():
        raise Refused("name_taken", gettext_lazy("That sign-in name is not free. Choose another."))
    return kept


def check_password(password: str, person: Person | None) -> None:
    """Raises ``Refused`` for a password that is easily guessed."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused("weak_password", " ".join(error.messages)) from error


def make_recovery_codes(person: Person, *, actor: Acting) -> list[str]:
    """The person's recovery codes, made now if there are none. Raises ``Refused`` once they were put away."""
    checks.oneself(person, actor)
    with transaction.atomic():
        codes = RecoveryCodes.activate(person)
        if codes.did_view:
            raise Refused("shown_once", gettext_lazy("Your recovery codes were shown once and are not shown again."))
        found: list[str] = codes.get_unused_codes()
    return found


def recovery_codes_kept(person: Person, *, actor: Acting) -> None:
    """The person says they have put their codes away: from now on they are not shown."""
    checks.oneself(person, actor)
    with transaction.atomic():
        RecoveryCodes.activate(person).mark_as_viewed()
        record("codes.kept", person, actor=actor)


def replace_recovery_codes(person: Person, *, actor: Acting) -> list[str]:
    """New recovery codes, shown this once; the old ones open nothing any more."""
    checks.oneself(person, actor)
    with transaction.atomic():
        Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(person)
        codes.mark_as_viewed()
        record("codes.replaced", person, actor=actor)
        found: list[str] = codes.get_unused_codes()
    return found


def recover(sign_in_name: str, code: str, password: str, *, actor: Acting) -> Person:
    """Set a new password with a recovery code, and sign the person out everywhere.

    Raises ``Refused`` with the same words whether the name or the code is wrong.
    """
    wrong = Refused("not_matching", gettext_lazy("That name and code do not belong together, or the code was used."))
    person = Person.objects.filter(sign_in_name__iexact=sign_in_name.strip(), is_active=True).first()
    codes = queries.shown_recovery_codes(person) if person else None
    check_password(password, None)
    with transaction.atomic():
        if person is None or codes is None or not codes.validate_code(code.replace(" ", "").replace("-", "")):
            raise wrong
        person.set_password(password)
        person.save(update_fields=["password"])
        record("person.recovered", person, actor=person if actor is BESIDE else actor)
        transaction.on_commit(lambda: hub.end_person(person.pk))
    return person


def use_invitation(person: Person, invitation: Invitation | None, *, actor: Acting) -> None:
    """Hold an invitation against someone's wish to join; it is spent when they come in. Raises ``Refused``."""
    checks.oneself(person, actor)
    if invitation is None or not queries.still_lets_in(invitation):
        raise Refused("code_unusable", code_words())
    with transaction.atomic():
        Admission.objects.update_or_create(person=person, defaults={"invitation": invitation})
        record("invitation.shown", invitation, actor=actor)


def code_words() -> str:
    """The one answer to every code that lets nobody in: mistyped, used up, ended or too old."""
    return _("This code does not let anyone in, or no longer does. Look at it again, or ask for a new one.")


def ask_for_admission(person: Person, note: str, *, actor: Acting) -> None:
    """Say a few words to the staff who decide. Locked with the person's own key."""
    checks.oneself(person, actor)
    sealed = keys.seal(person.pk, note.strip(), f"accounts.admission:{person.pk}") if note.strip() else b""
    with transaction.atomic():
        Admission.objects.update_or_create(person=person, defaults={"note": sealed})
        record("admission.asked", person, actor=actor)


def finish_joining(person: Person, *, actor: Acting) -> bool:
    """Make someone a member where nothing is left to ask; tells whether it did.

    An invitation is spent by compare-and-swap: of two who hold the last use, one comes in and the other is asked again.
    """
    if queries.next_step(person) is not Step.FINISH:
        return False
    with transaction.atomic():
        admission, _made = Admission.objects.select_related("invitation").get_or_create(person=person)
        if admission.accepted is None and not _spend(admission.invitation):
            return False
        if admission.accepted is None:
            admission.accepted, admission.decided_at = True, now()
            admission.save(update_fields=["accepted", "decided_at"])
            _role_of_invitation(person, admission.invitation)
        _admitted(person, actor)
    return True


def _spend(invitation: Invitation | None) -> bool:
    """Take one use, where there is one to take; someone without an invitation comes in only where all may."""
    if invitation is not None:
        left = Invitation.objects.filter(pk=invitation.pk, ended_at=None, uses_left__gt=0, expires_at__gt=now())
        if left.update(uses_left=F("uses_left") - 1):
            return True
    return Organisation.objects.get(pk=1).joining == "open"


def _role_of_invitation(person: Person, invitation: Invitation | None) -> None:
    if invitation is not None and invitation.role:
        RoleGrant.objects.create(person=person, role=Role(invitation.role), granted_by=invitation.made_by)
        record("role.granted", person, actor=invitation.made_by or BESIDE, role=invitation.role)


def _admitted(person: Person, actor: Acting) -> None:
    person.admitted_at = now()
    person.save(update_fields=["admitted_at"])
    record("person.admitted", person, actor=actor)


def admit(person: Person, *, actor: Acting) -> None:
    """Staff say yes to someone who waits. Raises ``Refused`` where it was decided already."""
    checks.operator(actor)
    with transaction.atomic():
        _decide(person, accepted=True, actor=actor)
        if queries.next_step(person) is Step.FINISH:
            _admitted(person, actor)
        _tell(person, _("Your place is ready. Sign in whenever you like."))


def refuse(person: Person, *, actor: Acting) -> None:
    """Staff say no. The person is told kindly and may erase their account."""
    checks.operator(actor)
    with transaction.atomic():
        _decide(person, accepted=False, actor=actor)
        record("person.refused", person, actor=actor)
        _tell(person, _("There is an answer for you. Sign in to read it."))


def _decide(person: Person, *, accepted: bool, actor: Acting) -> None:
    waiting = Admission.objects.filter(person=person, accepted=None)
    if not waiting.update(accepted=accepted, decided_at=now(), decided_by=checks.by(actor)):
        raise Refused("decided", gettext_lazy("Someone has decided this already."))


def _tell(person: Person, body: str) -> None:
    if person.email:
        letters.write(person.email, _("An answer to your question"), body)
