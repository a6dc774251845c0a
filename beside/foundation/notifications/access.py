"""Which notices and browsers someone may touch: their own."""

from django.shortcuts import get_object_or_404

from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Notice, PushDevice


def notice(person: Person, number: int) -> Notice:
    """One of the person's notices. Raises 404 for anyone else's."""
    return get_object_or_404(Notice, pk=number, person=person)


def browser(person: Person, number: int) -> PushDevice:
    """One of the person's browsers that are told. Raises 404 for anyone else's."""
    return get_object_or_404(PushDevice, pk=number, person=person)
