"""Finding, the record, the document of one's own, medicine words: pure logic."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beside.features.toolkit.core import own, sheets, working
from beside.features.toolkit.core.finding import About, Question, find, instead_of
from beside.features.toolkit.core.medicine import mentions
from beside.features.toolkit.core.own import Kept, Own
from beside.features.toolkit.core.strategy import Box, strategy
from beside.features.toolkit.core.words import MARKS, MOODS, SERVES
from beside.features.toolkit.library import shipped

ALL = [strategy(row) for row in shipped().values()]
BY_KEY = {one.key: one for one in ALL}
START = datetime(2026, 11, 1, 20, tzinfo=UTC)


def _tries(key: str, *pairs: tuple[int | None, int | None]) -> list[working.Try]:
    return [working.Try(key, START + timedelta(days=n), before, after) for n, (before, after) in enumerate(pairs)]


@pytest.mark.parametrize("mood", MOODS)
def test_every_feeling_has_an_answer(mood: str) -> None:
    assert len(find(ALL, Question(mood=mood))) >= 3


@pytest.mark.parametrize("symptom", SERVES)
def test_every_symptom_has_an_answer(symptom: str) -> None:
    assert find(ALL, Question(serves=symptom))


def test_safety_comes_first_where_it_may_be_needed() -> None:
    for asked in (Question(mood="urge"), Question(mood="hopeless"), Question(serves="suicidal-thoughts")):
        assert find(ALL, asked)[0].strategy.key == "safetyfirst"


# A busy machine draws slowly; nothing here is measured by time.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(("", *MOODS)), st.sampled_from((0, 2, 5, 20)), st.booleans(), st.booleans(),
    st.sets(st.sampled_from(MARKS)), st.text(max_size=30),
)  # fmt: skip
def test_found_is_what_was_asked_for(
    mood: str, minutes: int, public: bool, tired: bool, marks: set[str], words: str
) -> None:
    found = find(ALL, Question(mood, "", minutes, public, tired, words), About(frozenset(marks)))
    spoken_against = [bool(row.against) for row in found]
    assert spoken_against == sorted(spoken_against)
    for row in found:
        assert not mood or mood in row.strategy.moods
        assert not minutes or 0 < row.strategy.minutes <= minutes
        assert not public or row.strategy.discreet
        assert not tired or row.strategy.energy == "little"
        assert all(why.mark in marks for why in row.against)


def test_words_find_by_name_first_and_ignore_accents_and_case() -> None:
    assert find(ALL, Question(words="FÉET floor"))[0].strategy.key == "feet"
    assert find(ALL, Question(words="record"))[0].strategy.key == "thoughtrecord"
    assert find(ALL, Question(words="helicopter")) == []


def test_what_is_offered_instead_is_never_itself_offered_otherwise() -> None:
    for one in ALL:
        for other in instead_of(BY_KEY, one, MARKS):
            assert not other.against(MARKS)


def test_little_is_called_little() -> None:
    for count in range(3):
        row = working.records(_tries("feet", *[(8, 2)] * count, (5, None)))[0]
        assert row.says == working.TOO_EARLY
    assert working.records(_tries("feet", (8, 2), (7, 3), (6, 6)))[0].says == working.OFTEN
    assert working.records(_tries("feet", (8, 8), (7, 7), (6, 9)))[0].says == working.SELDOM


def test_own_record_moves_what_was_lighter_up() -> None:
    before = [row.strategy.key for row in find(ALL, Question(mood="panic"))]
    after = find(ALL, Question(mood="panic"), About(tried={"categories": (4, 4)}))
    assert before[0] != "categories"
    assert after[0].strategy.key == "categories"


_PAIR = st.tuples(st.none() | st.integers(0, 10), st.none() | st.integers(0, 10))


@given(st.lists(st.tuples(st.sampled_from("abc"), _PAIR), max_size=40))
def test_records_add_up(given_tries: list[tuple[str, tuple[int | None, int | None]]]) -> None:
    tries = [working.Try(key, START + timedelta(hours=n), *pair) for n, (key, pair) in enumerate(given_tries)]
    rows = working.records(tries)
    assert sum(row.tried for row in rows) == len(tries)
    for row in rows:
        assert row.lighter + row.same + row.heavier == row.both <= working.LATELY
        assert len(row.slopes) == row.both
        for slope in row.slopes:
            assert working.EDGE <= slope.y1 <= working.HEIGHT - working.EDGE
            assert (slope.y2 > slope.y1) == (slope.after < slope.before)
    too_early = [row.says == working.TOO_EARLY for row in rows]
    assert too_early == sorted(too_early)


_KEPT = st.lists(st.sampled_from("abcdef"), unique=True).map(lambda names: Own(kept=tuple(map(Kept, names))))


@given(_KEPT, st.sampled_from("abcdef"), st.sampled_from((-1, 1)))
def test_moving_changes_the_order_and_nothing_else(mine: Own, key: str, by: int) -> None:
    moved = own.move(mine, key, by)
    assert sorted(one.key for one in moved.kept) == sorted(one.key for one in mine.kept)
    assert own.read(own.plain(moved)) == moved
    if moved != mine:
        assert own.move(moved, key, -by) == mine


def test_three_fit_on_the_card() -> None:
    mine = Own(kept=tuple(map(Kept, "abcd")))
    assert [one.key for one in mine.card()] == ["a", "b", "c"]
    for key in "bcd":
        mine = own.on_card(mine, key, True)
    assert [one.key for one in mine.card()] == ["b", "c", "d"]
    with pytest.raises(ValueError, match="a"):
        own.on_card(mine, "a", True)
    assert own.on_card(mine, "b", True) == mine


def test_the_widest_gap() -> None:
    boxes = (Box("people", "People", "pair", most=10), Box("work", "Work", "pair", most=10), Box("act", "Act", "line"))
    said = {"people-matters": "9", "people-lived": "2", "work-matters": "8", "work-lived": "7"}
    assert sheets.widest(boxes, said) == boxes[0]
    assert sheets.widest(boxes, {"work-matters": "3", "work-lived": "7"}) is None
    assert sheets.widest(boxes, {}) is None


@pytest.mark.parametrize(
    "text",
    ["I take 50 mg at night.", "Sertraline helped.", "half a tablet", "my meds", "I came off my tablets", "diazepam"],
)
def test_medicine_is_seen(text: str) -> None:
    assert mentions(text)


@pytest.mark.parametrize("text", ["I count ten birds.", "A cup of tea and my dog.", "", "I take a walk.", "two songs"])
def test_and_left_alone(text: str) -> None:
    assert not mentions(text)


@given(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1), st.data())
def test_what_was_taken_out_goes_back_where_it_was(keys: list[str], data: st.DataObject) -> None:
    kept = tuple(Kept(key, name=key.upper(), card=number < own.ON_CARD) for number, key in enumerate(keys))
    before = Own(kept=kept)
    key = data.draw(st.sampled_from(keys))
    without = own.let_go(before, key)
    assert not without.has(key)
    assert own.put_back(own.read(own.plain(without))) == own.read(own.plain(before))
    assert own.put_back(own.forget_out(without)).kept == without.kept
    assert own.keep(without, key).out is None
    assert own.let_go(without, key) == without


def test_nothing_is_put_back_twice_or_onto_a_full_card() -> None:
    kept = tuple(Kept(key, card=True) for key in "abc")
    without = own.keep(own.let_go(Own(kept=kept), "a"), "d")
    full = own.on_card(without, "d", True)
    back = own.put_back(full)
    assert [(one.key, one.card) for one in back.kept] == [("a", False), ("b", True), ("c", True), ("d", True)]
    assert own.put_back(back) == back
