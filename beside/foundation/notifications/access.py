"""Which notices someone may touch: their own."""

from django.shortcuts import get_object_or_404

from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Notice


def notice(person: Person, number: int) -> Notice:
    """One of the person's notices. Raises 404 for anyone else's."""
    return get_object_or_404(Notice, pk=number, person=person)
