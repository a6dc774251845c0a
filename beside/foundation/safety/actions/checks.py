"""Who may do what on the desk, said once for pages and commands."""

from django.utils.translation import gettext_lazy as _

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.audit.actions import BESIDE, Acting


def lead(actor: Acting) -> None:
    """A safety lead, or the service itself. Raises ``Refused``."""
    if actor is not BESIDE and not (isinstance(actor, Person) and Role.SAFETY_LEAD in roles_of(actor)):
        raise Refused("not_yours", _("Only a safety lead can do this."))


def staff(actor: Acting) -> None:
    """Someone on the care desk, or the service itself. Raises ``Refused``."""
    if actor is not BESIDE and not (isinstance(actor, Person) and roles_of(actor) & {Role.MODERATOR, Role.SAFETY_LEAD}):
        raise Refused("not_yours", _("Only the people on the care desk can do this."))


def by(actor: Acting) -> Person | None:
    """The actor for a row's "by whom"; None for the service."""
    return actor if isinstance(actor, Person) else None
