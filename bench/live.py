"""The live path and opening a conversation, turn by turn with the bare minimum (bench/bare_server.py).

Bars are those of DESIGN 7, which speaks of triage by rules (BESIDE_TRIAGE=rules); one shape more is measured with the
learnt score. CPU counts the whole process tree of the service (and of PostgreSQL and Redis where they are used), user
and system, from before the first message until triage has looked at the last.
"""

import json
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
from typing import Any

from bench import pages
from bench.pages import stores
from bench.rows import Row, at_most, times
from beside.interfaces.cli.replay import server
from beside.interfaces.cli.replay.measuring import Processes

ROUNDS = 3
SETTLE = 2.5  # seconds: triage gathers for most of a second, then looks
OPENING_BAR = 8.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One way of writing. ``rate`` 0: everyone has one message under way, as fast as it goes."""

    name: str
    people: str
    messages: int
    rate: int
    bar: float | None
    bare_there: float | None = None  # the bare minimum where the bar was set (DESIGN 7)


LEARNT = Shape("one-to-one, 200 a second, triage with the learnt score", "pairs", 2_000, 200, None)
SHAPES = (
    Shape("one-to-one, saturated", "pairs", 6_000, 0, 0.7, 0.23),
    Shape("one-to-one, 200 a second", "pairs", 2_000, 200, 1.5, 0.56),
    Shape("room of 12, saturated", "rooms", 3_000, 0, 0.8, 0.30),
    Shape("room of 12, 100 a second", "rooms", 1_000, 100, 2.0),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one block took: CPU ms a message, ms until delivery, messages a second."""

    cpu: float
    p50: float
    p99: float
    rate: float


def run() -> list[Row]:
    """Measure and return the rows; about three minutes."""
    with tempfile.TemporaryDirectory(prefix="beside-bench-") as folder, _beside(Path(folder)) as (ours, world):
        rows = _opening(ours, world, Path(folder))
        with _bare(Path(folder)) as bare:
            for shape in SHAPES:
                rows += _messages(shape, ours, bare, world)
        rows.append(Row("memory after all this", "MB", Processes([ours.pid]).memory_bytes() / 2**20))
    return [*rows, *_with_learnt_score()]


def _with_learnt_score() -> list[Row]:
    """What a message costs when triage reads it with its sentence model too; a service of its own, no bar of DESIGN."""
    with (
        tempfile.TemporaryDirectory(prefix="beside-bench-") as folder,
        _beside(Path(folder), "full") as (ours, world),
    ):
        talks = world[LEARNT.people]
        _block(LEARNT, [ours.pid], ours.port, talks, warm=True)
        taken = [_block(LEARNT, [ours.pid, *stores()], ours.port, talks) for _ in range(ROUNDS)]
    return [
        Row(f"message, {LEARNT.name}", "CPU-s per 1,000", _middle(taken, "cpu")),
        *(Row(f"delivery, {LEARNT.name}, {name}", "ms", _middle(taken, name)) for name in ("p50", "p99")),
    ]


@contextmanager
def _beside(folder: Path, triage: str = "rules") -> Iterator[tuple[server.Server, dict[str, Any]]]:
    data = folder / "data"
    environment = {**os.environ, "BESIDE_DATA": str(data)}
    made = subprocess.run([sys.executable, "-m", "bench.world"], env=environment, stdout=subprocess.PIPE, check=True)
    settings = {"BESIDE_MESSAGE_LIMIT": "100000000", "BESIDE_TRIAGE": triage}
    ours = server.Server(data, folder / "beside.log", settings).start()
    try:
        yield ours, json.loads(made.stdout)
    finally:
        ours.stop()


@contextmanager
def _bare(folder: Path) -> Iterator[tuple[int, int]]:
    """The bare server's process and port."""
    port = server.free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.bare_server", str(folder), str(port)])
    try:
        while not server.answers(f"http://127.0.0.1:{port}"):
            time.sleep(0.05)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait()


def _messages(shape: Shape, ours: server.Server, bare: tuple[int, int], world: dict[str, Any]) -> list[Row]:
    talks = world[shape.people]
    _block(shape, [bare[0], *stores()], bare[1], talks, warm=True)
    _block(shape, [ours.pid], ours.port, talks, warm=True)
    here, there = [], []
    for _ in range(ROUNDS):
        there.append(_block(shape, [bare[0], *stores()], bare[1], talks))
        here.append(_block(shape, [ours.pid, *stores()], ours.port, talks))
    unit = "CPU-s per 1,000"
    rows = [
        _against(f"message, {shape.name}", unit, _middle(here, "cpu"), shape.bar),
        Row(f"message, {shape.name}, bare minimum", unit, _middle(there, "cpu")),
    ]
    if shape.bar is not None and shape.bare_there is not None:
        here_cpu, there_cpu = _middle(here, "cpu"), _middle(there, "cpu")
        rows.append(times(f"message, {shape.name}", here_cpu, shape.bar, there_cpu, shape.bare_there))
    if shape.rate:
        bars: tuple[float | None, float | None] = (2.5, 10.0) if shape.people == "pairs" else (None, None)
        for name, bar in zip(("p50", "p99"), bars, strict=True):
            label, value = f"delivery, {shape.name}, {name}", _middle(here, name)
            rows.append(_against(label, "ms", value, bar))
            rows.append(Row(f"{label}, bare minimum", "ms", _middle(there, name)))
    else:
        rows.append(Row(f"messages a second, {shape.name}", "1/s", _middle(here, "rate")))
    return rows


def _against(label: str, unit: str, value: float, bar: float | None) -> Row:
    return Row(label, unit, value) if bar is None else at_most(label, unit, value, bar)


def _middle(blocks: list[Taken], name: str) -> float:
    return float(statistics.median(getattr(block, name) for block in blocks))


def _block(shape: Shape, pids: list[int], port: int, talks: dict[str, list[str]], *, warm: bool = False) -> Taken:
    count = max(shape.messages // 10, 200) if warm else shape.messages
    plan = {
        "host": "127.0.0.1", "port": port, "talks": talks, "messages": count, "rate": shape.rate,
        "run": os.urandom(4).hex(),
    }  # fmt: skip
    client = subprocess.Popen(
        [sys.executable, "-m", "bench.client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if client.stdin is None or client.stdout is None:
        raise RuntimeError("no pipes")
    client.stdin.write(json.dumps(plan) + "\n")
    client.stdin.flush()
    if client.stdout.readline().strip() != "ready":
        raise RuntimeError("the writers could not start")
    measured = Processes(pids)
    before = measured.cpu_seconds()
    client.stdin.write("go\n")
    client.stdin.flush()
    line = client.stdout.readline()
    if not line:
        raise RuntimeError("the writers broke off")
    seen = json.loads(line)
    time.sleep(SETTLE)
    used = measured.cpu_seconds() - before
    client.communicate()
    if seen["refused"] or seen["answered"] != count:
        raise RuntimeError(f"not every message was taken: {seen}")
    return Taken(used * 1000 / count, seen["p50"], seen["p99"], count / seen["seconds"])


def _opening(ours: server.Server, world: dict[str, Any], folder: Path) -> list[Row]:
    token, cookie = {"Authorization": f"Bearer {world['token']}"}, {"Cookie": world["reader"]}
    ways = {"API, newest 50": ("/api/v1/talks/{}/messages?limit=50", token), "page": ("/talk/{}", cookie)}
    asked = {
        f"{name} {which}": (path.format(world[which]), headers)
        for name, (path, headers) in ways.items()
        for which in ("short", "long")
    }
    found, bare = pages.all_of(ours, folder, asked, "a bare Django view beside opening a conversation")
    rows = [bare]
    for name in ways:
        small, large = found[f"{name} short"], found[f"{name} long"]
        label = f"opening a conversation, {name}"
        dearer = (large.cpu / large.bare) / (small.cpu / small.bare)
        rows += [
            *pages.rows(label, small, OPENING_BAR),
            at_most(f"{label}, 100 times the messages, dearer by", "times", dearer, 1.3),
            Row(f"{label}, p50", "ms", small.p50),
            Row(f"{label}, size", "KB", small.size / 1024),
        ]
    return rows
