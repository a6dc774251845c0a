"""``beside move-to-postgresql``: everything arrives and is still readable, or nothing changes."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.service.lines import Line
from tests.services import ROOT, House, Postgres

pytestmark = pytest.mark.service


def _move(source: Path, data: Path, url: str) -> subprocess.CompletedProcess[str]:
    dropped = ("DJANGO_SETTINGS_MODULE", "BESIDE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"BESIDE_DATA": str(data), "DATABASE_URL": url, "REDIS_URL": ""}
    given = [sys.executable, "-m", "beside", "move-to-postgresql", str(source)]
    return subprocess.run(given, env=environment, cwd=ROOT, capture_output=True, text=True)


def test_everything_moves_and_goes_on(own_home: House, postgres: Postgres) -> None:
    """Words, sessions and tokens go on; the next message gets the next number and the next free row."""
    talk, ada = own_home.cast["talk"], own_home.cast["ada"]
    server = own_home.serve()
    with Line(server, ada["cookie"]) as line:
        for number in range(1, 4):
            assert line.ask("send", talk=talk, client_id=f"moving-{number:04}", text=f"Words {number}: café ☕")["ok"]
    server.stop()
    url = postgres.make_database("moved")
    done = _move(own_home.data / "beside.sqlite3", own_home.data, url)
    assert done.returncode == 0, done.stderr
    moved = own_home.serve(DATABASE_URL=url)
    status, body = own_home.get(moved, f"/api/v1/talks/{talk}/messages?after=0", "ben")
    assert status == 200
    assert [message["text"] for message in body["messages"]] == [f"Words {number}: café ☕" for number in (1, 2, 3)]
    with Line(moved, ada["cookie"]) as line:
        assert line.ask("send", talk=talk, client_id="moving-0005", text="And on.")["number"] == 4
    again = _move(own_home.data / "beside.sqlite3", own_home.data, url)
    assert again.returncode != 0
    with psycopg.connect(url) as database:
        row = database.execute("SELECT count(*) FROM talk_message").fetchone()
    assert row == (4,)


def test_what_is_no_database_is_refused(own_home: House, postgres: Postgres, tmp_path: Path) -> None:
    """And the target stays empty of people."""
    url = postgres.make_database("untouched")
    other = tmp_path / "letter.txt"
    other.write_text("Dear all, this is not a database. " * 200)
    assert _move(other, own_home.data, url).returncode != 0
    assert _move(own_home.data / "beside.sqlite3", own_home.data, "").returncode != 0
