"""*Get help now*, for somebody who is not signed in: what the page costs, how long it takes, how large it is.

Bar: DESIGN 7 for a page (6 CPU-s per 1,000). CPU counts the whole process tree of the service, user and system.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.pages import stores
from bench.rows import Row, at_most
from beside.interfaces.cli.replay import server
from beside.interfaces.cli.replay.measuring import Processes

PAGES = 500
ROUNDS = 3
COUNTRY = "GB"


def run() -> list[Row]:
    """Measure and return the rows; about fifteen seconds."""
    with tempfile.TemporaryDirectory(prefix="beside-bench-") as folder:
        data = Path(folder) / "data"
        subprocess.run([sys.executable, "-m", "bench.help"], env={**os.environ, "BESIDE_DATA": str(data)}, check=True)
        ours = server.Server(data, Path(folder) / "beside.log", {}).start()
        try:
            _pages(ours, 50)
            rounds = [_pages(ours, PAGES) for _ in range(ROUNDS)]
        finally:
            ours.stop()
    used, middle, size = (float(statistics.median(one[place] for one in rounds)) for place in range(3))
    label = "help page, not signed in"
    return [
        at_most(label, "CPU-s per 1,000", used, 6.0),
        Row(f"{label}, p50", "ms", middle),
        Row(f"{label}, size", "KB", size / 1024),
    ]


def _pages(ours: server.Server, count: int) -> tuple[float, float, int]:
    """CPU ms a page, ms in the middle, and bytes."""
    line = http.client.HTTPConnection("127.0.0.1", ours.port)
    measured = Processes([ours.pid, *stores()])
    waits: list[float] = []
    size = 0
    before = measured.cpu_seconds()
    for _ in range(count):
        began = time.perf_counter()
        line.request("GET", "/help", headers={"Accept": "text/html"})
        answer = line.getresponse()
        size = len(answer.read())
        waits.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"/help answered {answer.status}")
    used = measured.cpu_seconds() - before
    line.close()
    return used / count * 1000, statistics.median(waits), size


def _prepare() -> None:
    """An organisation that knows its country, in the data folder that BESIDE_DATA names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from beside.foundation.accounts import queries
    from beside.foundation.accounts.models import Organisation

    call_command("migrate", interactive=False, verbosity=0)
    queries.organisation()
    Organisation.objects.update(country=COUNTRY)


if __name__ == "__main__":
    _prepare()
