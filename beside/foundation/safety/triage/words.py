"""Reads a text into plain lower-case words, remembering where each stood.

The rules match on one normalised line: words between single spaces, contractions written out, common
disguises undone (su1cide, k i l l), sentence marks as words of their own. Everything here is one pass over
the text; nothing backtracks.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

MAX_CHARACTERS = 20_000
"""Texts are read up to here. Members cannot write more; a caller who can still gets a bounded answer."""

LONGEST_WORD = 32
"""No rule holds a longer word; longer ones are not worth remembering."""

TOKEN = re.compile(
    r"(?<!\w)[^\W_](?:[.*\-_/·][^\W_]){2,24}(?!\w)|[☠💀🔫⚰🪦🔪💊]"
    r"|[^\W_]+(?:['’*@$!][^\W_]+)*|[.?!;,:\n…]|[\"“”«»„]|(?<!\w)['‘]|['’](?!\w)"
)

SENTENCE_END = frozenset(".?!;…\n")
CLAUSE_END = SENTENCE_END | frozenset(",:")
QUOTES = frozenset("\"“”«»„'‘’")
MARKS = CLAUSE_END | QUOTES

_DISGUISE = str.maketrans("013457$@!", "oieasts" + "ai")
_ONE_AS_L = str.maketrans("013457$@!", "oleasts" + "ai")

_RESPELL = {
    "wanna": "want to",
    "wana": "want to",
    "gonna": "going to",
    "gunna": "going to",
    "gona": "going to",
    "gotta": "got to",
    "im": "i am",
    "iam": "i am",
    "ive": "i have",
    "youre": "you are",
    "ur": "your",
    "u": "you",
    "thats": "that is",
    "its": "it is",
    "whats": "what is",
    "hes": "he is",
    "shes": "she is",
    "theyre": "they are",
    "cannot": "can not",
    "cant": "can not",
    "cnt": "can not",
    "wont": "will not",
    "dont": "do not",
    "dnt": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "wasnt": "was not",
    "arent": "are not",
    "aint": "is not",
    "wouldnt": "would not",
    "couldnt": "could not",
    "shouldnt": "should not",
    "havent": "have not",
    "hasnt": "has not",
    "tonite": "tonight",
    "tonigt": "tonight",
    "2nite": "tonight",
    "tomoz": "tomorrow",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "2morrow": "tomorrow",
    "anymore": "any more",
    "myslef": "myself",
    "mysef": "myself",
    "myelf": "myself",
    "meself": "myself",
    "kll": "kill",
    "kil": "kill",
    "kiill": "kill",
    "killl": "kill",
    "killin": "killing",
    "cuttin": "cutting",
    "dieing": "dying",
    "sui": "suicidal",
    "sucide": "suicide",
    "suicde": "suicide",
    "suiside": "suicide",
    "sucidal": "suicidal",
    "suicidle": "suicidal",
    "suacide": "suicide",
    "sewerslide": "suicide",
    "sewercide": "suicide",
    "unaliving": "killing",
    "unalived": "killed",
    "unalive": "kill",
    "ctb": "kill myself",
    "kms": "kill myself",
    "kermit": "commit",
    "fucking": "",
    "fuckin": "",
    "fking": "",
    "fcking": "",
    "freaking": "",
    "literally": "",
    "mom": "mum",
    "mam": "mum",
    "cya": "see you",
    "gna": "going to",
    "tryna": "trying to",
    "lyf": "life",
    "nite": "tonight",
    "wnt": "want",
    "wna": "want to",
    "rlly": "really",
    "abt": "about",
    "rn": "right now",
    "culd": "could",
    "wuld": "would",
    "doin": "doing",
    "goin": "going",
    "thinkin": "thinking",
    "endin": "ending",
    "feelin": "feeling",
    "dyin": "dying",
    "livin": "living",
    "every1": "everyone",
    "no1": "no one",
    "some1": "someone",
    "any1": "anyone",
    "b4": "before",
    "2day": "today",
    "2moro": "tomorrow",
    "2night": "tonight",
    "unaliv": "kill",
    "unlive": "kill",
    "kiero": "quiero",
    "jveux": "je veux",
    "jsuis": "je suis",
    "chui": "je suis",
    "chuis": "je suis",
    "jpeux": "je peux",
    "jvais": "je vais",
    "hab": "habe",
    "suizidgedanke": "suizidgedanken",
    "☠": "emojikill",
    "💀": "emojikill",
    "🔫": "emojikill",
    "⚰": "emojikill",
    "🪦": "emojikill",
    "🔪": "emojikill",
    "💊": "pills",
}
_APOSTROPHES = {
    "i'll": "i will",
    "i'd": "i would",
    "he'll": "he will",
    "we'll": "we will",
    "you'll": "you will",
    "they'll": "they will",
    "it'll": "it will",
    "there'll": "there will",
    "there's": "there is",
    "who's": "who is",
    "weren't": "were not",
    "hadn't": "had not",
    "we're": "we are",
    "it'd": "it would",
    "she'd": "she would",
    "she'll": "she will",
    "he'd": "he would",
    "they'd": "they would",
    "you'd": "you would",
}
_HIDDEN = ("suicidal", "suicide", "myself", "killing", "kill", "unalive", "die", "dead", "cutting", "kms")
_STARRED = ("suicide", "suicidal", "kill", "killing", "die", "dead", "myself", "cutting", "overdose", "cut", "self")
_AFTER_TO = frozenset(
    ("die", "kill", "be", "live", "end", "off", "hurt", "cut", "do", "go", "sleep", "hang", "stop", "jump")
)


def word_set(words: str) -> frozenset[str]:
    """A set of words written as one line of text."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A normalised text. `line` starts and ends with a space; the three tuples run in step with its words."""

    text: str
    line: str
    words: tuple[str, ...]
    at: tuple[int, ...]
    origin: tuple[tuple[int, int], ...]

    def word_at(self, position: int) -> int:
        """The index of the word that covers a position of the line."""
        return max(0, bisect_right(self.at, position) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text behind a stretch of the line."""
        first, last = self.word_at(start), self.word_at(max(start, end - 1))
        return self.origin[first][0], self.origin[last][1]

    def bounds(self, start: int, end: int, marks: frozenset[str]) -> tuple[int, int]:
        """Where in the line the sentence or clause around a match starts and ends."""
        first, last = self.word_at(start), self.word_at(max(start, end - 1))
        while first > 0 and self.words[first - 1] not in marks:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1] not in marks:
            last += 1
        stop = self.at[last + 1] if last + 1 < len(self.at) else len(self.line)
        return self.at[first], stop


def _plain(word: str) -> str:
    """One written word in the form the rules know; may give two words."""
    return _known(word) if len(word) <= LONGEST_WORD else word.casefold()


@lru_cache(maxsize=8192)
def _known(word: str) -> str:
    word = word.casefold().replace("’", "'")
    if len(word) > 4 and not word[1].isalnum() and not word[3].isalnum() and word[1] != "'":
        return _spelt(word)
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in word if not unicodedata.combining(letter)).casefold()
    if "'" in word:
        if word in _APOSTROPHES:
            return _APOSTROPHES[word]
        word = word.replace("'", "")
    if "*" in word:
        word = _unstarred(word)
    if not word.isalpha() and not word.isdigit() and word not in _RESPELL:
        word = _undisguised(word)
    return _RESPELL.get(word, word)


def _spelt(word: str) -> str:
    """k.m.s, s-u-i-c-1-d-e: single letters with marks between them, read as the word they hide, else left apart."""
    letters = "".join(letter for letter in word if letter.isalnum())
    plain = letters if letters.isalpha() else _undisguised(letters)
    found = _unspaced(plain)
    return _RESPELL.get(found, found) if found else " ".join(letters)


def _unstarred(word: str) -> str:
    for known in _STARRED:
        same_length = len(known) == len(word)
        if same_length and all(a in ("*", b) for a, b in zip(word, known, strict=True)):
            return known
    return word.replace("*", "")


def _undisguised(word: str) -> str:
    """su1cide → suicide. Words that only contain a number (13th, 5pm, 9mm) stay as they are."""
    if word[0].isdigit() and word[-1].isalpha() and not any(mark in word for mark in "$@!"):
        return word
    letters = word.translate(_DISGUISE)
    other = word.translate(_ONE_AS_L)
    if letters not in _STARRED and other in _STARRED:
        return other
    return letters if letters.isalpha() else word


def _unspaced(letters: str) -> str | None:
    """What a run of single letters spells, when it hides a word that matters."""
    for hidden in _HIDDEN:
        before, found, after = letters.partition(hidden)
        if found:
            parts = (
                before,
                hidden,
                after if after in _HIDDEN or len(after) < 2 else _unspaced(after) or after,
            )
            return " ".join(part for part in parts if part)
    return None


def read(text: str) -> Reading:
    """Normalises a text. Never raises; reads at most MAX_CHARACTERS."""
    text = text[:MAX_CHARACTERS]
    pieces: list[str] = []
    origin: list[tuple[int, int]] = []
    run: list[tuple[str, int, int]] = []
    for found in TOKEN.finditer(text):
        piece = found.group()
        if len(piece) == 1 and piece not in MARKS:
            run.append((piece.casefold(), found.start(), found.end()))
            continue
        if run:
            _close_run(run, pieces, origin)
        pieces.append(piece if piece in MARKS else _plain(piece))
        origin.append(found.span())
    if run:
        _close_run(run, pieces, origin)
    return _assembled(text, pieces, origin)


def _close_run(run: list[tuple[str, int, int]], pieces: list[str], origin: list[tuple[int, int]]) -> None:
    """Puts away single letters: as the word they hide, or one by one."""
    letters = "".join(letter for letter, _, _ in run)
    letters = letters.translate(_DISGUISE) if any(letter.isalpha() for letter in letters) else letters
    word = _unspaced(letters) if len(run) > 2 else None
    if word:
        pieces.append(_RESPELL.get(word, word))
        origin.append((run[0][1], run[-1][2]))
    else:
        for letter, start, end in run:
            pieces.append(_RESPELL.get(letter, letter) if letter.isascii() else _plain(letter))
            origin.append((start, end))
    run.clear()


def _assembled(text: str, pieces: list[str], origin: list[tuple[int, int]]) -> Reading:
    words: list[str] = []
    origins: list[tuple[int, int]] = []
    at: list[int] = []
    position = 1
    for number, (piece, place) in enumerate(zip(pieces, origin, strict=True)):
        if piece == "2" and number + 1 < len(pieces) and pieces[number + 1].split(" ")[0] in _AFTER_TO:
            piece = "to"
        for word in piece.split(" ") if piece else ():
            words.append(word)
            origins.append(place)
            at.append(position)
            position += len(word) + 1
    return Reading(text, f" {' '.join(words)} ", tuple(words), tuple(at), tuple(origins))
