"""``beside triage``: judge texts of one's own, line by line, storing nothing."""

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import click

from beside.foundation.safety import triage

_BATCH = 64


def run(source: TextIO) -> int:
    """Read JSON lines, write JSON lines; bad lines are named on the error channel. 1 when there were any, else 0."""
    if not triage.learnt_available():
        click.echo("The sentence model is not here: the rules answer alone.", err=True)
    bad = 0
    waiting: list[tuple[Any, triage.Text]] = []
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            waiting.append(_asked(line))
        except ValueError as why:
            bad += 1
            click.echo(f"Line {number}: {why}", err=True)
        if len(waiting) >= _BATCH:
            _write(waiting)
            waiting = []
    _write(waiting)
    return 1 if bad else 0


def _asked(line: str) -> tuple[Any, triage.Text]:
    try:
        row = json.loads(line)
    except ValueError:
        raise ValueError("this is not JSON") from None
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise ValueError('wants an object with "id" and "text"')
    lang, role, context = row.get("lang"), row.get("role") or "member", row.get("context") or []
    if lang is not None and not isinstance(lang, str):
        raise ValueError('"lang" must be a code such as "en"')
    if role not in ("member", "supporter"):
        raise ValueError('"role" must be "member" or "supporter"')
    if not isinstance(context, list) or not all(isinstance(body, str) for body in context):
        raise ValueError('"context" must be a list of earlier messages, oldest first')
    return row["id"], triage.Text(
        row["text"], lang, "supporter" if role == "supporter" else "member", tuple(context[-5:])
    )


def _write(waiting: list[tuple[Any, triage.Text]]) -> None:
    for row in _answers(waiting):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _answers(waiting: list[tuple[Any, triage.Text]]) -> Iterator[dict[str, Any]]:
    judged = triage.assess([text for _, text in waiting])
    for (name, _), found in zip(waiting, judged, strict=True):
        yield {
            "id": name,
            "level": found.level.name.lower(),
            "score": found.score,
            "flags": sorted(found.flags),
            "attention": found.attention,
            "reasons": [reason.in_words() for reason in found.reasons],
            "covered": found.covered,
            "learnt": found.learnt,
        }
