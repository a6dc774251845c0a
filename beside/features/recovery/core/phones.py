"""Phone numbers that people wrote down for themselves."""

import re
from typing import Final

_WRITTEN: Final = re.compile(r"\+?[\d\s().\-/]+")
_LEAST, _MOST = 3, 15  # digits; ITU E.164 allows fifteen


def dialled(written: str) -> str:
    """What a phone dials: digits, and a + in front if it was written; "" where it is no number.

    >>> dialled("+353 (0)85-123 4567")
    '+353851234567'
    """
    text = written.strip()
    if not text.isascii() or not _WRITTEN.fullmatch(text):
        return ""
    plus = text.startswith("+")
    # After the country's number a zero in brackets is for those who call from inside.
    text = text.replace("(0)", "") if plus else text
    digits = re.sub(r"\D", "", text)
    if not _LEAST <= len(digits) <= _MOST:
        return ""
    return f"+{digits}" if plus else digits
