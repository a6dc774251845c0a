"""One's own pages: the safety plan, plans, goals, journal, letters, hope box, shares; beside a bare Django view.

Bar: DESIGN 7 for a page (6 CPU-s per 1,000). CPU counts the whole process tree of the service, user and system.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.live import ROUNDS, _open
from bench.rows import Row, page
from bench.spaces import UNIT, _bare
from beside.interfaces.cli.replay import server


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
            with _bare(folder) as (bare, cookie):
                return _measure(ours, world, bare, cookie)
        finally:
            ours.stop()


def _measure(ours: server.Server, world: dict[str, str], bare: Any, cookie: str) -> list[Row]:
    pages = {
        "safety plan": ("owner", "/plans/safety"),
        "step of the safety plan": ("owner", "/plans/safety/alone"),
        "wellness plan": ("owner", "/plans/wellness"),
        "goals, 40": ("owner", "/goals"),
        "goal": ("owner", f"/goals/{world['goal']}"),
        "journal of 400 pages": ("owner", "/journal"),
        "letters, 20": ("owner", "/letters"),
        "hope box, 30 things": ("owner", "/hope-box"),
        "milestones, 20": ("owner", "/goals/milestones"),
        "what is shared, 20": ("owner", "/shared"),
        "a shared safety plan": ("peer", f"/shared/{world['plan']}"),
    }
    taken: dict[str, list[float]] = {name: [] for name in (*pages, "bare")}
    for _ in range(ROUNDS):
        taken["bare"].append(_open(bare, "/", {"Cookie": cookie})[0])
        for name, (who, path) in pages.items():
            used, _middle, size = _open(ours, path, {"Cookie": world[who], "Accept": "text/html"})
            if not size:
                raise RuntimeError(f"{path} was not there")
            taken[name].append(used)
    bare_cpu = _middle_of(taken["bare"])
    rows = [Row("a bare Django view of the shape of a thread, beside one's own pages", UNIT, bare_cpu)]
    return rows + [row for name in pages for row in page(f"{name}, page", _middle_of(taken[name]), bare_cpu)]


def _middle_of(values: list[float]) -> float:
    return float(statistics.median(values))
