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

import django

ROOT = Path(__file__).parents[1]
FILE = "beside.sqlite3"


def lay(data: Path) -> None:
    """Put a migrated database into a data folder that has none yet."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (data / FILE).exists():
        shutil.copyfile(_made(), data / FILE)


@cache
def _made() -> Path:
    """The file. Two processes that make it at once make the same; the second to be done takes the first's place."""
    kept = Path(tempfile.gettempdir()) / f"beside-tests-{os.getuid()}" / f"{_state()}.sqlite3"
    if kept.is_file():
        return kept
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="beside-laying-") as folder:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("BESIDE_", "DATABASE_"))
        }
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"],
            env={**environment, "BESIDE_DATA": folder, "DJANGO_SETTINGS_MODULE": "beside.config.settings"},
            cwd=ROOT,
            check=True,
        )
        shutil.copyfile(Path(folder) / FILE, Path(folder) / "copy")
        Path(shutil.move(Path(folder) / "copy", kept.with_suffix(f".{os.getpid()}"))).replace(kept)
    return kept


def _state() -> str:
    """What the tables come from: every migration of ours, and the libraries' versions."""
    found = hashlib.sha256(django.__version__.encode())
    found.update((ROOT / "requirements" / "run.txt").read_bytes())
    for path in sorted((ROOT / "beside").glob("*/*/migrations/*.py")):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]
