"""What an erased person's words were locked with is in no file of the data folder any more, while the service runs."""

import sqlite3
from contextlib import closing

import pytest

from tests.service.lines import Line
from tests.services import House

pytestmark = pytest.mark.service


def _files_with(home: House, these: bytes) -> list[str]:
    return sorted(path.name for path in home.data.rglob("*") if path.is_file() and these in path.read_bytes())


def test_a_destroyed_key_leaves_the_disk_too(own_home: House) -> None:
    """SQLite writes beside its file first, where what was there before would stay until that is full."""
    talk = own_home.cast["talk"]
    server = own_home.serve()
    with Line(server, own_home.cast["ada"]["cookie"]) as ada, Line(server, own_home.cast["ben"]["cookie"]) as ben:
        assert ada.ask("send", talk=talk, client_id="before-0001", text="Mine.")["ok"]
        assert ben.ask("follow", talk=talk, since=0)["ok"]
        with closing(sqlite3.connect(f"file:{own_home.data / 'beside.sqlite3'}?mode=ro", uri=True)) as file:
            asked = (
                "SELECT wrapped FROM accounts_personkey k JOIN accounts_person p ON p.id = k.person_id WHERE p.ref = ?"
            )
            [(key,)] = file.execute(asked, [own_home.cast["ada"]["ref"]]).fetchall()
        assert _files_with(own_home, key)
        own_home.do("tests.cast", "erase", own_home.cast["ada"]["ref"])
        assert _files_with(own_home, key) == []
        assert ben.ask("follow", talk=talk, since=0)["ok"]
