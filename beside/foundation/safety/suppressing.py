"""Keeping small numbers out of a report, also where a total would give them away.

Plain Python. A *family* is one or more tables that split the same total. A number from one to below ``least`` is
hidden. Where the shown numbers and the total would tell too much of what is hidden, more is hidden, the smallest first,
until every hidden number could still be any of ``least`` values; where that cannot be had, the whole family is hidden,
total included. Noughts are shown: they tell of nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Cell:
    """One number under its label; None where it is hidden."""

    key: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """What a total is made of. ``total`` is None where it is hidden."""

    key: str
    title: str
    total: int | None
    cells: tuple[Cell, ...]


def table(key: str, title: str, cells: Sequence[Cell]) -> Table:
    """A table with nothing hidden yet; its total is the sum."""
    return Table(key, title, sum(cell.count or 0 for cell in cells), tuple(cells))


def suppress(family: Sequence[Table], least: int) -> list[Table]:
    """The tables as they may be shown. Raises ``ValueError`` where they do not split the same total."""
    totals = {one.total for one in family}
    if len(totals) != 1:
        raise ValueError(f"not one total: {totals}")
    total = totals.pop() or 0
    chosen = [_to_hide(one, least) for one in family]
    if 0 < total < least or any(found is None for found in chosen):
        return [_hidden(one) for one in family]
    return [_without(one, found or frozenset()) for one, found in zip(family, chosen, strict=True)]


def _to_hide(one: Table, least: int) -> frozenset[str] | None:
    """Which cells; None where no choice is enough."""
    rising = sorted((cell for cell in one.cells if cell.count), key=lambda cell: (cell.count or 0, cell.key))
    hidden = [cell for cell in rising if (cell.count or 0) < least]
    if not hidden:
        return frozenset()
    rest = rising[len(hidden) :]
    # Everyone knows that each hidden number is one or more: it could be anything from one to (sum - others + 1).
    while len(hidden) < 2 or sum(cell.count or 0 for cell in hidden) < len(hidden) + least - 1:
        if not rest:
            return None
        hidden.append(rest.pop(0))
    return frozenset(cell.key for cell in hidden)


def _without(one: Table, hidden: frozenset[str]) -> Table:
    return replace(one, cells=tuple(replace(cell, count=None) if cell.key in hidden else cell for cell in one.cells))


def _hidden(one: Table) -> Table:
    """Nothing but its name: even a nought would narrow down the rest."""
    return replace(one, total=None, cells=tuple(replace(cell, count=None) for cell in one.cells))
