"""Rows as a file that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Each row as a line of CSV (RFC 4180). None is an empty cell.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.
    """
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([_cell(value) for value in row])
        yield out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    text = str(value)
    return "'" + text if not isinstance(value, int | float) and text.startswith(_STARTS_A_FORMULA) else value
