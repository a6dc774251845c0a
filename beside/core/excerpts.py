"""The beginning of a text, for lists: whole words, and none of the marks it was written with."""

import re
from typing import Final

from markdown_it import MarkdownIt

from beside.core.markdown import SMALL

# Without any of these there is nothing to take away, and nothing to parse.
_MARKS: Final = re.compile(r"[*_`>\[\\]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)

_BREAKS: Final = frozenset({"softbreak", "hardbreak"})


def cut(text: str, most: int) -> str:
    """The text on one line, up to ``most`` characters, ending after a whole word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[:most]
    return (kept if line[most] == " " else kept.rpartition(" ")[0] or kept).rstrip(" ,;:") + " …"


def plain(text: str, parser: MarkdownIt = SMALL) -> str:
    """The words of a Markdown text, without its marks."""
    if not _MARKS.search(text):
        return text
    words = []
    for block in parser.parse(text):
        words += [" " if one.type in _BREAKS else one.content for one in block.children or ()]
        words.append(" ")
    return "".join(words)
