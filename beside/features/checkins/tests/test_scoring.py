"""Every measure by its published rule: known answers, the two ends, and what may not be scored."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beside.features.checkins import measures
from beside.features.checkins.core import scoring

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# From the published forms: each end, and one in between counted by hand.
VECTORS = [
    ("phq-9", [0] * 9, 0), ("phq-9", [3] * 9, 27), ("phq-9", [2, 1, 2, 3, 1, 0, 1, 0, 0], 10),
    ("phq-8", [0] * 8, 0), ("phq-8", [3] * 8, 24), ("phq-8", [2, 1, 2, 3, 1, 0, 1, 0], 10),
    ("phq-2", [0, 0], 0), ("phq-2", [3, 3], 6), ("phq-2", [1, 2], 3),
    ("gad-7", [0] * 7, 0), ("gad-7", [3] * 7, 21), ("gad-7", [1, 2, 3, 1, 0, 2, 1], 10),
    ("gad-2", [0, 0], 0), ("gad-2", [3, 3], 6), ("gad-2", [2, 1], 3),
    ("ucla-3", [1, 1, 1], 3), ("ucla-3", [3, 3, 3], 9), ("ucla-3", [2, 3, 1], 6),
    ("who-5", [0] * 5, 0), ("who-5", [5] * 5, 100), ("who-5", [3, 3, 2, 2, 3], 52),
]  # fmt: skip


def _numbered(values: list[int]) -> dict[int, int]:
    return dict(enumerate(values, 1))


@pytest.mark.parametrize(("name", "values", "score"), VECTORS)
def test_known_answers(name: str, values: list[int], score: int) -> None:
    assert scoring.SCORES[name](_numbered(values)) == score


def test_who5_is_not_the_formula_of_a_calculator_page() -> None:
    assert scoring.who5(_numbered([3, 3, 3, 3, 3])) == 60 != (15 - 5) * 4


@st.composite
def answered(draw: st.DrawFn) -> tuple[measures.Measure, dict[int, int]]:
    measure = draw(st.sampled_from(list(measures.shipped().values())))
    answers = {
        one.n: draw(st.sampled_from([option.value for option in one.options])) for one in measure.items if one.scored
    }
    return measure, answers


@UNHURRIED
@given(answered())
def test_a_whole_answer_scores_within_its_ends(case: tuple[measures.Measure, dict[int, int]]) -> None:
    measure, answers = case
    assert measure.lowest <= measure.score(answers) <= measure.highest


@UNHURRIED
@given(answered(), st.data())
def test_a_missing_answer_is_refused(case: tuple[measures.Measure, dict[int, int]], data: st.DataObject) -> None:
    measure, answers = case
    left_out = data.draw(st.sampled_from(sorted(answers)))
    answers.pop(left_out)
    with pytest.raises(scoring.Partial) as refused:
        measure.score(answers)
    assert refused.value.missing == (left_out,)


@UNHURRIED
@given(answered(), st.data(), st.integers())
def test_an_answer_off_the_scale_is_refused(
    case: tuple[measures.Measure, dict[int, int]], data: st.DataObject, value: int
) -> None:
    measure, answers = case
    number = data.draw(st.sampled_from(sorted(answers)))
    offered = {option.value for option in measure.items[number - 1].options}
    if value in offered:
        return
    with pytest.raises(scoring.OutOfScale):
        measure.score(answers | {number: value})


@UNHURRIED
@given(answered(), st.data())
def test_one_step_up_in_one_answer_is_one_step_up_in_the_score(
    case: tuple[measures.Measure, dict[int, int]], data: st.DataObject
) -> None:
    measure, answers = case
    number = data.draw(st.sampled_from(sorted(answers)))
    highest = max(option.value for option in measure.items[number - 1].options)
    if answers[number] == highest:
        return
    step = 4 if measure.id == "who-5" else 1
    assert measure.score(answers | {number: answers[number] + 1}) == measure.score(answers) + step


@UNHURRIED
@given(answered())
def test_what_does_not_count_does_not_count(case: tuple[measures.Measure, dict[int, int]]) -> None:
    measure, answers = case
    apart = {one.n: one.options[-1].value for one in measure.items if not one.scored}
    assert measure.score(answers | apart) == measure.score(answers)


@UNHURRIED
@given(st.integers(0, 100), st.integers(0, 100), st.one_of(st.none(), st.integers(1, 20)))
def test_change_is_never_more_certain_than_published(before: int, after: int, at_least: int | None) -> None:
    found = scoring.change(before, after, at_least)
    assert found.points == after - before
    assert found.reliable is (None if at_least is None else abs(after - before) >= at_least)


def test_bands_cover_their_measure_and_none_is_made_up() -> None:
    for measure in measures.shipped().values():
        named = [scoring.band(score, measure.bands) for score in range(measure.lowest, measure.highest + 1)]
        assert all(named) if measure.bands else not any(named)
    assert {one.id for one in measures.shipped().values() if one.bands} == {"phq-9", "gad-7"}
