"""What a pattern cannot do without: a rule may be tried in vain, but never passed over."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beside.foundation.safety.triage import rules
from beside.foundation.safety.triage.assess import ALL_RULES
from beside.foundation.safety.triage.requiring import may_match, ways
from beside.foundation.safety.triage.rules import Rule, compiled

PATTERNS = sorted({pattern for rule in ALL_RULES for pattern in (rule.pattern, rule.also) if pattern})


def _line(words: str) -> frozenset[str]:
    return frozenset(f" {words} ".split(" "))


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("(?:kill|hang) myself", ["kill myself", "myself kill"], ["kill", "myself", "kills myself", ""]),
        ("end (?:it|my (?:own )?life)", ["end it", "end my life"], ["end", "it", "end my", "life my"]),
        ("thing(?: happened)?", ["thing", "thing happened"], ["things", "happened"]),
        ("tablets?", ["tablet", "tablets"], ["tab", ""]),
        (r"never (?:\w+ ){0,6}(?:wake|open)(?! up)", ["never wake", "open never"], ["never", "wake"]),
        (r"(?:19|20)\d\d", ["anything"], []),
        (r"\w+", ["anything"], []),
        ("a{10}b?", ["aaaaaaaaaa", "aaaaaaaaaab"], []),
        ("a[bc]d", ["abd", "acd"], ["aed", "ad"]),
        ("(?:one |two )?(?:more|less)", ["more", "one less"], ["one", "two"]),
        (r"because [^x]", ["because"], ["why"]),
        ("lone(?= (?:night|day))", ["lone"], ["night"]),
    ],
)
def test_words_that_must_be_there(pattern: str, yes: list[str], no: list[str]) -> None:
    assert [words for words in yes if not may_match(pattern, _line(words))] == []
    assert [words for words in no if may_match(pattern, _line(words))] == []


def test_too_many_ways_need_what_they_share(monkeypatch: pytest.MonkeyPatch) -> None:
    many = "|".join(f"first{number} (?:second{number} )?" for number in range(60))
    assert len(ways(f"(?:{many})last")) <= 60
    several = " ".join(f"(?:{many.strip()}|other)" for _time in range(4))
    assert not may_match(f"{several} last", _line("first1 second1"))
    assert may_match("first (?:never|ever) last", _line("first ever last"))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_a_pattern_matches_is_never_passed_over(pattern: str) -> None:
    """Lines made from the pattern itself; with what it looks ahead for written into them, so that most do match."""
    lines = st.from_regex(
        rf"\A (?:{rules.written_out(pattern)}) \Z".replace("(?=", "(?:"), alphabet=st.characters(max_codepoint=0x2FF)
    )

    @settings(max_examples=15, derandomize=True)
    @given(lines)
    def holds(line: str) -> None:
        if compiled(pattern).search(line):
            assert may_match(pattern, frozenset(line.split(" ")))

    holds()


def test_most_rules_need_something() -> None:
    """Otherwise nothing would be gained, and no other test would tell."""

    def needs_nothing(rule: Rule) -> bool:
        return may_match(rule.pattern, frozenset())

    assert sum(map(needs_nothing, ALL_RULES)) < len(ALL_RULES) / 4
