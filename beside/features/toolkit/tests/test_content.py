"""The strategies that come with Beside: sound, whole, and gentle for those who marked something."""

import copy
import json
import re
from typing import Any

import pytest

from beside.features.toolkit.core import checking
from beside.features.toolkit.core.strategy import as_text, line, strategy
from beside.features.toolkit.core.words import MARKS, NO_HOLDING
from beside.features.toolkit.library import languages, shipped
from beside.foundation.safety.guards.wording import INFORM, SUGGEST, wording

ALL = [strategy(row) for row in shipped().values()]
_THE_39 = {
    "box", "paced", "longexhale", "478", "sigh", "belly", "54321", "coldobject", "feet", "categories", "pmr",
    "bodyscan", "mindfulminute", "urgesurf", "delay", "tipp", "opposite", "ba", "worrytime", "worrytree", "problem",
    "thoughtrecord", "stepladder", "stimulus", "winddown", "dumplist", "selfcomp", "letter", "values", "strengths",
    "good3", "tinyconnect", "asks", "boundaries", "walk", "music", "medsnote", "voices", "safetyfirst",
}  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_every_content_file_is_sound(language: str) -> None:
    assert checking.mistakes(list(shipped(language).values())) == []


def test_what_they_say_is_kind() -> None:
    """The list of words that hurt, which holds for all our own texts."""
    said = json.dumps(list(shipped().values()), ensure_ascii=False)
    texts = re.findall(r'"([^"]+)"', said)
    levels = frozenset({SUGGEST, INFORM})
    assert [one.text for text in texts for one in wording(text, everywhere=True, levels=levels)] == []


def test_all_are_there() -> None:
    assert {one.key for one in ALL} == _THE_39


def test_nobody_who_marked_their_breath_or_heart_or_pregnancy_holds_it() -> None:
    for one in ALL:
        for mark in NO_HOLDING:
            ways = one.exercise.ways_for((mark,)) if one.exercise else ()
            assert not any(way.holds for way in ways)
            assert bool(ways) == bool(one.exercise and one.exercise.ways)


def test_cold_is_off_for_those_it_could_harm() -> None:
    reset = next(one for one in ALL if one.key == "tipp")
    for mark in ("heart", "breath", "eating", "pregnancy"):
        said = [
            row.say for row in (*reset.how_for((mark,)), *(reset.exercise.lines_for((mark,)) if reset.exercise else ()))
        ]
        assert said
        assert not any("cool" in words.lower() for words in said)


def test_what_is_offered_instead_speaks_against_nothing_itself() -> None:
    by_key = {one.key: one for one in ALL}
    for one in ALL:
        for mark in MARKS:
            for why in one.against((mark,)):
                assert any(not by_key[key].against((mark,)) for key in why.offer), (one.key, mark)


def test_lines_read_and_write_the_same() -> None:
    for one in ALL:
        for row in (*one.how, *(one.exercise.lines if one.exercise else ())):
            assert line(as_text(row)) == row


def _broken(key: str, **changes: Any) -> list[str]:
    row = copy.deepcopy(dict(shipped()[key]))
    row.update(changes)
    rest = [other for name, other in shipped().items() if name != key]
    return checking.mistakes([*rest, row])


def test_the_check_would_notice() -> None:
    breath = copy.deepcopy(shipped()["box"]["exercise"])
    breath["ways"][0]["phases"][0][1] = 5
    assert _broken("box", exercise=breath)
    assert _broken("box", instead=[])
    assert _broken("box", what="This always works.")
    assert _broken("box", how=["Close your eyes."])
    assert _broken("tipp", how=["Hold cool water to your face."])
    assert _broken("paced", sources=[])
    assert _broken("paced", moods=["blue"])
    assert _broken("feet", exercise={"kind": "guide", "lines": [[10, "Too short."]]})
    assert _broken("feet", exercise={"kind": "dance"})
    assert _broken("feet", name="")
    assert checking.mistakes([{"id": "x"}])
