"""Opening a page, turn by turn with a bare Django view.

Others use the machine, too, and it swings within minutes: a page and the bare view are opened in short blocks that
alternate, so that whatever slows one slows the other. CPU counts the whole process tree, user and system; of the blocks
the one in the middle counts, since a service also does other things now and then.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.rows import BARE_THERE, PAGE_BAR, Row, at_most, times
from beside.interfaces.cli.replay import server
from beside.interfaces.cli.replay.measuring import Processes, listening_on

UNIT = "CPU-s per 1,000"
BLOCKS, EACH = 8, 40


@dataclass(frozen=True, slots=True)
class Bare:
    """The bare view: its process, its port, and the cookie of its session."""

    pid: int
    port: int
    cookie: str


@dataclass(frozen=True, slots=True)
class Opened:
    """CPU ms an opening, and of the bare view meanwhile; ms until each was there; all in the middle. Bytes."""

    cpu: float
    bare: float
    p50: float
    bare_p50: float
    size: int


@contextmanager
def bare_view(folder: Path) -> Iterator[Bare]:
    """Serves ``bench/bare_view.py``."""
    port, own = server.free_port(), Path(tempfile.mkdtemp(dir=folder))  # one bench may serve it twice
    process = subprocess.Popen([sys.executable, "-m", "bench.bare_view", str(own), str(port)])
    cookie = own / "bare-view.cookie"
    try:
        while not (cookie.is_file() and server.answers(f"http://127.0.0.1:{port}")):
            time.sleep(0.05)
        yield Bare(process.pid, port, cookie.read_text())
    finally:
        process.terminate()
        process.wait()


def stores() -> list[int]:
    """Processes of a PostgreSQL and a Redis on this machine that the service uses; none on SQLite."""
    urls = [urlsplit(os.environ.get(name, "")) for name in ("DATABASE_URL", "REDIS_URL")]
    return [pid for url in urls if url.port for pid in listening_on(url.port)]


def opened(ours: server.Server, bare: Bare, path: str, headers: dict[str, str]) -> Opened:
    """Open it in blocks beside the bare view. Raises ``RuntimeError`` where it is not there."""
    headers = {"Accept": "text/html", **headers}
    of_page, of_other = Processes([ours.pid, *stores()]), Processes([bare.pid])
    waits: list[float] = []
    waits_beside: list[float] = []
    cpu: list[float] = []
    beside: list[float] = []
    size = 0
    for block in range(-1, BLOCKS):  # the first warms up
        took, waited_beside, _size = _block(bare.port, of_other, "/", {"Cookie": bare.cookie})
        used, waited, size = _block(ours.port, of_page, path, headers)
        if block >= 0:
            cpu.append(used)
            beside.append(took)
            waits += waited
            waits_beside += waited_beside
    once, bare_once = (statistics.median(each) * 1000 / EACH for each in (cpu, beside))
    p50, bare_p50 = (statistics.median(each) * 1000 for each in (waits, waits_beside))
    return Opened(once, bare_once, p50, bare_p50, size)


def plain(bare: Bare) -> float:
    """CPU seconds of one block of the bare view, for work that is no page."""
    used, _waits, _size = _block(bare.port, Processes([bare.pid]), "/", {"Cookie": bare.cookie})
    return used


def _block(port: int, measured: Processes, path: str, headers: dict[str, str]) -> tuple[float, list[float], int]:
    """CPU seconds, seconds of waiting for each, and bytes."""
    waits, size = [], 0
    line = http.client.HTTPConnection("127.0.0.1", port)
    before = measured.cpu_seconds()
    for _ in range(EACH):
        began = time.perf_counter()
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        size = len(answer.read())
        waits.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
    used = measured.cpu_seconds() - before
    line.close()
    return used, waits, size


def rows(name: str, one: Opened, bar: float = PAGE_BAR) -> list[Row]:
    """A page's CPU against its bar, and against the bare view's."""
    return [at_most(name, UNIT, one.cpu, bar), times(name, one.cpu, bar, one.bare, BARE_THERE)]


def all_of(
    ours: server.Server, folder: Path, pages: dict[str, tuple[str, dict[str, str]]], label: str
) -> tuple[dict[str, Opened], Row]:
    """Every page (name to path and headers), and what the bare view cost beside them, in the middle."""
    with bare_view(folder) as bare:
        found = {name: opened(ours, bare, path, headers) for name, (path, headers) in pages.items()}
    return found, Row(label, UNIT, statistics.median(one.bare for one in found.values()))
