"""Keeping two people apart."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import record
from beside.foundation.safety import limiting, reviewing
from beside.foundation.safety.models import Block


def block(other: Person, *, actor: Person) -> Block:
    """Make two people invisible to each other. Doing it again changes nothing; the other is never told."""
    found = Block.objects.filter(by=actor, of=other).first()
    if found is not None:
        return found
    if other.pk == actor.pk:
        raise Refused("oneself", _("You cannot block yourself."))
    limiting.check(limiting.BLOCKS, actor)
    with transaction.atomic():
        made, new = Block.objects.get_or_create(by=actor, of=other)
        if new:
            record("block.made", made, actor=actor)
            reviewing.tell_of_block(actor, other)
    return made


def unblock(other: Person, *, actor: Person) -> None:
    """Take one's own block back. A block that the other made stays."""
    with transaction.atomic():
        made = Block.objects.select_for_update().filter(by=actor, of=other).first()
        if made is not None:
            record("block.ended", made, actor=actor)
            made.delete()
