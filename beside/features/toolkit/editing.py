"""The operator's hand on the library: other words, a strategy of the organisation's own, hiding and showing."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from beside.core.refusal import Refused
from beside.features.toolkit.core import checking
from beside.features.toolkit.core.strategy import strategy
from beside.features.toolkit.library import FIRST, languages, library, newest, shipped
from beside.features.toolkit.models import StrategyVersion
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit

_NO_KEYS: Final = frozenset({"new"})  # stands in addresses where a key would


def content_mistakes() -> list[str]:
    """What is wrong with the content files that come with Beside; empty when nothing is."""
    found = []
    for language in languages():
        problems = checking.mistakes(list(shipped(language).values()))
        found += [f"strategies.{language}.json: {problem}" for problem in problems]
    return found


def body_of(key: str) -> dict[str, Any] | None:
    """A strategy as it stands, as plain values; None where there is none."""
    row = newest().get(key)
    if row is not None and row.body:
        return {**row.body, "id": key, "version": row.number}
    found = shipped().get(key)
    return dict(found) if found is not None else None


def versions_of(key: str) -> list[StrategyVersion]:
    """What the organisation did with it, newest first."""
    return list(StrategyVersion.objects.filter(key=key, language=FIRST).select_related("by").order_by("-pk"))


def add(key: str, body: Mapping[str, Any], *, reviewed_by: str, actor: Person) -> StrategyVersion:
    """A strategy of the organisation's own. Raises ``Refused``."""
    if key in _NO_KEYS or body_of(key) is not None:
        raise Refused("there", _("There is already a strategy with this key."))
    return _write(key, body, hidden=False, reviewed_by=reviewed_by, verb="strategy.added", actor=actor)


def word(key: str, body: Mapping[str, Any], *, reviewed_by: str, actor: Person) -> StrategyVersion:
    """Other words, as a new version: cautions are shown again before the next use. Raises ``Refused``."""
    row = newest().get(key)
    hidden = row.hidden if row is not None else False
    return _write(key, body, hidden=hidden, reviewed_by=reviewed_by, verb="strategy.worded", actor=actor)


def set_hidden(key: str, hidden: bool, *, actor: Person) -> None:
    """Offer it no longer, or again; those who keep it see that it is not offered. Again changes nothing."""
    row = newest().get(key)
    if (row.hidden if row is not None else False) == hidden:
        return
    with transaction.atomic():
        made = StrategyVersion.objects.create(
            key=key,
            number=row.number if row is not None else _shipped_version(key),
            body=row.body if row is not None else {},
            hidden=hidden,
            reviewed_by=row.reviewed_by if row is not None else "",
            by=actor,
        )
        audit.record("strategy.hidden" if hidden else "strategy.shown", made, actor=actor, key=key)


def _shipped_version(key: str) -> int:
    return int(shipped().get(key, {}).get("version", 0))


def _write(
    key: str, body: Mapping[str, Any], *, hidden: bool, reviewed_by: str, verb: str, actor: Person
) -> StrategyVersion:
    row = newest().get(key)
    number = max(row.number if row is not None else 0, _shipped_version(key)) + 1
    kept = {name: value for name, value in body.items() if name not in ("id", "version", "reviewed_by")}
    one = strategy({**kept, "id": key, "version": number}, ours=False)
    known = library(FIRST)
    problems = checking.of_one(one, {*known.shown, *known.hidden})
    if problems:
        raise Refused("content", "; ".join(problems))
    with transaction.atomic():
        made = StrategyVersion.objects.create(
            key=key, number=number, body=kept, hidden=hidden, reviewed_by=reviewed_by, by=actor
        )
        audit.record(verb, made, actor=actor, key=key, version=number)
    return made
