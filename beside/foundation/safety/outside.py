"""What somebody without an account hears from us, by letter alone, and how to object."""

from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.accounts import keys
from beside.foundation.accounts import queries as accounts
from beside.foundation.audit.actions import Acting, record
from beside.foundation.notifications.actions import keep_letter
from beside.foundation.safety import transparency
from beside.foundation.safety.models import Case, OutsideNotice
from beside.foundation.safety.notices import HEARD


def answer(case: Case, outcome: str, *, actor: Acting) -> None:
    """Tell whoever told us from outside what came of it, once, and how to object. In the caller's transaction."""
    waiting = OutsideNotice.objects.filter(case=case, answered_at=None)
    for found in waiting:
        if waiting.filter(pk=found.pk).update(answered_at=now()):
            heard = str(HEARD.get(Case.Outcome(outcome), ""))
            write(found, _("What came of your notice"), f"{heard}\n\n{complain()}")
            record("outside.answered", found, actor=actor, outcome=outcome)


def complain() -> str:
    """How to object, in words: by writing back, and whatever else the organisation says."""
    place, own = accounts.organisation(), transparency.legal_settings()
    address = own.contact_email or place.contact_email
    said = [_("If you think this is wrong, write to us within six months: another person looks again.")]
    return "\n".join([*said, *([address] if address else []), *([own.complain_to] if own.complain_to else [])])


def opened(found: OutsideNotice, part: str) -> str:
    """One of its locked parts."""
    return keys.open_for_site(bytes(getattr(found, part)), found.context(part))


def write(found: OutsideNotice, subject: str, words: str) -> None:
    """A letter that says no more than it must: neither what was told, nor about whom."""
    to = opened(found, "email")
    if to:
        reference = _("Reference: %(ref)s") % {"ref": found.ref}
        keep_letter(to, subject, f"{words}\n\n{reference}\n{accounts.organisation().name}\n")
