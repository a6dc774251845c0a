"""The corner of the toolkit on the page *Mine*."""

from django.utils.translation import gettext as _

from beside.features.toolkit.queries import kept_names
from beside.foundation.accounts.models import Person
from beside.foundation.profiles.mine import Corner, register_corner

_SHOWN = 3


def register() -> None:
    """Tell the page."""
    register_corner(10, corner)


def corner(person: Person) -> Corner:
    """The first things somebody keeps, by name, or what would be here."""
    names = [one.name for one in kept_names(person)[:_SHOWN]]
    if not names:
        line = _("Small things that help, for hard moments. Keep what does you good.")
        return Corner("toolkit", _("What helps me"), line, (("/toolkit", _("Find something that helps")),))
    ways = (("/toolkit/mine", _("My toolkit")), ("/toolkit/card", _("The card for a bad day")))
    return Corner("toolkit", _("What helps me"), " · ".join(names), ways)
