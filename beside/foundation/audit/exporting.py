"""The log as lines that can be kept elsewhere and computed again without Beside."""

import json
from collections.abc import Iterator
from typing import Final

from beside.foundation.audit import chain
from beside.foundation.audit.models import Entry

_CHUNK: Final = 1_000


def lines() -> Iterator[str]:
    """Every sealed entry in the order of the chain, one JSON object a line: its fields, its ``seal`` and its ``mark``.

    Without ``seal`` and ``mark``, the object is exactly what was sealed (chain.py). People stand in it as numbers.
    """
    number = 0
    while found := list(Entry.objects.filter(seal_number__gt=number).order_by("seal_number")[:_CHUNK]):
        for entry in found:
            facts = chain.as_facts(entry) | {"seal": entry.seal, "mark": entry.mark}
            yield json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        number = found[-1].seal_number or 0
