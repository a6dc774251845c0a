"""The operator's hand on the list of experiences: loading the first one, wording, adding, retiring."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.profiles.models import Experience, ExperienceKind, ExperienceName

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# These stand in addresses where a key would.
_NO_KEYS = frozenset({"new", "restore"})


@cache
def starting_list() -> tuple[dict[str, Any], ...]:
    """The entries every new organisation begins with; each has key, kind, name, phrase and synonyms."""
    text = files(__package__).joinpath("content", "experiences.en.json").read_text(encoding="utf-8")
    return tuple(json.loads(text))


@transaction.atomic
def load_experiences(*, actor: Acting = BESIDE) -> int:
    """Add those entries of the starting list that are missing; the number added.

    Safe to run at every start: what the operator changed, retired or worded is never touched.
    """
    held = set(Experience.objects.values_list("key", flat=True))
    missing = [entry for entry in starting_list() if entry["key"] not in held]
    for entry in missing:
        row = Experience.objects.create(key=entry["key"], kind=entry["kind"])
        ExperienceName.objects.create(
            experience=row, name=entry["name"], phrase=entry["phrase"], synonyms=entry["synonyms"]
        )
    if missing:
        record("experiences.loaded", row, actor=actor, added=len(missing))
    return len(missing)


@transaction.atomic
def add_experience(key: str, kind: str, name: str, phrase: str, synonyms: list[str], *, actor: Acting) -> Experience:
    """Put a new entry on the list.

    Raises ``Refused``: ``experience.kind``, ``experience.key``, ``experience.there``.
    """
    if kind not in ExperienceKind.values:
        raise Refused("experience.kind", _("Choose a shelf."))
    if not _KEY.fullmatch(key) or len(key) > 60 or key in _NO_KEYS:
        raise Refused("experience.key", _("Use small letters, numbers and hyphens, like long-illness."))
    if Experience.objects.filter(key=key).exists():
        raise Refused("experience.there", _("There is already an entry with this key."))
    row = Experience.objects.create(key=key, kind=kind)
    ExperienceName.objects.create(experience=row, name=name, phrase=phrase, synonyms=synonyms)
    record("experience.added", row, actor=actor, key=key, name=name)
    return row


@transaction.atomic
def word_experience(
    entry: Experience,
    *,
    kind: str,
    name: str,
    phrase: str,
    synonyms: list[str],
    actor: Acting,
    language: str = "en",
) -> ExperienceName:
    """Change how an entry is called and found. The key stays: people's choices hang on it."""
    if entry.kind != kind:
        entry.kind = kind
        entry.save(update_fields=["kind"])
    row, _made = ExperienceName.objects.update_or_create(
        experience=entry, language=language, defaults={"name": name, "phrase": phrase, "synonyms": synonyms}
    )
    record("experience.worded", entry, actor=actor, key=entry.key, name=name, phrase=phrase)
    return row


@transaction.atomic
def retire_experience(entry: Experience, *, actor: Acting) -> None:
    """Offer an entry no longer; those who chose it keep it."""
    if entry.retired_at is None:
        entry.retired_at = now()
        entry.save(update_fields=["retired_at"])
        record("experience.retired", entry, actor=actor, key=entry.key)


@transaction.atomic
def bring_back_experience(entry: Experience, *, actor: Acting) -> None:
    """Offer a retired entry again."""
    if entry.retired_at is not None:
        entry.retired_at = None
        entry.save(update_fields=["retired_at"])
        record("experience.brought_back", entry, actor=actor, key=entry.key)
