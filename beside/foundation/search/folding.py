"""Words as they are compared: small letters without accents, in both the index and the question."""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"\w+")
LONGEST_WORD: Final = 32


def fold(text: str) -> str:
    """The text in small letters, without accents; letters that have no plain form stay."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order; endless ones are cut."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text).replace("_", " "))]
