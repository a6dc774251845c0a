"""A migrated database to begin with, so that not every service a test starts lays the same tables.

Migrating from nothing takes most of the time a new service needs. The file is made once for each state of the
migrations, and copied. Starting on an empty folder stays tested: the demo's tests do so.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

ROOT = Path(__file__).parents[1]
FILE = "beside.sqlite3"


def lay(data: Path) -> None:
    """Put a migrated database into a data folder that has none yet."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (data / FILE).exists():
        shutil.copyfile(_made(), data / FILE)


def lay_on(url: str, name: str) -> None:
    """A new, migrated database of this name on the PostgreSQL server at ``url``: a copy of one that is made first."""
    pattern = f"laid_{_state()}"
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("SELECT pg_advisory_lock(5117)")  # workers that come at once: one makes it, the others wait
        there = line.execute("SELECT 1 FROM pg_database WHERE datname = %s", (pattern,)).fetchone()
        if there is None:
            line.execute(f'CREATE DATABASE "{pattern}_new"')
            _migrate({"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{pattern}_new"))})
            line.execute(f'ALTER DATABASE "{pattern}_new" RENAME TO "{pattern}"')
        line.execute(f'CREATE DATABASE "{name}" TEMPLATE "{pattern}"')


@cache
def _made() -> Path:
    """The file. Two processes that make it at once make the same; the second to be done takes the first's place."""
    kept = Path(tempfile.gettempdir()) / f"beside-tests-{os.getuid()}" / f"{_state()}.sqlite3"
    if kept.is_file():
        return kept
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="beside-laying-") as folder:
        _migrate({"BESIDE_DATA": folder})
        shutil.copyfile(Path(folder) / FILE, Path(folder) / "copy")
        Path(shutil.move(Path(folder) / "copy", kept.with_suffix(f".{os.getpid()}"))).replace(kept)
    return kept


def _migrate(place: dict[str, str]) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BESIDE_", "DATABASE_"))}
    with tempfile.TemporaryDirectory(prefix="beside-laying-") as folder:
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"],
            env={**kept, "BESIDE_DATA": folder, "DJANGO_SETTINGS_MODULE": "beside.config.settings", **place},
            cwd=ROOT,
            check=True,
        )


def _state() -> str:
    """What the tables come from: every migration of ours, and the libraries' versions."""
    found = hashlib.sha256(django.__version__.encode())
    found.update((ROOT / "requirements" / "run.txt").read_bytes())
    for path in sorted((ROOT / "beside").glob("*/*/migrations/*.py")):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]
