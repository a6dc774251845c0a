"""Check-ins, measures and looking back: what their pages cost, and how long ten years of daily check-ins take to draw.

Also the choice behind the storage: opening ten years kept by month against opening them row by row.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.live import ROUNDS, _open
from bench.rows import Row, at_most, page
from bench.spaces import _bare
from beside.interfaces.cli.replay import server

UNIT = "CPU-s per 1,000"
PAGES = {
    "check-ins, list of a month": "/checkins",
    "check-ins, form": "/checkins/new",
    "measures": "/measures",
    "measures, PHQ-8": "/measures/phq-8",
    "looking back, 30 days": "/looking-back?range=30",
    "looking back, three months": "/looking-back?range=90",
    "looking back, a year by day": "/looking-back/year/2025",
}
TEN_YEARS = "/looking-back?range=all"


def run() -> list[Row]:
    """Measure and return the rows; about two minutes."""
    with tempfile.TemporaryDirectory(prefix="beside-bench-") as name:
        folder = Path(name)
        environment = {**os.environ, "BESIDE_DATA": str(folder / "data")}
        done = subprocess.run(
            [sys.executable, "-m", "bench.checkins_world"], env=environment, stdout=subprocess.PIPE, check=True
        )
        world = json.loads(done.stdout)
        ours = server.Server(folder / "data", folder / "beside.log", {"BESIDE_TRIAGE": "rules"}).start()
        try:
            rows = _pages(ours, folder, {"Cookie": world["cookie"], "Accept": "text/html"})
        finally:
            ours.stop()
    return [
        *rows,
        Row("ten years of check-ins, kept by month: opened", "ms", world["by_month"]),
        Row("ten years of check-ins, kept row by row: opened", "ms", world["by_row"]),
    ]


def _pages(ours: server.Server, folder: Path, headers: dict[str, str]) -> list[Row]:
    pages = [*PAGES.items(), ("looking back, ten years of days", TEN_YEARS)]
    taken: dict[str, list[tuple[float, float, int]]] = {label: [] for label, _path in pages}
    plain = []
    with _bare(folder) as (bare, cookie):
        for _ in range(ROUNDS):
            plain.append(_open(bare, "/", {"Cookie": cookie})[0])
            for label, path in pages:
                taken[label].append(_open(ours, path, headers))
    beside = statistics.median(plain)
    rows = [Row("check-ins: a bare Django view beside them", UNIT, beside)]
    for label, path in pages:
        if not all(size for _used, _wait, size in taken[label]):
            raise RuntimeError(f"{path} did not answer")
        used, wait = (statistics.median(one[place] for one in taken[label]) for place in (0, 1))
        if path == TEN_YEARS:
            rows += [Row(label, UNIT, used), at_most(f"{label}, p50", "ms", wait, 150.0)]
        else:
            rows += [*page(label, used, beside), Row(f"{label}, p50", "ms", wait)]
        rows.append(Row(f"{label}, size", "KB", taken[label][0][2] / 1024))
    return rows
