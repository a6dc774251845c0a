"""What the console shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from beside.foundation.accounts import keys
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person, Role, RoleGrant
from beside.foundation.profiles.models import Profile

_MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Someone:
    """A member as an operator sees them: by pseudonym, never by email."""

    ref: str
    pseudonym: str
    roles: list[Role]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Someone who waits for a yes; ``note`` is what they wrote to the staff."""

    ref: str
    asked_at: datetime
    note: str


def people(words: str) -> list[Someone]:
    """Members whose pseudonym holds these words, at most thirty; without words, everyone with a role."""
    rows = Profile.objects.filter(person__is_active=True, person__admitted_at__isnull=False).select_related("person")
    if words:
        rows = rows.filter(pseudonym__icontains=words)
    else:
        rows = rows.filter(person__in=RoleGrant.objects.filter(ended_at=None).values("person"))
    found = list(rows.order_by("pseudonym")[:_MOST])
    held = _roles_of([row.person_id for row in found])
    return [Someone(row.person.ref, row.pseudonym, held.get(row.person_id, [])) for row in found]


def someone(person: Person) -> Someone:
    """One member."""
    profile = Profile.objects.filter(person=person).first()
    return Someone(person.ref, profile.pseudonym if profile else "", sorted(accounts.roles_of(person)))


def waiting() -> list[Waiting]:
    """Everyone who waits for a yes, longest first. The note is opened for the operator: it was written to them."""
    return [
        Waiting(
            row.person.ref,
            row.asked_at,
            keys.open_text(row.person_id, row.note, f"accounts.admission:{row.person_id}") or "",
        )
        for row in accounts.waiting()
    ]


def _roles_of(numbers: list[int]) -> dict[int, list[Role]]:
    held: dict[int, list[Role]] = {}
    for person_id, role in RoleGrant.objects.filter(person__in=numbers, ended_at=None).values_list("person", "role"):
        held.setdefault(person_id, []).append(Role(role))
    return held
