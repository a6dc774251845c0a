"""Floors under what triage notices and leaves alone: on invented sentences of tools/, and on the functional cases.

Rules and weights have met all of these but the set kept apart: the floors keep what was reached, they measure nothing
new. The functional cases are not in this repository; where they are absent that test is skipped, saying so.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from beside.foundation.safety.triage import Text, assess
from beside.foundation.safety.triage.assess import by_rules

ROOT = Path(__file__).resolve().parents[4]
Case = tuple[str, bool, Text]
Shares = dict[tuple[str, bool], list[bool]]


def _invented(name: str) -> Iterator[Case]:
    """Sentences under their headings, which end with attention and language."""
    heading: list[str] = []
    for line in (ROOT / "tools/invented" / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]").split()
        elif line and not line.startswith("#"):
            yield _case(heading[0], heading[-2] == "yes", line, heading[-1])


def _functional() -> Iterator[Case]:
    file = Path(os.environ.get("BESIDE_SHARED", ROOT.parent / "shared")) / "data/crisis/functional.dev.jsonl"
    if not file.is_file():
        pytest.skip("the shared data are not here")
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        yield _case(row["category"], row["attention"], row["text"], row["lang"])


def _case(category: str, attention: bool, text: str, language: str) -> Case:
    return category, attention, Text(text, language, "supporter" if category == "helper_reply" else "member")


def _shares(cases: Iterator[Case], *, rules_alone: bool = False) -> Shares:
    right: Shares = defaultdict(list)
    for category, attention, text in cases:
        seen = by_rules(text) if rules_alone else assess([text])[0]
        right[category, attention].append(seen.attention == attention)
    return right


def _share(right: Shares, attention: bool) -> float:
    values = [value for (_category, wanted), found in right.items() if wanted is attention for value in found]
    return sum(values) / len(values)


def _worst(right: Shares) -> float:
    return min(sum(values) / len(values) for values in right.values())


@pytest.mark.parametrize("rules_alone", [False, True])
@pytest.mark.parametrize(("name", "noticed", "left_alone"), [("sentences.txt", 0.94, 0.94), ("fresh.txt", 0.93, 0.92)])
def test_invented_sentences(name: str, noticed: float, left_alone: float, rules_alone: bool) -> None:
    right = _shares(_invented(name), rules_alone=rules_alone)
    assert _share(right, True) >= noticed
    assert _share(right, False) >= left_alone
    assert _worst(right) >= 0.5


@pytest.mark.parametrize(("english", "floor"), [(True, 0.88), (False, 0.75)])
def test_sentences_that_nothing_has_met(english: bool, floor: float) -> None:
    right = _shares(case for case in _invented("apart.txt") if (case[2].language == "en") == english)
    assert _share(right, True) >= floor
    assert _share(right, False) >= floor


def test_functional_cases_hold_in_each_category_and_overall() -> None:
    right = _shares(_functional())
    assert _share(right, True) >= 0.8
    assert _share(right, False) >= 0.8
    assert _worst(right) >= 0.5
