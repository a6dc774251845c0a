"""Pages of the toolkit beside a bare Django view, and finding among the strategies, in memory."""

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

from bench import pages
from bench.rows import Row, at_most
from beside.features.toolkit.core.finding import About, Question, find
from beside.features.toolkit.core.strategy import Strategy, strategy
from beside.features.toolkit.core.words import MOODS
from beside.interfaces.cli.replay import server

PAGES = {
    "toolkit, right now I feel": "/toolkit?feel=panic",
    "toolkit, a strategy": "/toolkit/do/paced",
    "toolkit, mine": "/toolkit/mine",
    "toolkit, the card": "/toolkit/card",
    "toolkit, what works for me": "/toolkit/works",
}
WORDS = ("", "breath", "slow out", "bed", "thought")


def run() -> list[Row]:
    """Measure and return the rows; about two minutes."""
    with tempfile.TemporaryDirectory(prefix="beside-bench-") as name:
        folder = Path(name)
        environment = {**os.environ, "BESIDE_DATA": str(folder / "data")}
        done = subprocess.run(
            [sys.executable, "-m", "bench.toolkit_world"], env=environment, stdout=subprocess.PIPE, check=True
        )
        cookie = json.loads(done.stdout)["reader"]
        ours = server.Server(folder / "data", folder / "beside.log", {"BESIDE_TRIAGE": "rules"}).start()
        try:
            return [*_pages(ours, folder, cookie), *_finding()]
        finally:
            ours.stop()


def _pages(ours: server.Server, folder: Path, reader: str) -> list[Row]:
    asked = {name: (path, {"Cookie": reader}) for name, path in PAGES.items()}
    found, bare = pages.all_of(ours, folder, asked, "toolkit: a bare Django view beside it")
    return [bare, *(row for name, one in found.items() for row in pages.rows(name, one))]


def _strategies() -> list[Strategy]:
    path = Path(__file__).parents[1] / "beside/features/toolkit/content/strategies.en.json"
    return [strategy(row) for row in json.loads(path.read_text(encoding="utf-8"))["strategies"]]


def _finding() -> list[Row]:
    """Every mix of a feeling, minutes, place and words; and with ten times the strategies."""
    rows = _strategies()
    about = About(frozenset({"breath", "trauma"}), {rows[0].key: (4, 3)})
    asked = [Question(mood, "", minutes, public, False, words)
             for mood, minutes, public, words in product(("", *MOODS), (0, 5), (False, True), WORDS)]  # fmt: skip
    return [
        at_most("toolkit find, 39 strategies, the slowest of 300 questions", "ms", _slowest(rows, asked, about), 5.0),
        Row("toolkit find, 390 strategies, the slowest", "ms", _slowest(rows * 10, asked, about)),
    ]


def _slowest(rows: list[Strategy], asked: list[Question], about: About) -> float:
    """The quickest of five tries of each question, since others use the machine, too; of these the slowest."""
    worst = 0.0
    for question in asked:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            find(rows, question, about)
            times.append((time.perf_counter() - begun) * 1000)
        worst = max(worst, min(times))
    return worst
