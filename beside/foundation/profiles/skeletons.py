"""What a name looks like, whatever letters it is made of.

Two names with one skeleton can be taken for each other. After Unicode Technical Standard 39 (section 4),
with the
confusables table as the library confusable_homoglyphs ships it, and three things added on purpose: case,
spaces and
marks make no difference, ``i`` counts as ``l`` (as ``I`` does in many fonts), ``0`` as ``o``.
"""

import unicodedata
from functools import cache

from confusable_homoglyphs import categories
from confusable_homoglyphs.confusables import confusables_data

# The library keeps the marks that Unicode's own file puts around right-to-left letters.
_DIRECTION = "\u200e"
_ACCENTS = range(0x300, 0x370)
_ALSO = str.maketrans({"i": "l", "ı": "l", "1": "l", "|": "l", "0": "o"})
# Scripts that are written together (UTS 39, "highly restrictive", without Latin: names here are short).
_TOGETHER = (
    {"HAN", "HIRAGANA", "KATAKANA"},
    {"HAN", "HANGUL"},
    {"HAN", "BOPOMOFO"},
)


def skeleton(name: str) -> str:
    """The name as it looks: only letters and digits, each replaced by the one it could be taken for."""
    seen = "".join(_prototype(letter) for letter in unicodedata.normalize("NFKD", name))
    # Once more after folding case: capital letters have look-alikes of their own.
    folded = "".join(_prototype(letter) for letter in unicodedata.normalize("NFKD", seen.casefold()))
    plain = folded.casefold().translate(_ALSO)
    return "".join(letter for letter in plain if _counts(letter))


def looks(name: str) -> set[str]:
    """The skeletons of the name however it is capitalised: ``Ν`` passes for N, but its small form for v."""
    return {skeleton(form) for form in (name, name.lower(), name.upper(), name.title())}


def mixed_scripts(name: str) -> bool:
    """Whether letters of different scripts stand side by side, which hardly any real name needs."""
    letters = "".join(letter for letter in name if letter.isalpha())
    scripts = set(categories.unique_aliases(letters)) - {"COMMON", "INHERITED"}
    return len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER)


def _counts(letter: str) -> bool:
    """Letters, digits and the vowel signs of scripts that need them; not accents, spaces, dots or hyphens."""
    kind = unicodedata.category(letter)
    return kind[0] in "LN" or (kind in {"Mn", "Mc"} and ord(letter) not in _ACCENTS)


@cache
def _prototype(letter: str) -> str:
    """The letter this one is taken for; itself where nothing looks like it.

    The library lists look-alikes both ways: a prototype names all its likenesses, a likeness only its
    prototype.
    Where two letters name only each other, the older (lower) code point is the prototype.
    """
    found = [_bare(one["c"]) for one in confusables_data.get(letter, ())]
    if len(found) != 1 or (letter.isascii() and letter not in "mI10|"):
        return letter
    target = found[0]
    if not any(part.isalnum() for part in target):
        return letter
    back = confusables_data.get(target, ())
    if len(back) == 1 and _bare(back[0]["c"]) == letter:
        return letter if letter < target or letter.isascii() else target
    return target


def _bare(text: str) -> str:
    return text.replace(_DIRECTION, "")
