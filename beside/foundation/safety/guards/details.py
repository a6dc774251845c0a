# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Personal details in a draft: how to reach somebody, where they live, numbers that are theirs alone."""

import re
from collections.abc import Iterator

from beside.foundation.safety import helplines

from . import addresses, numbers
from .model import ADDRESS, EMAIL, HANDLE, INVITATION, LINK, Detail

LONGEST = 8000
"""Characters looked at; a draft is never longer (talk keeps as many)."""

_EMAIL = re.compile(r"[\w.+%'-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.I)
_AT = r"(?:\s{0,3}@\s{0,3}|\s{0,3}[(\[{<]\s?at\s?[)\]}>]\s{0,3}|\s{1,3}at\s{1,3})"
_DOT = r"(?:\s{0,3}[(\[{<]\s?(?:dot|punkt|punto|point)\s?[)\]}>]\s{0,3}|\s{1,3}(?:dot|punkt)\s{1,3})"
_SPELT = re.compile(rf"(?<!\w)[\w.+-]{{2,64}}{_AT}[\w-]{{2,40}}{_DOT}[a-z]{{2,6}}\b", re.I)
_MARKED = re.compile(r"(?<!\w)[\w.+-]{2,64}\s?(?:@|[(\[{<]\s?at\s?[)\]}>])\s?[\w-]{2,40}\.[a-z]{2,6}\b", re.I)
_PROVIDER = re.compile(
    r"(?<!\w)(?!(?:works?|worked|working|job|look|looking|looked|is|was|am|are|people|mad|angry|account|sign|on|in|him|her|me|it|you"
    r"|them|ceo|better|hired|fired|intern|office|email|mail|new|an|the|log|logged)\s)"
    rf"[\w.+-]{{3,64}}{_AT}(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|proton(?:mail)?|gmx|web\.de|live\.com)\b",
    re.I,
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”‘’()\[\]]+", re.I)
_PROFILE = re.compile(
    r"\b(?:instagram|facebook|fb|twitter|x|tiktok|snapchat|linkedin|reddit|t|wa|m|discord|onlyfans|github|linktr|vk|threads|bsky|signal)"
    r"\.(?:com|me|gg|ee|net|app|group)/[\w@./?=+-]+",
    re.I,
)
_BARE = re.compile(
    r"\b(?:my|our)\s+(?:web\s?site|site|blog|page|homepage|domain)\s*(?:is|:|at|=)\s*([\w-]+(?:\.[\w-]+)+)", re.I
)
_PUBLIC = re.compile(r"(?:^|\.)(?:gov|gov\.\w\w|nhs\.uk|wikipedia\.org|who\.int)$")
_MINE = re.compile(
    r"\b(?:my|our|website|web|site|profile|page|blog|portfolio|homepage|me|find|contact)\b[^.!?]{0,30}$", re.I
)
_ARTICLE = re.compile(r"^/(?:[^/]+/){1,}[^/]+|^/[^/]*-[^/]*-[^/]*")

_APP = (
    r"(?:insta(?:gram)?|ig|snap\s?chat|snap|sc|discord|whats?\s?app|telegram|signal|facebook|fb|messenger|kik|skype|tik\s?tok|twitter|line"
    r"|wechat|viber|threema|reddit|tumblr|steam|psn|xbox|zoom|face\s?time|linked\s?in|bumble|tinder|hinge|wire|matrix|bluesky|mastodon)"
)
_NAME = (
    r"(?!(?:full|down|private|broken|not|deleted|gone|all|just|so|a|an|the|always|never|really|very|about|on|in|my|where|how|what|going)\b)"
    r"[@\w][\w.#-]{1,31}"
)
_HANDLE = re.compile(r"(?<![\w@.])@(?!me\b|you\b|all\b|everyone\b|here\b)[A-Za-z_][\w.]{2,30}\b(?!@)")
_TAGGED = re.compile(r"(?<!\w)[\w.]{2,32}#\d{4}\b")
_SAYS = re.compile(
    rf"\bmy\s+{_APP}(?:\s+(?:name|handle|user\s?name|id|account|tag|number|contact))?\s*(?:is\b|['’]s\b|=|:|-|@)\s*{_NAME}"
    rf"|\b(?:my|our)\s+(?:user\s?name|handle|gamer\s?tag|screen\s?name)\s+(?:on\s+{_APP}\s+)?(?:is\b|:|=)\s*{_NAME}"
    rf"|(?<![\w'’]){_APP}\s*[:=]\s*{_NAME}"
    rf"|\b(?:i['’]?m|i\s+am|it['’]s|called|as)\s+(?!(?:also|not|still|always|never|active|only|just|usually|often|mostly|here|now|so|\w+ing)\b)"
    rf"{_NAME}\s+on\s+(?!line\b){_APP}\b(?!\s+(?:too|all|a lot|every))",
    re.I,
)
_ME = r"(?:add|follow|find|message|msg|dm|pm|text|call|ring|reach|contact|hit|friend|write|ping|look|tag|video\s?call|whatsapp)"
_INVITES = re.compile(
    rf"(?<!follows )\b(?<!to )(?<!they )(?<!she )(?<!he )(?<!didn't )(?<!don't )(?<!would )(?<!could )(?<!not )(?:{_ME}\s+me|hmu)\s+(?:up\s+)?(?:on|at|via|through|over|by)\s+(?:my\s+)?{_APP}\b"
    rf"|\b(?:let['’]?s|let\s+us|can\s+we|could\s+we|shall\s+we|we\s+(?:can|could|should)|wanna|want\s+to|rather)\s+(?:\w+\s+){{0,3}}"
    rf"(?:talk|chat|move|switch|continue|go|speak|text|call|meet|carry\s+on|write)\s+(?:\w+\s+){{0,3}}(?:on|to|over|via|through)\s+{_APP}\b"
    rf"|\badd\s+me\s*(?::|on\b|@|as\b)\s*(?!list|mail|that\b|the\b|to\b|my\s+(?:list|mind))\S+"
    rf"|\b(?:what['’]?s|what\s+is|send\s+me|give\s+me|share|drop)\s+(?:me\s+)?your\s+(?:{_APP}|phone\s+number|mobile|cell|number|email(?:\s+address)?|home\s+address|handle|user\s?name)\b(?!\s+(?:of|line|story|group|page))"
    rf"|\b(?:do|are)\s+you\s+(?:have|use|on|got)\s+(?:an?\s+)?(?:whats?\s?app|telegram|snap\s?chat|discord|kik|insta(?:gram)?|signal)\s*\?",
    re.I,
)


def details(text: str) -> tuple[Detail, ...]:
    """Every personal detail in ``text``, in order, none overlapping: of two kinds the one that begins first stays.

    Never raises on any text. Looks at the first ``LONGEST`` characters.
    """
    looked_at = text[:LONGEST]
    kept: list[Detail] = []
    for start, end, kind in sorted(_all(looked_at), key=lambda span: (span[0], -span[1])):
        last = kept[-1] if kept else None
        if last is None or start >= last.end:
            kept.append(Detail(start, end, kind))
        elif last.kind == kind and end > last.end:
            kept[-1] = Detail(last.start, end, kind)
    return tuple(kept)


def _all(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern in (_EMAIL, _MARKED, _SPELT, _PROVIDER) if "@" in text or "at" in text.casefold() else ():
        for hit in pattern.finditer(text):
            yield hit.start(), hit.end(), EMAIL
    yield from _links(text)
    for pattern, kind in ((_HANDLE, HANDLE), (_TAGGED, HANDLE), (_SAYS, HANDLE), (_INVITES, INVITATION)):
        for hit in pattern.finditer(text):
            yield hit.start(), hit.end(), kind
    yield from numbers.found(text)
    for start, end in addresses.found(text):
        yield start, end, ADDRESS


def _links(text: str) -> Iterator[tuple[int, int, str]]:
    for hit in _PROFILE.finditer(text):
        yield hit.start(), hit.end(), LINK
    for hit in _BARE.finditer(text):
        yield hit.start(1), hit.end(1), LINK
    for hit in _URL.finditer(text):
        if _tells(text, hit):
            yield hit.start(), hit.end(), LINK


def _tells(text: str, hit: re.Match[str]) -> bool:
    """Whether a link leads to somebody: anything but a helpline, a public body or, without "my", an article."""
    host, _, path = re.sub(r"^https?://", "", hit.group(), flags=re.I).partition("/")
    host = host.casefold().removeprefix("www.").rstrip(".,;:!?")
    if host in helplines.every_host() or _PUBLIC.search(host):
        return False
    mine = _MINE.search(text[max(0, hit.start() - 40) : hit.start()])
    return bool(mine) or not _ARTICLE.match("/" + path)
