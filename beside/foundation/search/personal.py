"""What search holds on a person: a folded copy of texts whose features export and erase the texts themselves."""

from collections.abc import Iterator
from typing import Any

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.foundation.search.models import Indexed


def register() -> None:
    """The rows by which their texts are found."""
    personal.register(Holding(Indexed, "texts that can be found", _entries, _forget))


def _entries(person: Person) -> Iterator[dict[str, Any]]:
    for row in Indexed.objects.filter(author=person).order_by("pk"):
        yield {"kind": row.kind, "ref": row.ref, "at": row.at.isoformat()}


def _forget(person: Person) -> None:
    Indexed.objects.filter(author=person).delete()
