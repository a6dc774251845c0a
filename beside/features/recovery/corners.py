"""The cards of this app on *Mine*."""

from django.utils.translation import gettext as _

from beside.features.recovery import marking, showing
from beside.foundation.accounts.models import Person
from beside.foundation.profiles.mine import Corner, register_corner


def register() -> None:
    """Two cards."""
    register_corner(30, plans)
    register_corner(40, pages)


def plans(person: Person) -> Corner:
    """Plans and goals; a friendly word to somebody who comes back."""
    line = _("What you want, in your own words, and what helps you on a hard day. Only you see it until you share it.")
    if marking.seen(person):
        line = _("Good to see you. Everything is where you left it.")
    first = _("My safety plan") if showing.has_safety_plan(person) else _("Make my safety plan")
    ways = (
        ("/plans/safety", first),
        ("/plans/wellness", _("My wellness plan")),
        ("/goals", _("My goals")),
        ("/goals/milestones", _("Milestones")),
        ("/shared", _("What I share")),
    )
    return Corner("plans", _("My plans and goals"), line, ways)


def pages(_person: Person) -> Corner:
    """Journal, letters, hope box."""
    ways = (("/journal", _("My journal")), ("/letters", _("Letters to myself")), ("/hope-box", _("My hope box")))
    return Corner(
        "pages",
        _("Journal and letters"),
        _("Pages for yourself, letters for later, and a box for what gives you hope. Nobody else can read them."),
        ways,
    )
