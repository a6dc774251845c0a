"""The card on *Mine*."""

from django.utils.translation import gettext as _

from beside.features.checkins import measuring
from beside.foundation.accounts.models import Person
from beside.foundation.profiles.mine import Corner


def corner(person: Person) -> Corner:
    """Check-ins, looking back and (where any is offered) measures."""
    ways = [("/checkins", _("My check-ins")), ("/looking-back", _("Look back"))]
    if measuring.offered():
        ways.append(("/measures", _("Measures")))
    line = _("A word on how you are, when you like, and how it moves over time. Nobody else sees it.")
    return Corner("checkins", _("How I am"), line, tuple(ways))
