"""``beside guard``: personal details in texts, as JSON lines."""

import json
from collections.abc import Iterable, Iterator

import click

from beside.foundation.safety.guards import details


def lines(given: Iterable[str]) -> Iterator[str]:
    """An answer for each line that is not empty, in order. Raises ``click.ClickException`` for one it cannot read."""
    try:
        for number, line in enumerate(given, start=1):
            if line.strip():
                yield _answer(number, line)
    except UnicodeDecodeError as error:
        raise click.ClickException("This is not UTF-8 text.") from error


def _answer(number: int, line: str) -> str:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise click.ClickException(f"Line {number} is not JSON: {error}") from error
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise click.ClickException(f"Line {number} needs an id and a text.")
    found = details(row["text"])
    spans = [[one.start, one.end, one.kind] for one in found]
    return json.dumps({"id": row["id"], "contact": bool(found), "spans": spans}, ensure_ascii=False)
