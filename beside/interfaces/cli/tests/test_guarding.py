"""``beside guard``: JSON lines in, JSON lines out, and a plain no for anything else."""

import json

import pytest
from click.testing import CliRunner

from beside.interfaces.cli.main import main


def test_lines_are_answered_in_order() -> None:
    given = '{"id": "a", "text": "mail jo@example.org"}\n\n{"id": 2, "text": "I walked home."}\n'
    result = CliRunner().invoke(main, ["guard"], input=given)
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.output.splitlines()] == [
        {"id": "a", "contact": True, "spans": [[5, 19, "email"]]},
        {"id": 2, "contact": False, "spans": []},
    ]


@pytest.mark.parametrize("line", ["not json", "[]", '{"id": 1}', '{"id": 1, "text": 2}', '{"text": "no id"}'])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    result = CliRunner().invoke(main, ["guard"], input=f'{{"id": 1, "text": ""}}\n{line}\n')
    assert result.exit_code == 1
    assert "Line 2" in result.output
