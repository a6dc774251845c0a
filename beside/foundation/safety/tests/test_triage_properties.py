"""Triage on any text at all: it answers, the same way each time, in time that grows with length only."""

import time
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beside.foundation.safety.triage import FLAGS, Text, assess
from beside.foundation.safety.triage.assess import ALL_RULES
from beside.foundation.safety.triage.lexicon import load
from beside.foundation.safety.triage.rules import compiled
from beside.foundation.safety.triage.words import read

PIECES = st.sampled_from(
    [
        "i",
        "want",
        "to",
        "die",
        "not",
        "never",
        "you",
        "my",
        "friend",
        "says",
        "she",
        "kill",
        "myself",
        "tonight",
        "pills",
        "years",
        "ago",
        ".",
        ",",
        "?",
        "!",
        "'",
        '"',
        "“",
        "”",
        "k",
        "*",
        "1",
        "\x00",
        "\n",
        "🙂",
        "ß",
        "ﬁ",
        "é",
        "ｋ",
        "song",
        "goodbye",
        "do",
        "it",
        "going",
        "am",
        "13",
        "he",
        "hits",
        "me",
        "cut",
        "ich",
        "will",
        "je",
        "veux",
        "quiero",
        "morir",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=4000), st.lists(PIECES, max_size=120).map(" ".join), st.text("ki l1*'.\"i", max_size=200)
)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from([None, "en", "de", "xx", "", "pt-BR"]), st.sampled_from(["member", "supporter"]))
def test_any_text_gets_the_same_answer_twice(body: str, language: str | None, role: str) -> None:
    text = Text(body, language, "supporter" if role == "supporter" else "member", (body[:200],))
    first, second = assess([text, text])
    assert first == second
    assert 0.0 <= first.score <= 1.0
    assert first.flags <= FLAGS
    for reason in first.reasons:
        assert body[reason.start : reason.end] == reason.phrase


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_reading_keeps_every_word_in_its_place(body: str) -> None:
    reading = read(body)
    assert len(reading.words) == len(reading.at) == len(reading.origin)
    for word, at in zip(reading.words, reading.at, strict=True):
        assert reading.line[at : at + len(word)] == word


HEAVY = [word for rule in ALL_RULES for word in rule.anchors.split()]


@pytest.mark.parametrize(
    "unit",
    [
        "i want to ",
        "he she they ",
        "not ",
        "i am going to do it ",
        "took pills ",
        "k ",
        "' ",
        "a",
        "my friend says ",
        "wish hope ",
        " ".join(HEAVY[:200]) + " ",
        " ".join(HEAVY[200:500]) + " ",
    ],
)
def test_no_text_of_4000_characters_takes_long(unit: str) -> None:
    body = (unit * (4000 // len(unit) + 1))[:4000]
    before = time.process_time()
    assess([Text(body, "en", context=(body,) * 5)])
    assert time.process_time() - before < 1.0


def test_no_rule_has_an_unbounded_gap() -> None:
    for rule in ALL_RULES:
        written = compiled(rule.pattern).pattern
        assert ".*" not in written and ".+" not in written and ")*" not in written and ")+" not in written


def test_every_kept_phrase_is_accounted_for_and_none_is_both_kept_and_pruned() -> None:
    data = load()
    kept = {phrase for group in data["kept"].values() for phrase in group}
    pruned = {phrase for group in data["pruned"].values() for phrase in group}
    assert not kept & pruned
    assert set(data["pruned"]) == set(data["prune_reasons"])
    assert data["provenance"]["licence"] == "Apache-2.0"


def test_the_package_imports_no_framework() -> None:
    for path in files("beside.foundation.safety.triage").iterdir():
        if path.name.endswith(".py"):
            assert "django" not in path.read_text("utf-8")
