"""What happens around groups, told to those it concerns. Letters, pushes and calendars name no group."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.features.groups.models import Group, Membership, Rank
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications import kinds

REMINDER: Final = "groups.reminder"
SEAT: Final = "groups.seat"
LAPSED: Final = "groups.lapsed"
CHANGED: Final = "groups.changed"
ENDED: Final = "groups.ended"
ASKED: Final = "groups.asked"
LET_IN: Final = "groups.let_in"
NOT_NOW: Final = "groups.not_now"
LEAD: Final = "groups.lead"
REMOVED: Final = "groups.removed"
MISSED: Final = "groups.missed"
BEFORE: Final = "groups.before"


def register() -> None:
    """Say how each kind reads."""
    _register(REMINDER, _("A group of yours meets soon."), _("A reminder"), _("Reminders of groups"), each_time=True)
    _register(SEAT, _("A seat in a group you wait for is yours if you want it."), _("Something is free for you"))
    _register(LAPSED, _("A seat was held for you and went on to the next. You can wait again at any time."))
    _register(CHANGED, _("A group of yours meets at another time, or not."), _("A change of time"), each_time=True)
    _register(ENDED, _("A group of yours has ended. Its page says what stays, and until when."))
    _register(ASKED, _("Someone would like to come into a group you facilitate."), _("Someone is waiting"))
    _register(LET_IN, _("You have been let into a group. Welcome."), _("An answer for you"))
    _register(NOT_NOW, _("A group you asked for cannot take you in now."))
    _register(REMOVED, _("You were asked to leave a session. Its page says why, and the staff look in on you."))
    _register(MISSED, _("You were missed at a session. No need to explain; it is good to see you when you come."))
    _register(
        BEFORE, _("There is something new in a talk about coming into a group."), _("A line for you"), each_time=True
    )
    _register(LEAD, _("You have been asked to facilitate a group."), _("Something to look at"))


def _register(
    name: str,
    words: "str | Promise",
    subject: "str | Promise | None" = None,
    label: "str | Promise" = "",
    **more: Any,
) -> None:
    def said(_data: dict[str, Any]) -> str:
        return str(words)

    def head() -> str:
        return str(subject)

    kinds.register_kind(
        name, said, head if subject is not None else None, label=label or words, group=_("Groups"), **more
    )


def tell(person: Person, kind: str, group: Group, part: str = "") -> None:
    """Tell one person; ``part`` is the rest of the path."""
    notifications.notify(person, kind, {}, f"/groups/{group.ref}{part}", actor=BESIDE)


def tell_all(group: Group, kind: str) -> None:
    """Tell everybody in the group."""
    for row in Membership.objects.filter(group=group, left_at=None).select_related("person"):
        tell(row.person, kind, group)


def tell_facilitators(group: Group, kind: str, part: str) -> None:
    """Tell those who lead it."""
    rows = Membership.objects.filter(group=group, left_at=None, rank=Rank.FACILITATOR).select_related("person")
    for row in rows:
        tell(row.person, kind, group, part)
