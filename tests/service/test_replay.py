"""``beside replay`` on a small invented recording, on both stores, and with a process killed half-way."""

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests import prepared
from tests.services import ROOT, House, Postgres, Redis, house

pytestmark = pytest.mark.service
_LINES = (
    "Hello, is somebody there who has time to listen for a while?",
    "I am here, and I have all evening. What is on your mind tonight?",
    "My sister has stopped answering my letters since the funeral in March.",
    "That sounds lonely, on top of everything else that happened in March.",
    "It is. I keep walking to the letter box as if I did not know better.",
    "I did the same for most of a year. The walking was not the worst part of it.",
)


def _recording(path: Path, conversations: int, rounds: int = 1) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number in range(conversations):
            said = [
                {"t": at * 2.0, "who": "seeker" if at % 2 == 0 else "supporter", "text": f"{line} ({number}, {at})"}
                for at, line in enumerate(_LINES * rounds)
            ]
            problem = ("job crisis", "breakup with partner", "A lost lighthouse")[number % 3]
            file.write(json.dumps({"id": f"made-{number}", "problem": problem, "messages": said}) + "\n")
    return path


def _replay(data: Path, file: Path, *given: str, **settings: str) -> "subprocess.Popen[str]":
    dropped = ("DJANGO_SETTINGS_MODULE", "BESIDE_URL", "DATABASE_URL", "REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in dropped} | settings
    command = [sys.executable, "-m", "beside", "--data", str(data), "replay", str(file), *given]
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _figures(path: Path) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(path.read_text())
    return figures


def test_a_replay_starts_its_own_service_and_loses_nothing(tmp_path: Path) -> None:
    """Everything is found again, and everybody meets somebody who knows the same."""
    file = _recording(tmp_path / "made.jsonl", 6)
    playing = _replay(tmp_path / "data", file, "--speed", "100", "--json", str(tmp_path / "figures.json"))
    said, _ = playing.communicate(timeout=180)
    assert playing.returncode == 0, said
    figures = _figures(tmp_path / "figures.json")
    assert figures["wrong"] == []
    assert figures["messages"] == figures["acknowledged"] == figures["deliveries"] == 36
    assert figures["sharing_the_problem"] == 1 > figures["sharing_by_chance"]
    assert figures["cpu_s_per_1000"] > 0


@pytest.mark.parametrize(
    "line", ["no json", "{}", '{"problem": "x", "messages": [{"t": 1, "who": "cat", "text": "a"}]}']
)
def test_a_file_that_is_no_recording_is_refused(tmp_path: Path, line: str) -> None:
    """With the number of the line, and before anybody is made."""
    file = tmp_path / "made.jsonl"
    file.write_text(line + "\n")
    playing = _replay(tmp_path / "data", file)
    playing.communicate(timeout=60)
    assert playing.returncode not in (0, None)


def test_a_service_of_another_folder_is_refused(tmp_path: Path, home: House) -> None:
    """A replay never writes to one organisation and checks another."""
    file = _recording(tmp_path / "made.jsonl", 1)
    prepared.lay(tmp_path / "data")
    playing = _replay(tmp_path / "data", file, "--url", home.servers[0].url)
    said, _ = playing.communicate(timeout=120)
    assert playing.returncode not in (0, None), said


@pytest.mark.parametrize("comes_back", [True, False], ids=["comes-back", "stays-away"])
def test_a_process_killed_half_way_loses_nothing(
    tmp_path: Path, postgres: Postgres, redis: Redis, comes_back: bool
) -> None:
    """PostgreSQL, Redis, two processes; one is killed while everybody talks, and may come back or not."""
    database = postgres.make_migrated(f"replayed_{'twice' if comes_back else 'once'}")
    settings = {"DATABASE_URL": database, "REDIS_URL": redis.url}
    file = _recording(tmp_path / "made.jsonl", 12, rounds=4)
    with house(settings) as made:
        first, second = made.serve(), made.serve()
        urls = ("--url", first.url, "--url", second.url)
        figures = tmp_path / "figures.json"
        playing = _replay(made.data, file, *urls, "--speed", "8", "--json", str(figures), **settings)
        began = threading.Event()
        said: list[str] = []
        reader = threading.Thread(target=_read, args=(playing, said, began))
        reader.start()
        assert began.wait(120), "".join(said)
        first.kill()
        if comes_back:
            first.start()
        with suppress(subprocess.TimeoutExpired):
            playing.wait(180)
        playing.kill()
        reader.join()
        assert playing.returncode == 0, "".join(said)
        assert playing.stdout is not None
        playing.stdout.close()
    found = _figures(figures)
    assert found["wrong"] == [] and found["reconnected"] > 0
    assert found["messages"] == found["deliveries"] == 12 * 24


def _read(playing: "subprocess.Popen[str]", said: list[str], began: threading.Event) -> None:
    """Collect what it prints; ``began`` once some messages are through."""
    until = time.monotonic() + 240
    assert playing.stdout is not None
    for line in playing.stdout:
        said.append(line)
        if " messages, " in line and not line.strip().startswith("0 of"):
            began.set()
        if time.monotonic() > until:
            return
