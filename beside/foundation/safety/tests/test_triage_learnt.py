"""The learnt score: steady, honest when absent, never over a plan."""

from collections.abc import Iterator

import pytest

from beside.foundation.safety.triage import Text, assess, from_own_traffic, learning

PLAN = "I have written the note and I am going to kill myself tonight."


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def missing(_name: str) -> None:
        raise FileNotFoundError

    learning._load.cache_clear()
    monkeypatch.setattr("beside.foundation.safety.triage.sentences.Encoder", missing)
    yield
    learning._load.cache_clear()


def test_company_in_a_batch_changes_nothing() -> None:
    texts = [Text(PLAN), Text("Soup for supper, then bed."), Text("I feel so low. Nothing helps. I am tired.")]
    assert assess(texts) == [assess([text])[0] for text in texts]


@pytest.mark.usefixtures("absent")
def test_without_the_model_the_rules_answer_and_say_so() -> None:
    one = assess([Text(PLAN)])[0]
    assert one.page and one.attention and not one.learnt and not learning.available()


def test_the_score_never_lowers_a_plan() -> None:
    one = assess([Text(PLAN + " " + "The garden was lovely and we had cake. " * 40)])[0]
    assert one.learnt and one.page and one.attention and one.score >= 0.86


def test_thresholds_from_own_traffic_keep_the_shares() -> None:
    scores = [number / 1000 for number in range(1000)]
    made = from_own_traffic(scores, offer_help=0.05, attention=0.01)
    assert sum(score >= made.attention for score in scores) == 10
    assert sum(score >= made.offer_help for score in scores) == 50
    with pytest.raises(ValueError):
        from_own_traffic([], offer_help=0.05, attention=0.01)


def test_an_operator_can_leave_the_score_out() -> None:
    learning.allow(False)
    try:
        one = assess([Text(PLAN)])[0]
        assert one.page and not one.learnt and not learning.available()
    finally:
        learning.allow(True)
    assert learning.available()
