"""Small numbers stay hidden, also from whoever subtracts."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside.foundation.safety.suppressing import Cell, Table, suppress, table

LEAST = 5


def _table(key: str, counts: list[int]) -> Table:
    return table(key, key, [Cell(str(place), "", count) for place, count in enumerate(counts)])


def _shown(counts: list[int]) -> tuple[int | None, list[int | None]]:
    one = suppress([_table("a", counts)], LEAST)[0]
    return one.total, [cell.count for cell in one.cells]


@pytest.mark.parametrize(
    ("counts", "total", "shown"),
    [
        ([20, 30, 0], 50, [20, 30, 0]),
        ([20, 30, 3], 53, [None, 30, None]),
        ([20, 4, 4], 28, [20, None, None]),
        ([20, 1, 1], 22, [None, None, None]),
        ([40, 20, 1, 1], 62, [40, None, None, None]),
        ([2, 1], None, [None, None]),
        ([4, 0, 0], None, [None, None, None]),
        ([1, 1, 1, 1, 1, 1], None, [None] * 6),
        ([0, 0], 0, [0, 0]),
        ([6], 6, [6]),
    ],
)
def test_what_is_hidden(counts: list[int], total: int | None, shown: list[int | None]) -> None:
    assert _shown(counts) == (total, shown)


def test_a_total_hidden_in_one_table_is_hidden_in_all_of_the_family() -> None:
    found = suppress([_table("a", [3, 4]), _table("b", [7, 0]), _table("c", [1, 1, 5])], LEAST)
    kept = suppress([_table("a", [3, 6]), _table("b", [9, 0])], LEAST)
    assert [one.total for one in found] == [7, 7, 7] or {one.total for one in found} == {None}
    assert [one.total for one in kept] == [9, 9] and kept[0].cells[0].count is None
    hidden = suppress([_table("a", [1, 1, 1, 1, 1]), _table("b", [5, 0])], LEAST)
    assert all(one.total is None and all(cell.count is None for cell in one.cells) for one in hidden)


def test_tables_that_split_different_totals_are_no_family() -> None:
    with pytest.raises(ValueError, match="not one total"):
        suppress([_table("a", [9]), _table("b", [8])], LEAST)


@given(st.lists(st.integers(0, 14), min_size=1, max_size=5))
def test_whoever_subtracts_learns_no_hidden_number(counts: list[int]) -> None:
    """Every hidden number could be any of at least five, by what is shown and that hidden ones are one or more."""
    total, shown = _shown(counts)
    assert all(one is None or one == 0 or one >= LEAST for one in shown)
    if total is None:
        return
    hidden = [place for place, one in enumerate(shown) if one is None]
    left = total - sum(one or 0 for one in shown)
    ways = [one for one in itertools.product(range(1, left + 1), repeat=len(hidden)) if sum(one) == left]
    for place in range(len(hidden)):
        assert len({way[place] for way in ways}) >= LEAST
