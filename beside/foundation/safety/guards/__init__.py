"""Gentle guards for a writer's own draft: personal details, kinder words, method detail. Plain Python; see README.md.

Texts in, hints out: nothing is kept, nothing is sent, nobody else is told.
"""

from . import model
from .details import details
from .method import method_or_dose
from .model import KINDS, Detail, Hints, Wording
from .wording import wording

__all__ = ["KINDS", "Detail", "Hints", "Wording", "details", "look", "method_or_dose", "model", "wording"]


def look(text: str, language: str = "en") -> Hints:
    """Hints on ``text``. Kinder words are known for English only; other languages get details alone.

    ``language`` is what the words are read as (a code such as "en-GB"). Never raises on any text.
    """
    english = language.replace("_", "-").split("-")[0].casefold() in ("", "en")
    return Hints(details(text), wording(text) if english else ())
