"""One's own pages: the safety plan, plans, goals, journal, letters, hope box, shares; beside a bare Django view.

Bar: DESIGN 7 for a page (6 CPU-s per 1,000). CPU counts the whole process tree of the service, user and system.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import pages
from bench.rows import Row
from beside.interfaces.cli.replay import server

PAGES = {
    "safety plan": ("owner", "/plans/safety"),
    "step of the safety plan": ("owner", "/plans/safety/alone"),
    "wellness plan": ("owner", "/plans/wellness"),
    "goals, 40": ("owner", "/goals"),
    "goal": ("owner", "/goals/{goal}"),
    "journal of 400 pages": ("owner", "/journal"),
    "letters, 20": ("owner", "/letters"),
    "hope box, 30 things": ("owner", "/hope-box"),
    "milestones, 20": ("owner", "/goals/milestones"),
    "what is shared, 20": ("owner", "/shared"),
    "a shared safety plan": ("peer", "/shared/{plan}"),
}


def run() -> list[Row]:
    """Measure and return the rows; about two minutes."""
    with tempfile.TemporaryDirectory(prefix="beside-bench-") as name:
        folder = Path(name)
        environment = {**os.environ, "BESIDE_DATA": str(folder / "data")}
        command = [sys.executable, "-m", "bench.recovery_world"]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        world = json.loads(done.stdout)
        ours = server.Server(folder / "data", folder / "beside.log", {"BESIDE_TRIAGE": "rules"}).start()
        try:
            return _measure(ours, world, folder)
        finally:
            ours.stop()


def _measure(ours: server.Server, world: dict[str, str], folder: Path) -> list[Row]:
    asked = {name: (path.format(**world), {"Cookie": world[who]}) for name, (who, path) in PAGES.items()}
    found, bare = pages.all_of(ours, folder, asked, "a bare Django view beside one's own pages")
    return [bare, *(row for name, one in found.items() for row in pages.rows(f"{name}, page", one))]
