"""Pseudonyms: suggesting gentle ones, and refusing those that could mislead."""

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.core.refusal import Refused
from beside.foundation.profiles.skeletons import mixed_scripts, skeleton

LEAST, MOST = 2, 30
# Nothing that is anyone's first name in English, nothing that hunts or stings.
_THINGS: Final = (
    "Alder", "Aspen", "Beech", "Birch", "Bramble", "Brook", "Cedar", "Clover", "Cove", "Curlew",
    "Dune", "Elder", "Elm", "Estuary", "Feather", "Fern", "Finch", "Harbour", "Hawthorn", "Heather",
    "Heron", "Juniper", "Lagoon", "Lapwing", "Larch", "Lichen", "Linnet", "Maple", "Marsh",
    "Meadow", "Moss", "Nuthatch", "Oak", "Otter", "Pebble", "Pine", "Plover", "Pond", "Puffin",
    "Quince", "Reed", "River", "Rowan", "Sandpiper", "Sedge", "Shore", "Snowdrop", "Sparrow",
    "Spruce", "Starling", "Swallow", "Tern", "Thistle", "Thrush", "Tidepool", "Vale", "Walnut",
    "Willow", "Wren", "Yarrow",
)  # fmt: skip
_WAYS: Final = (
    "Amber", "Autumn", "Bright", "Calm", "Clear", "Copper", "Dappled", "Distant", "Early",
    "Evening", "Gentle", "Golden", "Green", "Hidden", "Kind", "Little", "Misty", "Morning", "Mossy",
    "Northern", "Patient", "Quiet", "Rainy", "Silver", "Slow", "Soft", "Southern", "Steady",
    "Still", "Summer", "Sunlit", "Tall", "Warm", "Wandering", "Western", "Wild", "Winter", "Young",
)  # fmt: skip
_STAFF_ANYWHERE: Final = (
    "admin", "beside", "counsel", "crisis", "doctor", "emergency", "facilitator", "helpline",
    "moderator", "nurse", "official", "operator", "psychiatr", "psycholog", "safetylead",
    "samaritan", "staff", "support", "therap",
)  # fmt: skip
_STAFF_AS_WORD: Final = (
    "dr",
    "help",
    "host",
    "lead",
    "manager",
    "mod",
    "police",
    "root",
    "safety",
    "system",
    "team",
)
_PUNCTUATION: Final = " -'’."
_CONTACT: Final = re.compile(r"@|https?:|www\.|\.(?:com|org|net|io|me|uk|ie)\b|(?:\d[ .\-]?){6,}", re.IGNORECASE)


def suggestion(*, numbered: bool = False) -> str:
    """A name out of nature, of one or two words; whether it is still free is for the caller to ask.

    There are about two thousand; ``numbered`` puts a number behind, for when most of them are taken.
    """
    thing = secrets.choice(_THINGS)
    name = f"{secrets.choice(_WAYS)} {thing}" if secrets.randbelow(4) or numbered else thing
    return f"{name} {2 + secrets.randbelow(9_998)}" if numbered else name


def tidied(name: str) -> str:
    """The name as it is kept: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def check(name: str, organisation: str = "") -> str:
    """The tidied name. Raises ``Refused`` where it could mislead, give someone away or not be read.

    ``organisation``: nobody may pass for it. Whether the name is free is another question (see
    actions.choose_name).
    """
    name = tidied(name)
    for wrong, code, words in _RULES:
        if wrong(name):
            raise Refused(f"name.{code}", words)
    if sounds_like_staff(name, organisation):
        raise Refused("name.staff", _("This sounds like someone who works here. Choose another name."))
    return name


def sounds_like_staff(name: str, organisation: str = "") -> bool:
    """Whether the name could be taken for the people who run this place."""
    whole = skeleton(name)
    words = {skeleton(word) for word in re.split(r"[\s\-.'’_\d]+", name)}
    own = skeleton(organisation)
    return (
        any(skeleton(staff) in whole for staff in _STAFF_ANYWHERE)
        or bool(words & {skeleton(staff) for staff in _STAFF_AS_WORD})
        or (len(own) > 3 and own in whole)
    )


def _has_strange_signs(name: str) -> bool:
    return any(unicodedata.category(sign)[0] not in "LMN" and sign not in _PUNCTUATION for sign in name)


def _too_few_letters(name: str) -> bool:
    return sum(sign.isalpha() for sign in name) < 2 or len(skeleton(name)) < 2


_RULES: Final[tuple[tuple[Callable[[str], bool], str, Promise], ...]] = (
    (lambda name: not LEAST <= len(name) <= MOST, "length", _("Use between 2 and 30 letters.")),
    (
        lambda name: bool(_CONTACT.search(name)),
        "contact",
        _("Leave out addresses and phone numbers, so that nobody can find you by it."),
    ),
    (_has_strange_signs, "signs", _("Use letters, numbers, spaces, hyphens and dots only.")),
    (_too_few_letters, "letters", _("Use at least two letters.")),
    (mixed_scripts, "scripts", _("Use letters of one alphabet, so that nobody is taken for someone else.")),
)
