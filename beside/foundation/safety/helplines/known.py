"""Which numbers and addresses are those of help: so that nobody is warned of sharing them."""

from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit

import phonenumbers

from .lines import HelpFor, Line, countries, for_country

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # which lines are open does not matter here


@cache
def every_number() -> frozenset[str]:
    """Digits of every number in the file, as dialled there, without leading noughts, and with the country's code."""
    found: set[str] = set()
    for given in _all():
        code = str(phonenumbers.country_code_for_region(given.code) or "")
        for number in _numbers(given):
            digits = "".join(letter for letter in number if letter.isdigit())
            found |= {digits, digits.lstrip("0"), code + digits.lstrip("0")}
    return frozenset(found - {""})


@cache
def every_host() -> frozenset[str]:
    """Hosts of the lines' web sites and chats, and of the directories, without "www."."""
    links = [link for given in _all() for line in given.lines for link in (line.website, line.chat) if link]
    links += for_country("GB", _ANY_TIME).directories
    return frozenset((urlsplit(link).hostname or "").removeprefix("www.") for link in links) - {""}


def _all() -> list[HelpFor]:
    return [for_country(code, _ANY_TIME) for code, _name in countries()]


def _numbers(given: HelpFor) -> list[str]:
    texts = [number for line in given.lines for number in _of(line)]
    return [emergency.number for emergency in given.emergency] + texts


def _of(line: Line) -> list[str]:
    return [number for number in (line.dial, line.sms.to if line.sms else None, line.whatsapp) if number]
