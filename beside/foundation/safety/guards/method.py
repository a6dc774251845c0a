# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Method or dose detail: how somebody could end or hurt a life, in enough detail to be followed.

Talking of suicide is allowed and wanted; means, amounts, places and steps are what is not passed on unseen. For posts
that many read. Plain rules, on purpose few: naming a means, or a medicine taken as prescribed, is not detail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 8000
"""Characters looked at."""

_DIE = (
    r"(?:suicid\w*|kill(?:s|ed|ing)?\s(?:my|your|him|her|one|them|it)?sel(?:f|ves)|die|dies|dying|died|dead|death|overdos\w*|o\.?d\.?['’]?d?|lethal|fatal"
    r"|end\s(?:it|it\sall|my\slife|your\slife|their\slife|his\slife|her\slife)|self[\s-]?harm\w*|unalive|ctb|not\swake\sup|never\swake\sup)"
)
_STUFF = r"(?:pills?|tablets?|tabs?|caps(?:ules)?|mg|milligrams?|mcg|g|grams?|ml|bottles?|packets?|packs?|strips?|boxes|units?|doses?|drops?)"
_NUMBER = r"(?:\d{1,5}(?:[.,]\d{1,3})?|ten|twenty|thirty|forty|fifty|sixty|hundred|a\s(?:whole\s)?(?:bottle|packet|pack|box|strip)\s)"
_MEANS = (
    r"(?:rope|noose|ligature|belt|gun|pistol|rifle|shotgun|blade|razors?|knife|scalpel|charcoal|helium|nitrogen|carbon\smonoxide|exhaust|gas"
    r"|sodium\snitr\w+|cyanide|bleach|antifreeze|insulin|bridge|train|rail(?:way|s)|cliff|roof|plastic\sbag)"
)
_HOW = r"(?:how\s(?:to|do|did|many|much|long|high|deep|far|fast)|what\s(?:dose|amount|height|drop|knot|length)|where\sto|which\s(?:pills?|drugs?|knot|bridge|meds|medication)|steps?|instructions?|guide)"
_PAINLESS = r"(?:painless(?:ly)?|quick(?:est|ly)?|easi(?:est|er)|best|surest|fast(?:est)?|least\spainful|peaceful(?:ly)?|effective|reliable|certain)"
_GAP = r"[^.!?\n]{0,70}?"

_RULES = tuple(
    (code, re.compile(pattern, re.I))
    for code, pattern in (
        ("dose", rf"\b{_NUMBER}\s?(?:x\s?)?(?:of\s)?(?:\w+\s)?{_STUFF}\b{_GAP}\b{_DIE}\b"),
        ("dose", rf"\b{_DIE}\b{_GAP}\b{_NUMBER}\s?(?:x\s?)?(?:of\s)?(?:\w+\s)?{_STUFF}\b"),
        (
            "dose",
            rf"\bhow\s(?:many|much){_GAP}\b(?:pills?|tablets?|mg|dose|take|drink|swallow|paracetamol|insulin|meds|medication){_GAP}\b{_DIE}\b",
        ),
        (
            "dose",
            rf"\b(?:lethal|fatal|deadly)\s(?:dos(?:e|es|age)|amount|limit|combination|mix)\b(?:{_GAP}\b(?:is|of|for|=|about|around)\b)?",
        ),
        ("method", rf"\b{_PAINLESS}\s(?:and\s\w+\s)?(?:way|method|means)s?\s(?:to|of|for)\s{_GAP}\b{_DIE}\b"),
        ("method", r"\b(?:least\spainful|painless|most\spainless)\sway\s(?:to\sgo\b(?!\s(?:to|about|on|with))|out\b)"),
        ("method", rf"\b{_PAINLESS}\s(?:suicide|death)\b|\bsuicide\s(?:methods?|kits?|guide|instructions|bags?)\b"),
        ("method", rf"\b{_HOW}\b{_GAP}\b(?:hang|noose|{_DIE})\b{_GAP}\b(?:with|using|from|by)\b{_GAP}\b{_MEANS}\b"),
        (
            "method",
            rf"\b{_HOW}\b{_GAP}\b(?:tie|make|buy|get|use|set\sup|build){_GAP}\b(?:noose|ligature|{_MEANS}){_GAP}\b(?:{_DIE}|hang\w*)\b",
        ),
        ("method", r"\b(?:tie|tied|tying|make|made)\s(?:a|the)\s(?:noose|slip\s?knot)\b"),
        (
            "method",
            rf"\b(?:with|using|used|by)\s(?:a\s|an\s|the\s|some\s|her\s|his\s)?{_MEANS}\b{_GAP}\b{_DIE}\b|\b{_DIE}\s(?:with|using|by)\s(?:a\s|an\s|the\s|some\s)?{_MEANS}\b",
        ),
        (
            "method",
            r"\bcut(?:ting)?\s(?:deep(?:er)?|vertical\w*|lengthwise|down(?:wards?)?|along|up)\b[^.!?\n]{0,30}\b(?:arm|wrist|vein|artery|road|street)s?\b",
        ),
        (
            "method",
            r"\b(?:hanged|hung|shot|gassed|drowned|poisoned|suffocated)\s(?:him|her|them|my|your)sel(?:f|ves)\s(?:with|from|in|on|using|by|off)\s(?:a|an|the|his|her|their)?\s?\w+",
        ),
        (
            "method",
            rf"\bjump(?:ed|ing|s)?\s(?:off|from|in\sfront\sof)\s(?:the|a)\s{_GAP}(?:bridge|train|cliff|roof|floor|building|tower|metres?|meters?|feet)\b",
        ),
    )
)
_FIGURE = re.compile(
    r"\b(?:dead\s?line|dead\s(?:tired|good|end)|to\sdie\sfor|die\s(?:of\s)?laugh\w*|phone\sdied|battery\sdied|video\s?game|in\sthe\s(?:game|film|movie|book))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Detail:
    """One place that tells how. ``code`` is "method" or "dose"; ``start`` and ``end`` count characters."""

    code: str
    start: int
    end: int


def method_or_dose(text: str) -> tuple[Detail, ...]:
    """Where ``text`` gives method or dose detail; empty for nearly every text. In order. Never raises."""
    looked_at = text[:LONGEST]
    return tuple(sorted(set(_found(looked_at)), key=lambda one: (one.start, one.end, one.code)))


def _found(text: str) -> Iterator[Detail]:
    for code, rule in _RULES:
        for hit in rule.finditer(text):
            if not _FIGURE.search(text[max(0, hit.start() - 20) : hit.end() + 20]):
                yield Detail(code, hit.start(), hit.end())
