"""What the guards hand out: spans of a draft, and the hints made of them."""

from dataclasses import dataclass

EMAIL, PHONE, LINK, HANDLE, INVITATION = "email", "phone", "link", "handle", "invitation"
ADDRESS, CARD, ACCOUNT, ID_NUMBER, NETWORK = "address", "card", "account", "id_number", "network"

KINDS = (EMAIL, PHONE, LINK, HANDLE, INVITATION, ADDRESS, CARD, ACCOUNT, ID_NUMBER, NETWORK)


@dataclass(frozen=True, slots=True)
class Detail:
    """A piece of a text that tells who or where somebody is. ``start`` and ``end`` count characters, end excluded."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that may hurt, and kinder ones. ``why`` and ``say`` are short English phrases from data/wording.json."""

    start: int
    end: int
    text: str
    why: str
    say: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What a writer may want to know of a draft. Both are empty most of the time."""

    details: tuple[Detail, ...] = ()
    wording: tuple[Wording, ...] = ()
