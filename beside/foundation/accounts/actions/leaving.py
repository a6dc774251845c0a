"""Taking a copy of everything, and leaving for good."""

from typing import Any

from django.db import transaction

from beside.core.clock import now
from beside.foundation.accounts import keys, personal, queries
from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.actions.devices import end_other_devices
from beside.foundation.accounts.actions.roles import another_operator
from beside.foundation.accounts.models import Person, Role, RoleGrant
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.realtime import hub


def export_everything(person: Person, *, actor: Acting) -> dict[str, Any]:
    """Everything held on a person, by title, private texts opened. Only for themselves; leaves an audit row."""
    checks.oneself(person, actor)
    parts: dict[str, list[dict[str, Any]]] = {}
    for holding in personal.holdings():
        rows = list(holding.export(person))
        if rows:
            parts.setdefault(holding.title, []).extend(rows)
    record("person.exported", person, actor=actor)
    return {"made_at": now().isoformat(), "service": queries.organisation().name, "parts": parts}


def erase(person: Person, *, actor: Acting) -> None:
    """Erase a person: every app removes its rows, the key is destroyed, the account is emptied, sessions end.

    What stays is a row without a name, so that a conversation others were part of still has two sides, and the
    log's numbers. Raises ``Refused`` for the last operator.
    """
    checks.oneself(person, actor)
    with transaction.atomic():
        if RoleGrant.objects.filter(person=person, role=Role.OPERATOR, ended_at=None).exists():
            another_operator(person)
        end_other_devices(person, None, actor=BESIDE)
        # From the top down: what stands above may need a row below to find its own.
        for holding in reversed(personal.holdings()):
            holding.erase(person)
        RoleGrant.objects.filter(person=person, ended_at=None).update(ended_at=now())
        keys.destroy(person.pk)
        empty(person)
        record("person.erased", person, actor=actor)
        transaction.on_commit(lambda: hub.end_person(person.pk))


def empty(person: Person) -> None:
    """Take everything out of the account's own row."""
    person.email = person.sign_in_name = person.birth_year = person.admitted_at = person.last_login = None
    person.set_unusable_password()
    person.hints = True
    person.erased_at, person.is_active = now(), False
    person.save()
    person.__dict__.pop("_roles", None)
