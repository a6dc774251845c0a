"""Pages of the community: a thread, a list, posting a reply; small and large, beside a bare Django view."""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.live import ROUNDS, _open, stores
from bench.rows import Row, at_most, page
from beside.interfaces.cli.replay import server
from beside.interfaces.cli.replay.measuring import Processes

UNIT = "CPU-s per 1,000"
REPLIES = 200


def run() -> list[Row]:
    """Measure and return the rows; some minutes, most of them to make two hundred thousand posts."""
    with tempfile.TemporaryDirectory(prefix="beside-bench-") as name:
        folder = Path(name)
        environment = {**os.environ, "BESIDE_DATA": str(folder / "data")}
        done = subprocess.run(
            [sys.executable, "-m", "bench.spaces_world"], env=environment, stdout=subprocess.PIPE, check=True
        )
        world = json.loads(done.stdout)
        settings = {"BESIDE_MESSAGE_LIMIT": "100000000", "BESIDE_TRIAGE": "rules"}
        ours = server.Server(folder / "data", folder / "beside.log", settings).start()
        try:
            with _bare(folder) as (bare, cookie):
                return _measure(ours, world, bare, cookie)
        finally:
            ours.stop()


class _Bare:
    """The bare view's server, as ``_open`` takes it."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid, self.port = pid, port


@contextmanager
def _bare(folder: Path) -> Iterator[tuple[Any, str]]:
    port = server.free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.bare_view", str(folder), str(port)])
    cookie = folder / "bare-view.cookie"
    try:
        while not (cookie.is_file() and server.answers(f"http://127.0.0.1:{port}")):
            time.sleep(0.05)
        yield _Bare(process.pid, port), cookie.read_text()
    finally:
        process.terminate()
        process.wait()


def _measure(ours: server.Server, world: dict[str, Any], bare: Any, cookie: str) -> list[Row]:
    headers = {"Cookie": world["reader"], "Accept": "text/html"}
    pages = {
        "thread": f"/community/post/{world['small']['thread']}",
        "thread, 100 times the posts": f"/community/post/{world['large']['thread']}",
        "thread of 2,000 replies, its end": f"/community/post/{world['long']}?newest",
        "list": f"/community/{world['small']['space']}",
        "list, 100 times the posts": f"/community/{world['large']['space']}",
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in (*pages, "bare")}
    sizes: dict[str, int] = {}
    for _ in range(ROUNDS):
        used, middle, _size = _open(bare, "/", {"Cookie": cookie})
        taken["bare"].append((used, middle))
        for name, path in pages.items():
            used, middle, sizes[name] = _open(ours, path, headers)
            taken[name].append((used, middle))
    cpu = {name: statistics.median(used for used, _ in rows) for name, rows in taken.items()}
    wait = {name: statistics.median(middle for _, middle in rows) for name, rows in taken.items()}
    rows = [Row("a bare Django view of the shape of a thread", UNIT, cpu["bare"])]
    for name in ("thread", "list"):
        rows += page(f"{name} page", cpu[name], cpu["bare"])
        rows.append(at_most(f"{name} page, p50", "ms", wait[name], 8.0))
        rows.append(at_most(f"{name} page, size", "KB", sizes[name] / 1024, 50.0))
    for name, other in (
        ("thread, 100 times the posts", "thread"),
        ("thread of 2,000 replies, its end", "thread"),
        ("list, 100 times the posts", "list"),
    ):
        rows.append(at_most(f"{name}, dearer by", "times", cpu[name] / cpu[other], 1.2))
    return [*rows, at_most("posting a reply", UNIT, _posting(ours, world), 8.0)]


def _posting(ours: server.Server, world: dict[str, Any]) -> float:
    """CPU ms a reply, from before the first until triage has looked at the last."""
    path = f"/community/post/{world['small']['thread']}"
    line = http.client.HTTPConnection("127.0.0.1", ours.port)
    line.request("GET", path, headers={"Cookie": world["writer"]})
    page = line.getresponse()
    cookies = "; ".join([world["writer"], *(value.split(";")[0] for value in page.headers.get_all("Set-Cookie") or [])])
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.read())
    if token is None:
        raise RuntimeError("the page of a thread has no form")
    measured = Processes([ours.pid, *stores()])
    before = 0.0
    for number in range(-10, REPLIES):
        if number == 0:
            before = measured.cpu_seconds()
        words = {"text": f"Reply {number}: I walked by the river and it helped a little.", "seen": "all"}
        given = {**words, "client_id": f"bench-reply-{number:06}", "csrfmiddlewaretoken": token[1].decode()}
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        line.request("POST", f"{path}/reply", body=urlencode(given), headers=headers)
        answer = line.getresponse()
        answer.read()
        if answer.status != 201:
            raise RuntimeError(f"a reply was answered with {answer.status}")
    time.sleep(1.5)
    line.close()
    return (measured.cpu_seconds() - before) * 1000 / REPLIES
