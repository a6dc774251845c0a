"""Who may do what on the desk, what every verb on a case checks, and what it says to whoever comes second."""

from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.audit.actions import BESIDE, Acting
from beside.foundation.safety import notices, queries
from beside.foundation.safety.models import Case, Report


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


def may_decide(case: Case, actor: Person) -> None:
    """Raises ``Refused``: ``role`` for anyone but the desk, ``yourself`` for whoever is part of the matter."""
    if not roles_of(actor) & set(queries.DESK):
        raise Refused("role", _("Only the care desk decides."))
    if case.about_id == actor.pk or told_us(case, actor):
        raise Refused("yourself", _("You are part of this. Somebody else on the desk decides."))


def told_us(case: Case, actor: Person) -> bool:
    """Whether somebody reported what the case is about."""
    return case.reports.filter(by=actor).exists()


def someone_was_quicker(case: Case, actor: Person) -> None:
    """Raises ``Refused`` unless the actor themselves holds the open case."""
    case.refresh_from_db()
    if case.closed_at is not None:
        raise closed_already()
    if case.taken_by_id != actor.pk:
        raise taken_already()


def taken_already() -> Refused:
    """What somebody reads who reaches for another's case."""
    return Refused("taken", _("Somebody else on the desk has this case. They, or a safety lead, can hand it back."))


def closed_already() -> Refused:
    """What the second of two reads."""
    return Refused("closed", _("This case is closed already. What you wrote was not kept."))


def tell_reporter(case: Case, outcome: str) -> None:
    """Tell whoever told us what came of it, once."""
    told = Report.objects.filter(case=case, told_at=None)
    by = {one.by_id: one for one in told.select_related("by").order_by("pk") if one.by is not None}
    for last in by.values():
        notices.tell_outcome(last, outcome)
    told.update(told_at=now())
