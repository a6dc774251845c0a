"""Who can be given something to read: a person one talks with, a group one is in, the care team."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.features.conversations import queries as conversations
from beside.features.groups.models import Group, Membership
from beside.features.recovery import hooks
from beside.features.recovery.hooks import Receiver, Receivers
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety.queries import DESK, blocked_ids
from beside.journeys.answering.gathering import is_minor

PERSON, GROUP, TEAM = "person", "group", "team"
_GROUPS_OF = Prepared(
    lambda viewer: Membership.objects.filter(person=viewer, left_at=None, group__ended_at=None).values_list(
        "group__ref"
    )
)


def register() -> None:
    """In the order in which they are offered."""
    hooks.register_receivers(
        PERSON,
        Receivers(
            gettext_lazy("Somebody I talk with"), _partners, _as_person, _called, _one, person=_person, walled=walled
        ),
    )
    hooks.register_receivers(GROUP, Receivers(gettext_lazy("A group I am in"), _groups, _group_keys, _group, _members))
    hooks.register_receivers(TEAM, Receivers(gettext_lazy("My care team here"), _team, _team_keys, _team_name, _staff))


def walled(one: Person, other: Person) -> bool:
    """Adults and minors never meet one to one."""
    return is_minor(one, now()) != is_minor(other, now())


# --- a person ---
def _partners(owner: Person) -> list[Receiver]:
    """Those with whom a conversation goes on or has been, newest first, and whom one still sees."""
    rows = conversations.of_person(owner).select_related("seeker", "peer").order_by("-opened_at")[:200]
    apart = blocked_ids(owner)
    found: dict[int, Person] = {}
    for row in rows:
        other = row.other(owner)
        if other is not None and other.is_active and other.pk not in apart and not walled(owner, other):
            found.setdefault(other.pk, other)
    names = profiles.names_of(found)
    return [Receiver(names[key].ref, names[key].pseudonym) for key in found if key in names]


def _as_person(viewer: Person) -> list[str]:
    return [viewer.ref]


def _called(key: str) -> str:
    return profiles.names_by_ref([key]).get(key, "")


def _person(key: str) -> Person | None:
    return Person.objects.filter(ref=key, is_active=True, erased_at=None).first()


def _one(key: str) -> list[Person]:
    found = _person(key)
    return [found] if found is not None else []


# --- a group ---
def _groups(owner: Person) -> list[Receiver]:
    rows = Membership.objects.filter(person=owner, left_at=None, group__ended_at=None).select_related("group")
    return [Receiver(row.group.ref, _everyone(row.group.name)) for row in rows.order_by("group__name")]


def _group_keys(viewer: Person) -> Iterable[str]:
    return [ref for (ref,) in _GROUPS_OF.rows(viewer.pk)]


def _group(key: str) -> str:
    name = Group.objects.filter(ref=key).values_list("name", flat=True).first()
    return _everyone(name) if name else ""


def _everyone(name: str) -> str:
    return _("everyone in “%(group)s”") % {"group": name}


def _members(key: str) -> list[Person]:
    rows = Membership.objects.filter(group__ref=key, left_at=None, person__is_active=True)
    return [row.person for row in rows.select_related("person")]


# --- the care team ---
def _team(owner: Person) -> list[Receiver]:
    return [Receiver("", _team_name(""))] if any(one.pk != owner.pk for one in accounts.holders(*DESK)) else []


def _team_keys(viewer: Person) -> list[str]:
    return [""] if accounts.roles_of(viewer) & set(DESK) else []


def _team_name(_key: str) -> str:
    return _("The care team here")


def _staff(_key: str) -> list[Person]:
    return list(accounts.holders(*DESK))
