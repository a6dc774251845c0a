"""How the entries hang together: what a seal is computed from.

``seal`` of entry number n = SHA-256 of (seal of n-1, 64 hex letters) + newline + the entry as canonical JSON in UTF-8:
keys sorted, no spaces, letters beyond ASCII as they are. Before the first stands ``FIRST``. So whoever holds an export
can compute the chain again; but so could whoever changed the database. ``mark`` is HMAC-SHA-256 of the seal under a key
derived from the service's master key, which a copied or changed database does not hold.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from django.conf import settings

from beside.foundation.audit.models import Entry

FIRST: Final = "0" * 64
FIELDS: Final = ("id", "at", "actor", "verb", "kind", "about", "detail")


@lru_cache(maxsize=1)
def _key() -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=b"beside audit chain").derive(settings.MASTER_KEY)


def as_facts(entry: Entry) -> dict[str, Any]:
    """An entry as it is sealed and exported: every field, moments in UTC to the microsecond."""
    facts = {name: getattr(entry, name) for name in FIELDS}
    facts["at"] = _moment(entry.at)
    facts["number"] = entry.seal_number
    facts["sealed_at"] = _moment(entry.sealed_at)
    return facts


def seal_of(previous: str, facts: Mapping[str, Any]) -> str:
    """The seal of an entry that follows the one with seal ``previous``; hex."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def mark_of(seal: str) -> str:
    """The seal under the service's own key; hex."""
    return hmac.new(_key(), f"entry {seal}".encode(), hashlib.sha256).hexdigest()


def end_mark(number: int, seal: str) -> str:
    """That the chain ends here, under the service's own key; hex."""
    return hmac.new(_key(), f"end {number} {seal}".encode(), hashlib.sha256).hexdigest()


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment is not None else None
