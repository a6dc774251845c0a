"""The rules of the house, one by one: what a decision cites.

They stand in the published house rules (accounts' ``AgreedText``): each heading ``## 3. Title`` begins rule 3. A text
without numbered headings counts its headings itself. A published version is never rewritten, so a cited rule keeps
its wording, and everyone who joined said yes to a version of it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import AgreedText

_HEADING: Final = re.compile(r"^##\s+(?:(\d{1,3})\.\s+)?(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is worded in one version."""

    number: int
    title: str
    words: str


@lru_cache(maxsize=32)
def parse(body: str) -> tuple[Rule, ...]:
    """The rules of a text, in its order. Headings without a number are no rules where others have one."""
    found = list(_HEADING.finditer(body))
    numbered = any(one[1] for one in found)
    rules: dict[int, Rule] = {}
    for place, one in enumerate(found):
        if numbered and not one[1]:
            continue
        number = int(one[1]) if numbered else place + 1
        end = found[place + 1].start() if place + 1 < len(found) else len(body)
        rules.setdefault(number, Rule(number, one[2], body[one.end() : end].strip()))
    return tuple(rules.values()) or (Rule(1, str(AgreedText.Kind.HOUSE_RULES.label), body.strip()),)


def current() -> AgreedText:
    """The version that holds now."""
    return next(text for text in accounts.current_texts() if text.kind == AgreedText.Kind.HOUSE_RULES)


def find(text: AgreedText | None, number: int | None) -> Rule | None:
    """One rule of one version; None where there is none."""
    if text is None:
        return None
    return next((rule for rule in parse(text.body) if rule.number == number), None)
