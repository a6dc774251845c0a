"""Cuts a text into the pieces the sentence model was trained on (BERT's lower-case WordPiece).

Written here rather than taken from onnxruntime-extensions: its operator takes one text a run, cannot stop at a number
of pieces, and would load a second native library into every process, for a page of plain code.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

LONGEST = 192
"""Pieces read of one text, the two marks at its ends included: the model has places for no more."""
_LONGEST_WORD = 100
_CHARACTERS = 6 * LONGEST


@cache
def vocabulary() -> dict[str, int]:
    """Each piece and its number: its line in the file."""
    text = files(__package__).joinpath("data/sentence-model.vocab.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")) if piece}


def ids(text: str) -> tuple[int, ...]:
    """The numbers of a text's pieces between the marks for start and end."""
    known = vocabulary()
    pieces = [known["[CLS]"]]
    for word in _words(text[:_CHARACTERS]):
        pieces.extend(_cut(word))
        if len(pieces) >= LONGEST:
            break
    return (*pieces[: LONGEST - 1], known["[SEP]"])


def _words(text: str) -> Iterator[str]:
    """Words and single marks, lower-case and without accents."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not _left_out(letter))
    word = ""
    for letter in bare:
        if letter.isspace() or _stands_alone(letter):
            if word:
                yield word
                word = ""
            if not letter.isspace():
                yield letter
        else:
            word += letter
    if word:
        yield word


@lru_cache(maxsize=4096)
def _left_out(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind == "Mn" or letter == "\ufffd" or (kind[0] == "C" and letter not in "\t\n\r")


@lru_cache(maxsize=4096)
def _stands_alone(letter: str) -> bool:
    if letter.isascii():
        return letter.isprintable() and not letter.isalnum() and letter != " "
    return unicodedata.category(letter)[0] == "P" or "\u4e00" <= letter <= "\u9fff"


@lru_cache(maxsize=16384)
def _cut(word: str) -> tuple[int, ...]:
    """The longest known pieces from the left; a word that cannot be cut is unknown as a whole."""
    known = vocabulary()
    if len(word) > _LONGEST_WORD:
        return (known["[UNK]"],)
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            number = known.get(("##" if start else "") + word[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            return (known["[UNK]"],)
    return tuple(found)
