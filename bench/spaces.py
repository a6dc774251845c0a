"""Pages of the community: a thread, a list, posting a reply; small and large, beside a bare Django view."""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench import pages
from bench.rows import BARE_THERE, Row, at_most, times
from beside.interfaces.cli.replay import server
from beside.interfaces.cli.replay.measuring import Processes

REPLIES, AT_ONCE = 200, 25
POSTING_BAR, WAIT_BAR = 8.0, 8.0


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
            return _measure(ours, world, folder)
        finally:
            ours.stop()


def _measure(ours: server.Server, world: dict[str, Any], folder: Path) -> list[Row]:
    paths = {
        "thread": f"/community/post/{world['small']['thread']}",
        "thread, 100 times the posts": f"/community/post/{world['large']['thread']}",
        "thread of 2,000 replies, its end": f"/community/post/{world['long']}?newest",
        "list": f"/community/{world['small']['space']}",
        "list, 100 times the posts": f"/community/{world['large']['space']}",
    }
    asked = {name: (path, {"Cookie": world["reader"]}) for name, path in paths.items()}
    found, bare = pages.all_of(ours, folder, asked, "a bare Django view of the shape of a thread")
    rows = [bare]
    for name in ("thread", "list"):
        one = found[name]
        rows += pages.rows(f"{name} page", one)
        rows.append(at_most(f"{name} page, p50", "ms", one.p50, WAIT_BAR))
        rows.append(times(f"{name} page, p50", one.p50, WAIT_BAR, one.bare_p50, BARE_THERE))
        rows.append(at_most(f"{name} page, size", "KB", one.size / 1024, 50.0))
    for name, other in (
        ("thread, 100 times the posts", "thread"),
        ("thread of 2,000 replies, its end", "thread"),
        ("list, 100 times the posts", "list"),
    ):
        large, small = found[name], found[other]
        rows.append(at_most(f"{name}, dearer by", "times", (large.cpu / large.bare) / (small.cpu / small.bare), 1.2))
    return [*rows, *_posting(ours, world, folder)]


def _posting(ours: server.Server, world: dict[str, Any], folder: Path) -> list[Row]:
    """A reply, from before it is sent until triage has looked at it; in blocks between those of the bare view."""
    path = f"/community/post/{world['small']['thread']}"
    line = http.client.HTTPConnection("127.0.0.1", ours.port)
    cookies, token = _form(line, path, world["writer"])
    measured = Processes([ours.pid, *pages.stores()])
    used = beside = 0.0
    with pages.bare_view(folder) as bare:
        for block in range(-1, REPLIES // AT_ONCE):  # the first warms up
            before = measured.cpu_seconds()
            for number in range(AT_ONCE):
                _reply(line, path, cookies, {"client_id": f"bench-{block + 1:03}-{number:06}", **token})
            time.sleep(1.5)
            took = pages.plain(bare)
            if block >= 0:
                used, beside = used + measured.cpu_seconds() - before, beside + took
    line.close()
    one = pages.Opened(used * 1000 / REPLIES, beside * 1000 / (REPLIES // AT_ONCE * pages.EACH), 0.0, 0.0, 0)
    return pages.rows("posting a reply", one, POSTING_BAR)


def _form(line: http.client.HTTPConnection, path: str, cookie: str) -> tuple[str, dict[str, str]]:
    """Cookies and the token of the form under a thread."""
    line.request("GET", path, headers={"Cookie": cookie})
    page = line.getresponse()
    cookies = "; ".join([cookie, *(value.split(";")[0] for value in page.headers.get_all("Set-Cookie") or [])])
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.read())
    if token is None:
        raise RuntimeError("the page of a thread has no form")
    return cookies, {"csrfmiddlewaretoken": token[1].decode()}


def _reply(line: http.client.HTTPConnection, path: str, cookies: str, given: dict[str, str]) -> None:
    said = {"text": f"{given['client_id']}: I walked by the river and it helped a little.", "seen": "all", **given}
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    line.request("POST", f"{path}/reply", body=urlencode(said), headers=headers)
    answer = line.getresponse()
    answer.read()
    if answer.status != 201:
        raise RuntimeError(f"a reply was answered with {answer.status}")
