"""``beside audit``: whole or not, against an end kept elsewhere, and a copy."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from beside.foundation.accounts.models import Person
from beside.foundation.audit import sealing
from beside.foundation.audit.actions import BESIDE, record
from beside.foundation.audit.models import Chain
from beside.interfaces.cli.main import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def end(ada: Person) -> str:
    """The end of a short chain."""
    record("walk.taken", ada, actor=BESIDE)
    sealing.seal()
    head = Chain.objects.get()
    return f"{head.number}:{head.seal}"


def _run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["audit", *words])
    return done.exit_code, done.output


def test_a_whole_log_ends_with_nought_and_says_its_end(end: str) -> None:
    code, said = _run("--check", "--end", end)
    assert code == 0 and end in said


def test_a_log_that_lost_its_end_ends_with_one(end: str) -> None:
    number = int(end.partition(":")[0])
    assert _run("--end", f"{number + 1}:{'0' * 64}")[0] == 1
    Chain.objects.update(mark="0" * 64)
    assert _run()[0] == 1


def test_an_end_that_cannot_be_read_is_said(end: str) -> None:
    assert _run("--end", "the last page")[0] == 2


def test_the_log_is_written_once_and_over_nothing(end: str, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    assert _run("--export", str(file))[0] == 0
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines[-1]["seal"] == end.partition(":")[2]
    assert file.stat().st_mode & 0o077 == 0
    assert _run("--export", str(file))[0] == 1
    assert len(file.read_text().splitlines()) == len(lines)
