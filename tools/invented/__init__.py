"""The invented sentences that teach and measure triage: every one written for this project, none by anybody in need.

Each file says at its top who wrote it and how. A heading stands above the sentences that share it, and says: category,
level where it is known, whether a person should look (yes or no), language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
TALKS = FOLDER.parents[1] / "beside/interfaces/cli/demo/talks"
APART = "apart"
"""The set that only ever measures: nothing that ships has met it."""
_LEVELS = {"none", "low", "elevated", "imminent"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of a file; ``place`` counts within its heading, from 1."""

    set: str
    category: str
    level: str | None
    attention: bool
    language: str
    text: str
    place: int


def sets() -> list[str]:
    """The names of all files, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def read(name: str) -> list[Sentence]:
    """All sentences of one file."""
    found: list[Sentence] = []
    heading: list[str] = []
    place = 0
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            heading, place = line.strip("[]").split(), 0
        elif line and not line.startswith("#"):
            place += 1
            level = next((word for word in heading[1:-1] if word in _LEVELS), None)
            found.append(Sentence(name, heading[0], level, "yes" in heading, heading[-1], line, place))
    return found


def demo_lines() -> Iterator[tuple[str, str]]:
    """What the invented people of the demo say to each other, each with its talk; very short lines left out."""
    for path in sorted(TALKS.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            words = re.sub(r"^[^:]{1,30}:\s+|^[<>+]\s*\S*\s+", "", line.strip())
            if len(words.split()) > 3:
                yield path.stem, words
