"""Who may do what, said once for pages, the API and commands."""

from django.utils.translation import gettext_lazy as _

from beside.core.refusal import Refused
from beside.foundation.accounts import queries
from beside.foundation.accounts.models import Person, Role
from beside.foundation.audit.actions import BESIDE, Acting


def operator(actor: Acting) -> None:
    """The operator, or the service itself (set-up, the command line). Raises ``Refused``."""
    if actor is BESIDE:
        return
    if not isinstance(actor, Person) or Role.OPERATOR not in queries.roles_of(actor):
        raise Refused("not_yours", _("Only an operator can do this."))


def oneself(person: Person, actor: Acting) -> None:
    """The person themselves, or the service on their behalf. Raises ``Refused``."""
    if actor is not BESIDE and actor.pk != person.pk:
        raise Refused("not_yours", _("Only the person themselves can do this."))


def by(actor: Acting) -> Person | None:
    """The actor for a row's "by whom"; None for the service."""
    return actor if isinstance(actor, Person) else None
