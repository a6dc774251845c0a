"""Names for rows that leave the house."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
REF_LENGTH = 16


def new_ref() -> str:
    """A random public name for a row: 16 letters and digits, 78 bits, none easily confused when read aloud.

    Row numbers never leave the server: they would tell a stranger how many people are here.
    """
    return "".join(secrets.choice(_ALPHABET) for _ in range(REF_LENGTH))


def new_code(groups: int = 3, size: int = 4) -> str:
    """A code a person can type, like ``k7hm-22xw-9pqr``: ``groups`` of ``size``, about 4.9 bits a letter."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(size)) for _ in range(groups))


def new_secret() -> str:
    """A bearer secret of 256 bits, safe in a URL."""
    return secrets.token_urlsafe(32)
