# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Postal addresses. No list of places is used: the shapes of an address are, and the words people lead them in with."""

import re
from collections.abc import Iterator

_N = r"\d{1,5}[A-Za-z]?"
_CAP = r"(?:(?-i:[^\W\d_a-zß-öø-ÿ])[\w.'’-]*)"
_JOIN = r"(?:de|del|della|dei|des|du|da|do|dos|la|le|les|van|von|der|den|of|the|al|el|z|i|u\.|út|útja|tér|kapu)"
_NAME = rf"{_CAP}(?:\s+(?:{_CAP}|{_JOIN})){{0,4}}"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"

# Kinds of street after the name, in English; a number must stand before.
_SUFFIX = (
    r"(?:street|str|st|road|rd|avenue|ave|lane|ln|drive|dr|close|crescent|cres|terrace|place|pl|court|ct|square|sq|way"
    r"|boulevard|blvd|gardens|grove|parade|parkway|pkwy|highway|hwy|mews|rise|row|walk|hill|quay|gateway)"
)
_NOT_A_NAME = (
    r"(?!(?:a|an|and|as|at|back|by|down|for|from|hours?|days?|weeks?|months?|years?|times?|minutes?|mins?|hrs?|miles?|km|kms"
    r"|blocks?|steps?|people|kids|percent|per|in|into|is|it|my|of|off|on|or|out|over|own|the|to|up|was|way|ways|with|that|this"
    r"|of|different|more|other|am|pm|year|old|one|lane|lanes|bad|good|first|last|and|long|hour|day|week|mile|min|feet|ft|million|thousand|hundred|billion)\b)"
)
_WORD = rf"{_NOT_A_NAME}[^\W\d_][\w.'’-]*"

# Kinds of street grown together with the name (Germanic, Nordic, Baltic, Finnish), and before it (Romance, Slavic).
_GROWN = (
    r"[^\W\d_]{2,}(?:straße|strasse|str\.|weg|gasse|platz|allee|graben|damm|vej|gade|gata|gate|gatan|vägen|veien|vegen|stien"
    r"|stræti|straeti|katu|tie|kuja|polku|laan|straat|baan|dreef|plein|singel|kade|utca|ulica|terrasse)"
)
_BEFORE = (
    r"(?:rue|via|viale|vicolo|piazza|corso|strada|calle|c/|avenida|avda\.?|av\.?|avenue|paseo|plaza|rua|rúa|travessa|praça|ul\."
    r"|ulica|aleja|al\.|boulevard|chemin|impasse|allée|carrer|λεωφόρος|οδός|jalan|jl\.|ulitsa|ул\.)"
)

_SHAPES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (
            rf"\b{_N},?\s+(?:{_WORD}\s+){{1,4}}?{_SUFFIX}\b\.?(?!\s+(?:of|to|from|feet|foot|ft|met\w+|miles?|inch\w*|root)\b)",
            re.I,
        ),
        (rf"\b(?:{_N}\s+)?{_GROWN}\s+{_N}\b", re.I),
        (rf"\b{_N},?\s+{_GROWN}\b", re.I),
        (rf"(?<!\w){_BEFORE}\s+(?:[^\W\d_][\w.'’-]*\s+){{1,5}}?{_N}\b", re.I),
        (rf"\b{_N},?\s+{_BEFORE}\s+(?:{_JOIN}\s+)?(?:[^\W\d_][\w'’-]+\s+)?{_CAP}", re.I),
        (
            rf"{_CAP}\s+(?:straße|strasse|str\.|gate|gata|gatan|gade|vej|vei|weg|allee|platz|laan|utca|u\.)\s+{_N}\b",
            re.I,
        ),
        (rf"\b\d{{2,5}}\s+(?!{_MONTH})(?!(?i:{_MONTH}))(?:{_CAP}\s+|{_JOIN}\s+){{1,5}}\d{{1,4}}\b(?!\s*[:%])", 0),
        (rf"{_CAP}\s+(?:\w+\s+)?(?:utca|útja|tér|körút|kapu)\s+{_N}\b", re.I),
        (
            rf"\b(?!(?:Wall|Sesame|Main|High|Side|Bourbon|Fleet|Downing|Abbey|The|A|This|That|My|Your|On|In|Off|From|Coronation|Elm|Baker|Memory)\b)"
            rf"{_CAP}\s+(?:{_CAP}\s+){{0,3}}(?:Street|Road|Avenue|Lane|Crescent|Terrace|Straße|Strasse|Boulevard)\b",
            0,
        ),
        (r"\b(?:apt|apartment|suite|flat|appartement|wohnung|piso)\b\.?\s*(?:no\.?\s*)?#?\d{1,4}[a-z]?\b", re.I),
        (r"\b(?:p\.?\s?o\.?\s*box|postbox|postfach|box|apartado|casella postale)\s+\d{2,6}\b", re.I),
        (r"\b(?:APO|FPO|DPO),?\s+(?:AA|AE|AP)\b(?:\s+\d{5})?", 0),
        (rf"\bcorner\s+of\s+(?:\d[\w ]{{0,6}}\s+)?{_NAME}[\w .]{{0,12}}?\s+(?:and|&)\s+{_NAME}", 0),
        (r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b", 0),
        (rf"{_CAP},\s*[A-Z]{{2}}\s+\d{{5}}(?:-\d{{4}})?\b", 0),
    )
)

# After such words, a name with a number beside it is where somebody can be found.
_LEAD = re.compile(
    r"\baddress(?:es)?\b|\b(?:i|we|he|she|they|who|\w+)\s+(?:now\s+|once\s+|still\s+)?(?:live[sd]?|living|stay(?:s|ing)?)\s+(?:at|on|in)\b"
    r"|\b(?:located|based|office[s]?(?:\s+is|\s+are)?)\s+(?:at|in)\b|\bmeet(?:ing)?\s+(?:\w+\s+)?(?:at|in|on)\b|\b(?:return|send|post|mail|come|drop)\s+(?:\w+\s+){0,3}to\b"
    r"|\b(?:it|house|home|flat|place|restaurant|office|shop)(?:\s+is|['’]s)\s+(?:at|in|on)\b|\b(?:ship|deliver)\w*\s+to\b",
    re.I,
)
_BESIDE = re.compile(
    rf"\b(?!(?i:{_MONTH}))(?:{_CAP}\s+(?:(?:and|&)\s+)?){{1,5}}{_N}\b(?!\s*(?:%|years?|am|pm|:|days|people|minutes))"
    rf"|\b\d{{1,5}},?\s+(?!(?i:{_MONTH}|am|pm|i)\b){_CAP}(?:\s+{_CAP})*"
)
_REACH = 110
_BLOCK_LINE = re.compile(rf"(?m)^\W{{0,6}}(?:{_CAP}\s+(?:and\s+)?|{_JOIN}\s+|ul\.\s+){{1,6}}{_N}\.?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_TAIL = re.compile(r"(?:[\s,>?.]{1,8}(?:[^\W_][\w()'’/-]*)){1,9}?[\s,>?.]{1,8}\d{3,6}\b")
_HEAD = re.compile(r"\b\d{2,6}[\s,]{1,3}$")
_BROKEN = re.compile(r"[.!?]\s+[A-Z]\w+\s+\w|\b(?:for|and|the|is|are|was|my|i|to|you)\b", re.I)


def found(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand, each as far as it clearly reaches. Spans may overlap."""
    for shape in _SHAPES:
        for hit in shape.finditer(text):
            yield _whole(text, hit.start(), hit.end())
    yield from _after_a_lead(text)
    if text.count("\n") >= 2:
        for hit in _BLOCK_LINE.finditer(text):
            if not _YEAR.search(hit.group()):
                yield _whole(text, hit.start(), hit.end())


def _after_a_lead(text: str) -> Iterator[tuple[int, int]]:
    for lead in _LEAD.finditer(text):
        hit = _BESIDE.search(text, lead.end(), lead.end() + _REACH)
        if hit and not _YEAR.search(hit.group()):
            yield _whole(text, hit.start(), hit.end())


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """With a house number right before it, and town and postal code after it where these follow at once."""
    before = _HEAD.search(text, max(0, start - 9), start)
    tail = _TAIL.match(text, end, min(len(text), end + 90))
    if tail and not _BROKEN.search(tail.group()):
        end = tail.end()
    return (before.start() if before else start, end)
