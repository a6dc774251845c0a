"""The replay from beginning to end."""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from django.conf import settings
from django.db import connection
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin

from beside.interfaces.cli import serve
from beside.interfaces.cli.replay import checking, meeting, people, playing, recording, secrecy, server
from beside.interfaces.cli.replay.measuring import Processes, listening_on, percentile


@dataclass(frozen=True, slots=True)
class Figures:
    """What a replay found. Latencies are ms from sending to arrival on the other's page."""

    conversations: int
    messages: int
    acknowledged: int
    deliveries: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    seconds: float
    cpu_s_per_1000: float | None
    memory_mb: float | None
    reconnected: int
    asked_to_slow_down: int
    sharing_the_problem: float
    sharing_by_chance: float
    wrong: list[str]


def run(file: Path, urls: list[str], *, speed: float, at_once: int, most: int | None, as_json: Path | None) -> int:
    """Play, check, print. 0 when nothing was lost."""
    recordings = recording.read(file, most)
    if not recordings:
        raise click.ClickException("There is no conversation in that file.")
    serve.prepare()
    meeting.only_us()
    with _progress("Making accounts", len(recordings)) as bar:
        pairs = people.make(recordings, bar.update)
    stranger = people.stranger()
    with _progress("Bringing people together", len(recordings)) as bar:
        meetings = meeting.meet(pairs, bar.update)
    with _serving(urls, stranger) as places:
        figures = _play(meetings, places, speed, at_once, stranger, meeting.chance(pairs))
    _print(figures)
    if as_json:
        as_json.write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")
    return 1 if figures.wrong else 0


def _play(
    meetings: list[meeting.Met],
    urls: list[str],
    speed: float,
    at_once: int,
    stranger: people.Played,
    by_chance: float,
) -> Figures:
    total = sum(len(met.pair.recorded.said) for met in meetings)
    cost = _Cost(urls)
    began = time.perf_counter()

    def tell(so_far: playing.Played) -> None:
        cost.look()
        heard = so_far.heard
        click.echo(
            f"\r  {heard.acknowledged:,} of {total:,} messages, {so_far.finished} conversations ended",
            nl=not sys.stdout.isatty(),
        )

    played = asyncio.run(playing.play(meetings, urls, speed=speed, at_once=at_once, tell=tell))
    seconds = time.perf_counter() - began
    time.sleep(1)  # triage looks at the last messages
    cost.look()
    click.echo("\nChecking what was kept …")
    wrong = played.wrong + checking.through_api(meetings, stranger, _awake(urls)) + secrecy.readable(meetings)
    heard, waits = played.heard, sorted(wait * 1000 for wait in played.heard.waits)
    if heard.delivered < total:
        wrong.append(f"{total - heard.delivered} messages never arrived on the other's page")
    return Figures(
        len(meetings), total, heard.acknowledged, heard.delivered,
        percentile(waits, 0.5), percentile(waits, 0.95), percentile(waits, 0.99), seconds,
        cost.used * 1000 / total if cost.measurable and total else None,
        cost.memory / 2**20 if cost.measurable else None,
        heard.reconnected, heard.slowed,
        sum(met.shared for met in meetings) / len(meetings), by_chance, wrong,
    )  # fmt: skip


class _Cost:
    """CPU and memory of the services at some addresses, and of the stores they use, where they run on this machine."""

    def __init__(self, urls: list[str]) -> None:
        self._ports = [urlsplit(url).port or 0 for url in urls if urlsplit(url).hostname in ("127.0.0.1", "localhost")]
        self._all_here = len(self._ports) == len(urls)
        self._processes = Processes([*self._services(), *_stores()])
        self._before = self._processes.cpu_seconds()
        self.used, self.memory = 0.0, 0

    @property
    def measurable(self) -> bool:
        """Whether every service is on this machine and can be looked at."""
        return self._all_here and self._processes.measurable

    def look(self) -> None:
        """Take the figures now; a service that was started anew is counted from its start."""
        self._processes.add(self._services())
        self.used = self._processes.cpu_seconds() - self._before
        self.memory = max(self.memory, self._processes.memory_bytes())

    def _services(self) -> list[int]:
        return [pid for port in self._ports for pid in listening_on(port)]


def _stores() -> list[int]:
    """PostgreSQL's and Redis's processes, where they listen on this machine."""
    addresses = [urlsplit(url) for url in (settings.ENV.database_url, settings.ENV.redis_url) if url]
    here = [address.port for address in addresses if address.hostname in ("127.0.0.1", "localhost")]
    return [pid for port in here if port for pid in listening_on(port)]


def _awake(urls: list[str]) -> list[str]:
    """Those that still answer: one that was killed on the way cannot be asked what was kept."""
    awake = [url for url in urls if server.answers(url)]
    if not awake:
        raise click.ClickException("Nothing answers any more, so nothing can be checked.")
    return awake


@contextmanager
def _serving(urls: list[str], someone: people.Played) -> Iterator[list[str]]:
    """The services to play to: those named, the one on this port if it serves this folder, or one of our own."""
    usual = f"http://127.0.0.1:{settings.ENV.port}"
    if urls:
        for url in urls:
            if not _serves_us(url, someone):
                raise click.ClickException(f"Nothing that serves this data folder answers at {url}.")
        yield [url.rstrip("/") for url in urls]
    elif _serves_us(usual, someone):
        yield [usual]
    else:
        with tempfile.TemporaryDirectory(prefix="beside-replay-") as folder:
            own = server.Server(settings.ENV.data.resolve(), Path(folder) / "log").start()
            click.echo(f"Started a service at {own.url} for the length of the replay.")
            try:
                yield [own.url]
            finally:
                own.stop()


def _serves_us(url: str, someone: people.Played) -> bool:
    """Whether a session made in our database is good there."""
    if not server.answers(url):
        return False
    address = url.rstrip("/").replace("http", "ws", 1) + "/live"
    cookie = {"Cookie": someone.cookie}
    try:
        with connect(address, origin=Origin(url.rstrip("/")), additional_headers=cookie, proxy=None) as line:
            line.send(json.dumps({"id": 1, "do": "follow", "talk": "none", "since": 0}))
            return bool(json.loads(line.recv(timeout=10)).get("re") == 1)
    except (OSError, WebSocketException, ValueError):
        return False


def _progress(label: str, length: int) -> Any:
    return click.progressbar(length=length, label=label)


def _print(figures: Figures) -> None:
    database = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    cpu, memory = figures.cpu_s_per_1000, figures.memory_mb
    click.echo(f"\nConversations          {figures.conversations:>10,}  ({database})")
    click.echo(f"Messages               {figures.messages:>10,}  in {figures.seconds:.0f} s")
    click.echo(f"Deliveries             {figures.deliveries:>10,}")
    click.echo(f"Latency p50/p95/p99    {figures.p50_ms:>10.1f} / {figures.p95_ms:.1f} / {figures.p99_ms:.1f} ms")
    click.echo(f"Server CPU             {_or_not(cpu):>10}  seconds per 1,000 messages")
    click.echo(f"Server memory, most    {_or_not(memory):>10}  MB")
    click.echo(f"Lines that came back   {figures.reconnected:>10,}")
    click.echo(f"Asked to slow down     {figures.asked_to_slow_down:>10,}")
    click.echo(
        f"Matches sharing the problem {figures.sharing_the_problem:>5.1%}"
        f"  (by chance it would be {figures.sharing_by_chance:.1%})"
    )
    click.echo(f"Lost or wrong          {len(figures.wrong):>10,}")
    for line in figures.wrong[:20]:
        click.echo(f"  {line}", err=True)


def _or_not(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.2f}"
