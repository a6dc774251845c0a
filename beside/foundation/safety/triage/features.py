"""The closed list of named features the learnt score looks at besides the embeddings."""

import math
from functools import cache

from . import constructs
from .model import FLAGS
from .noticing import ALL_RULES, ASIDE, Noticed
from .scope import FIRST, SECOND
from .words import word_set

_NOT = word_set("not never no nothing nobody none without")
_TIME = word_set("tonight today now tomorrow soon")
_PAST = word_set("ago was were had used years")
_LEXICON = tuple(f"phrase_{group}" for group in ("passive", "active", "self_harm", "other", "burden", "strain"))
_SHAPE = ("length", "first", "second", "not", "time", "past", "question", "top", "kinds")


@cache
def names() -> tuple[str, ...]:
    """Every feature's name, in order."""
    codes = sorted({rule.code for rule in ALL_RULES} | set(_LEXICON))
    return (
        *(f"rule {code}" for code in codes),
        *(f"flag {flag}" for flag in sorted(FLAGS)),
        *(f"aside {why}" for why in ASIDE),
        *(f"construct {name}" for name in constructs.names()),
        *(f"shape {name}" for name in _SHAPE),
    )


def of(noticed: Noticed) -> list[float]:
    """A text's features, in the order of `names`."""
    words = noticed.reading.words
    many = max(1, len(words))
    codes: dict[str, float] = {}
    flags: set[str] = set()
    for match in noticed.matches:
        codes[match.code] = max(codes.get(match.code, 0.0), match.weight or 1.0)
        flags |= match.flags
    shares = [sum(word in group for word in words) / many * 5 for group in (FIRST | {"i"}, SECOND, _NOT)]
    shape = [
        math.log1p(many) / 3,
        *shares,
        float(bool(_TIME & set(words))),
        float(bool(_PAST & set(words))),
        float("?" in words),
        max((match.weight for match in noticed.matches), default=0.0),
        math.log1p(len(codes)),
    ]
    named = sorted({rule.code for rule in ALL_RULES} | set(_LEXICON))
    return [
        *(codes.get(code, 0.0) for code in named),
        *(float(flag in flags) for flag in sorted(FLAGS)),
        *(min(2.0, float(noticed.aside[why])) for why in ASIDE),
        *(math.log1p(count) for count in constructs.counts(noticed.reading)),
        *shape,
    ]
