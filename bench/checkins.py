"""Check-ins, measures and looking back: what their pages cost, and how long ten years of daily check-ins take to draw.

Also the choice behind the storage: opening ten years kept by month against opening them row by row.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import pages
from bench.rows import Row, at_most
from beside.interfaces.cli.replay import server

PAGES = {
    "check-ins, list of a month": "/checkins",
    "check-ins, form": "/checkins/new",
    "measures": "/measures",
    "measures, PHQ-8": "/measures/phq-8",
    "looking back, 30 days": "/looking-back?range=30",
    "looking back, three months": "/looking-back?range=90",
    "looking back, a year by day": "/looking-back/year/2025",
}
TEN_YEARS = "looking back, ten years of days"


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
            rows = _pages(ours, folder, {"Cookie": world["cookie"]})
        finally:
            ours.stop()
    return [
        *rows,
        Row("ten years of check-ins, kept by month: opened", "ms", world["by_month"]),
        Row("ten years of check-ins, kept row by row: opened", "ms", world["by_row"]),
    ]


def _pages(ours: server.Server, folder: Path, headers: dict[str, str]) -> list[Row]:
    asked = {name: (path, headers) for name, path in {**PAGES, TEN_YEARS: "/looking-back?range=all"}.items()}
    found, bare = pages.all_of(ours, folder, asked, "check-ins: a bare Django view beside them")
    rows = [bare]
    for name, one in found.items():
        if name == TEN_YEARS:
            rows += [Row(name, pages.UNIT, one.cpu), at_most(f"{name}, p50", "ms", one.p50, 150.0)]
        else:
            rows += [*pages.rows(name, one), Row(f"{name}, p50", "ms", one.p50)]
        rows.append(Row(f"{name}, size", "KB", one.size / 1024))
    return rows
