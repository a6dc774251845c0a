# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Telephone, card, account and identity numbers: runs of digits that mean somebody, told from those that do not."""

import re
from collections.abc import Iterator
from functools import cache

import phonenumbers

from beside.foundation.safety import helplines

from .model import ACCOUNT, CARD, ID_NUMBER, NETWORK, PHONE

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b", re.I)
_SSN = re.compile(r"\b\d{3}-\d{2}-\d{4}\b|\b(?-i:[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D])\b", re.I)
_IP = re.compile(
    r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b|\b(?:[0-9a-f]{1,4}:){5,7}[0-9a-f]{1,4}\b",
    re.I,
)
_CARD = re.compile(r"(?<![\w+.])\d(?:[ -]?\d){11,18}(?![\w])")
_CARD_CUE = re.compile(r"\bcards?\b|\bvisa\b|\bmastercard\b|\bamex\b", re.I)
_ID_CUE = re.compile(
    r"\b(?:social security|ssn|national insurance|passport|driv\w+ licen[cs]e|insurance|account|nhs|tax|id)\b\s?(?:number|no\.?|nr|#)?"
    r"\s?(?:is|:|=|#)?\s?(?!since|from|in\b|on\b|at\b|of\b)((?=[A-Z0-9 -]{0,16}\d{4})[A-Z0-9][A-Z0-9 -]{4,18}[A-Z0-9])\b",
    re.I,
)
_RUN = re.compile(
    r"(?<![\w£$€.,:/#])(?:\+|00)?\(?\d(?:[ \u00a0().\-–/]{0,3}\d){5,16}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\w%])(?![.,:]\d)",
    re.I,
)
_IN_WORDS = re.compile(
    r"(?<!\w)(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun)"
    r"[\s,-]{1,3}){6,15}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b",
    re.I,
)
_PHONE_CUE = re.compile(
    r"\b(?:phone|telephone|tel|mobile|cell|number|call|ring|text|sms|whats?app|signal|telegram|fax|desk|reach|answer\w*|contact|dial"
    r"|handy|telefon|móvil|portable|numéro|número|celular|home|work|office|line)\b[^.!?]{0,45}$",
    re.I,
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}\b|\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d\b"
    r"|^(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$"
)
_THOUSANDS = re.compile(r"^\d{1,3}(?:[ .]000)+$|^\d{1,2}(?:[ .]\d{3}){2}$")
_RANGE = re.compile(r"^\d{1,4}\s?[-–/]\s?\d{1,4}$")
_UNIT = re.compile(
    r"\s*(?:%|mg|g|kg|km|miles?|years?|yrs?|days?|weeks?|months?|hours?|people|pills?|tablets?|times|calories|kcal|dollars?|euros?|pounds?|bucks"
    r"|usd|eur|gbp|votes?|views?|followers?|steps)\b",
    re.I,
)
_REGIONS = (
    "GB",
    "US",
    "DE",
    "FR",
    "ES",
    "PT",
    "BR",
    "IT",
    "NL",
    "AU",
    "IN",
    "IE",
    "CH",
    "SE",
    "DK",
    "NO",
    "PL",
    "MX",
    "ZA",
    "HU",
)


@cache
def _shipped() -> frozenset[str]:
    """Digits of every number Beside itself gives to people."""
    return helplines.every_number()


def found(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers that are somebody's, with their kind. Helplines are nobody's."""
    yield from _in_words(text)
    if not any(letter.isdigit() for letter in text):
        return
    for pattern, kind in ((_IBAN, ACCOUNT), (_SSN, ID_NUMBER), (_IP, NETWORK)):
        for hit in pattern.finditer(text):
            yield hit.start(), hit.end(), kind
    for hit in _ID_CUE.finditer(text):
        yield hit.start(1), hit.end(1), ID_NUMBER
    for hit in _CARD.finditer(text):
        if _is_card(text, hit):
            yield hit.start(), hit.end(), CARD
    for hit in _RUN.finditer(text):
        if _is_phone(text, hit):
            yield hit.start(), hit.end(), PHONE


def _in_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Digits spelt out in a row; counting ("one two three four …") is not a number."""
    for hit in _IN_WORDS.finditer(text):
        words = re.split(r"[\s,-]+", hit.group().casefold())
        if words[:4] != ["one", "two", "three", "four"] and len(set(words)) > 3:
            yield hit.start(), hit.end(), PHONE


def _digits(piece: str) -> str:
    return "".join(letter for letter in piece if letter.isdigit())


def _is_card(text: str, hit: re.Match[str]) -> bool:
    cue = _CARD_CUE.search(text, max(0, hit.start() - 60), hit.end() + 30)
    return bool(cue) or (len(_digits(hit.group())) >= 13 and _luhn(_digits(hit.group())))


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_phone(text: str, hit: re.Match[str]) -> bool:
    piece = hit.group()
    digits = _digits(re.split(r"x|ext", piece, flags=re.I)[0])
    if not 6 <= len(digits) <= 15 or _helpline(digits) or _DATE.search(piece) or _UNIT.match(text, hit.end()):
        return False
    if piece.startswith(("+", "00")) and len(digits) >= 8:
        return True
    if _PHONE_CUE.search(text[max(0, hit.start() - 60) : hit.start()]):
        return len(digits) >= 7 or not _THOUSANDS.match(piece)
    if len(digits) < 7 or _THOUSANDS.match(piece) or _RANGE.match(piece):
        return False
    return _somewhere(piece, digits)


def _helpline(digits: str) -> bool:
    shipped = _shipped()
    return digits in shipped or digits.lstrip("0") in shipped


def _somewhere(piece: str, digits: str) -> bool:
    """A number that works in one of the regions, written as people write numbers: begun with 0, or in groups."""
    if digits == digits[0] * len(digits) or not (
        digits.startswith("0") or re.search(r"\d[ ().\-]+\d", piece) or len(digits) in (9, 10, 11)
    ):
        return False
    return any(_valid(digits, region) for region in _REGIONS)


def _valid(digits: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False
