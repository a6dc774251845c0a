"""Working on a case together: handing it to a colleague, asking what they think, opening more of a sealed place."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import holders, roles_of
from beside.foundation.audit.actions import record
from beside.foundation.safety import decided, notices, queries, reviewing
from beside.foundation.safety.checks import closed_already, may_decide, someone_was_quicker
from beside.foundation.safety.models import Case, Opening, Opinion
from beside.foundation.safety.reviewing import Excerpt

OPEN_FOR: Final = timedelta(hours=24)


def hand_over(case: Case, to: Person, *, actor: Person) -> None:
    """Give one's own case to a named colleague, who is told. Raises ``Refused``."""
    _colleague(case, to, actor)
    with transaction.atomic():
        if not Case.objects.filter(pk=case.pk, closed_at=None, taken_by=actor).update(taken_by=to, taken_at=now()):
            someone_was_quicker(case, actor)
            raise closed_already()
        record("case.handed_over", case, actor=actor, to=to.pk)
        notices.ask_colleague(case, to)


def ask_opinion(case: Case, of: Person, *, actor: Person) -> Opinion:
    """Invite a colleague to say what they think. Raises ``Refused`` (``again`` when they were asked already)."""
    _colleague(case, of, actor)
    if case.closed_at is not None:
        raise closed_already()
    try:
        with transaction.atomic():
            made = Opinion.objects.create(case=case, asked_by=actor, of=of)
            record("opinion.asked", made, actor=actor, of=of.pk)
            notices.ask_colleague(case, of)
    except IntegrityError:
        raise Refused("again", _("They have been asked already.")) from None
    return made


def give_opinion(opinion: Opinion, words: str, *, actor: Person) -> None:
    """Say what one thinks, once; only the one who was asked. It decides nothing."""
    may_decide(opinion.case, actor)
    if opinion.of_id != actor.pk:
        raise Refused("not_asked", _("Only the one who was asked answers here."))
    if not words.strip():
        raise Refused("words", _("Please write what you think."))
    with transaction.atomic():
        sealed = keys.seal_for_site(words.strip(), opinion.context)
        if not Opinion.objects.filter(pk=opinion.pk, said_at=None).update(words=sealed, said_at=now()):
            raise Refused("again", _("You have answered already."))
        record("opinion.given", opinion, actor=actor)
        if opinion.asked_by is not None:
            notices.ask_colleague(opinion.case, opinion.asked_by)


def _colleague(case: Case, to: Person, actor: Person) -> None:
    may_decide(case, actor)
    fit = {person.pk for person in queries.desk(case.about)} - {actor.pk}
    if to.pk not in fit or not queries.may_take(case, to):
        raise Refused("colleague", _("Please choose somebody else on the desk, who is not part of this."))


# --- more of a sealed place than the one text ---
def ask_to_open(case: Case, reason: str, *, actor: Person) -> Opening:
    """Ask to open a few texts around the one: with a reason; a safety lead has to agree. Raises ``Refused``."""
    may_decide(case, actor)
    if case.closed_at is not None:
        raise closed_already()
    if not reason.strip():
        raise Refused("reason", _("Please say why the one text is not enough."))
    kind, ref = decided.subject_of(case)
    holder = reviewing.reviewable(kind)
    if holder is None or holder.sealed is None or not ref:
        raise Refused("nothing", _("There is nothing here that could be opened."))
    try:
        with transaction.atomic():
            place = holder.sealed.place(ref)
            made = Opening(case=case, subject_kind=kind, subject_ref=ref, place=place, asked_by=actor)
            made.reason = keys.seal_for_site(reason.strip(), made.context)
            made.save()
            record("opening.asked", made, actor=actor)
            for lead in holders(Role.SAFETY_LEAD):
                if lead.pk not in {actor.pk, case.about_id}:
                    notices.ask_colleague(case, lead)
    except IntegrityError:
        raise Refused("again", _("That has been asked already.")) from None
    return made


def agree_to_open(opening: Opening, *, actor: Person) -> None:
    """The safety lead's yes: the two may read for a day. Never by the one who asked. Raises ``Refused``."""
    _lead(opening, actor)
    moment = now()
    with transaction.atomic():
        waits = Opening.objects.filter(pk=opening.pk, agreed_at=None, declined_at=None, case__closed_at=None)
        if not waits.update(agreed_at=moment, agreed_by=actor, until=moment + OPEN_FOR):
            raise Refused("decided", _("This has been decided already."))
        record("opening.agreed", opening, actor=actor)
    opening.refresh_from_db()


def decline_to_open(opening: Opening, *, actor: Person) -> None:
    """The safety lead's no: it stays sealed."""
    _lead(opening, actor)
    with transaction.atomic():
        waits = Opening.objects.filter(pk=opening.pk, agreed_at=None, declined_at=None)
        if not waits.update(declined_at=now(), agreed_by=actor):
            raise Refused("decided", _("This has been decided already."))
        record("opening.declined", opening, actor=actor)


def read_opened(opening: Opening, *, actor: Person) -> Sequence[Excerpt]:
    """The texts around, for the two and while it stands open. Every reading is on record. Raises ``Refused``."""
    may_decide(opening.case, actor)
    standing = opening.until is not None and opening.until > now()
    if actor.pk not in {opening.asked_by_id, opening.agreed_by_id} or not standing:
        raise Refused("sealed", _("This is sealed."))
    holder = reviewing.reviewable(opening.subject_kind)
    record("opening.read", opening, actor=actor)
    return holder.sealed.around(opening.subject_ref) if holder is not None and holder.sealed is not None else ()


def _lead(opening: Opening, actor: Person) -> None:
    may_decide(opening.case, actor)
    if Role.SAFETY_LEAD not in roles_of(actor):
        raise Refused("role", _("Only a safety lead can agree to this."))
    if opening.asked_by_id == actor.pk:
        raise Refused("second", _("The yes comes from another person than the one who asked."))
