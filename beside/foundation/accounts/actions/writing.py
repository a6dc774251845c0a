"""How one is helped while writing."""

from django.db import transaction

from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import Acting, record


def set_hints(person: Person, on: bool, *, actor: Acting) -> None:
    """Have hints on one's own drafts, or none. Raises ``Refused`` for anybody else."""
    checks.oneself(person, actor)
    with transaction.atomic():
        if Person.objects.filter(pk=person.pk).exclude(hints=on).update(hints=on):
            record("hints.set", person, actor=actor, on=on)
    person.hints = on
