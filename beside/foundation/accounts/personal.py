"""What the house holds on a person: each app says so here, and export and erasure ask everyone.

An app registers one ``Holding`` for every table that speaks of a person, from its ``AppConfig.ready``. An
architecture test walks all models and fails for any table with a link to a person that nobody registered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from beside.foundation.accounts.models import Person

Export = Callable[[Person], Iterable[dict[str, Any]]]
Erase = Callable[[Person], None]


@dataclass(frozen=True, slots=True)
class Holding:
    """One table: its name in the export, how to read a person's rows, how to erase them.

    ``export`` gives plain JSON values, private texts opened (it runs for the person themselves and nobody else).
    ``erase`` removes or empties the person's rows; it runs inside one transaction, before the key is destroyed.
    """

    table: type[models.Model]
    title: str
    export: Export
    erase: Erase


_holdings: dict[type[models.Model], Holding] = {}


def register(*holdings: Holding) -> None:
    """Say what an app holds. A table can be registered once."""
    for holding in holdings:
        if holding.table in _holdings:
            raise ValueError(f"{holding.table} is registered twice")
        _holdings[holding.table] = holding


def holdings() -> list[Holding]:
    """Everything registered, in the order of start-up (foundation first)."""
    return list(_holdings.values())


def nothing(person: Person) -> list[dict[str, Any]]:
    """For tables whose rows hold only traces of staff work (who decided), nothing about the person as a member."""
    return []


def leave(person: Person) -> None:
    """For rows that go with the person's own row, or whose link to them empties by itself."""
