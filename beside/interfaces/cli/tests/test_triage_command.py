"""`beside triage`: lines in, lines out; a bad line is named and stops nothing."""

import json

from click.testing import CliRunner

from beside.interfaces.cli.main import main


def test_good_lines_are_answered_and_bad_ones_named() -> None:
    lines = ['{"id": 1, "text": "I just want to die."}', "nonsense", '{"id": 3}', '{"id": "d", "text": "Lovely soup."}']
    result = CliRunner().invoke(main, ["triage"], input="\n".join(lines))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == [1, "d"]
    assert rows[0]["attention"] and rows[0]["reasons"] and not rows[1]["attention"]
    assert rows[0]["score"] > rows[1]["score"]
    assert "Line 2:" in result.stderr and "Line 3:" in result.stderr
    assert result.exit_code == 1
