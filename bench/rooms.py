"""Thirty rooms of twelve at once: what one act costs until every screen of its room has been told.

Everybody has a line open and follows their room. Hands go up and down over HTTP, 20 a second over all rooms, by the
clock. A telling is one line that was told of one act. Those who lead ask for their cockpit besides, as their page does.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.client import connect

from bench.live import SETTLE
from bench.pages import stores
from bench.rows import Row
from beside.interfaces.cli.replay import server
from beside.interfaces.cli.replay.measuring import Processes

RATE, ACTS, WARM = 20, 1_200, 120  # whole rounds of hands up and down in each room


@dataclass
class Room:
    """One room as the client has it: open acts by version, with who has still to be told."""

    path: str
    session: str
    cookies: list[str]
    version: int = 0
    began: dict[int, float] = field(default_factory=dict)
    told: dict[int, int] = field(default_factory=dict)


@dataclass
class Seen:
    """What was measured: seconds until the last screen of a room was told, for each act."""

    waits: list[float] = field(default_factory=list)
    tellings: int = 0
    refused: int = 0
    bytes: int = 0


def run() -> list[Row]:
    """Measure and return the rows; about two minutes."""
    with tempfile.TemporaryDirectory(prefix="beside-bench-") as folder:
        data = Path(folder) / "data"
        environment = {**os.environ, "BESIDE_DATA": str(data)}
        made = subprocess.run(
            [sys.executable, "-m", "bench.rooms_world"], env=environment, stdout=subprocess.PIPE, check=True
        )
        ours = server.Server(data, Path(folder) / "beside.log", {"BESIDE_TRIAGE": "rules"}).start()
        try:
            return asyncio.run(_measured(ours, [Room(**one) for one in json.loads(made.stdout)]))
        finally:
            ours.stop()


async def _measured(ours: server.Server, rooms: list[Room]) -> list[Row]:
    seen = Seen()
    lines = [asyncio.ensure_future(_listen(ours.port, room, cookie, seen)) for room in rooms for cookie in room.cookies]
    try:
        while any(room.told.get(-1, 0) < len(room.cookies) for room in rooms):
            await asyncio.sleep(0.05)
        await _act(ours.port, rooms, WARM, Seen())
        seen.waits.clear()
        seen.tellings = seen.bytes = 0
        measured = Processes([ours.pid, *stores()])
        before = measured.cpu_seconds()
        await _act(ours.port, rooms, ACTS, seen)
        await asyncio.sleep(SETTLE)
        used = measured.cpu_seconds() - before
        memory = measured.memory_bytes()
    finally:
        for line in lines:
            line.cancel()
    if seen.refused or len(seen.waits) < ACTS:
        raise RuntimeError(f"not every act reached every screen: {len(seen.waits)} of {ACTS}, {seen.refused} refused")
    waits = sorted(seen.waits)
    label = "30 rooms of 12, 20 acts a second"
    return [
        Row(f"{label}, until every screen is told, p50", "ms", statistics.median(waits) * 1000),
        Row(f"{label}, until every screen is told, p95", "ms", waits[int(len(waits) * 0.95)] * 1000),
        Row(f"{label}, an act", "CPU-s per 1,000", used * 1000 / ACTS),
        Row(f"{label}, a telling", "CPU-s per 1,000", used * 1000 / seen.tellings),
        Row(f"{label}, size of a telling", "KB", seen.bytes / seen.tellings / 1024),
        Row(f"{label}, memory with 360 open lines", "MB", memory / 2**20),
    ]


async def _listen(port: int, room: Room, cookie: str, seen: Seen) -> None:
    headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{port}"}
    async with connect(f"ws://127.0.0.1:{port}/live", additional_headers=headers, compression=None) as line:
        await line.send(json.dumps({"do": "follow_room", "id": "f", "session": room.session}))
        async for text in line:
            heard = json.loads(text)
            if heard.get("re") == "f":
                room.version = heard["version"]
                room.told[-1] = room.told.get(-1, 0) + 1
            elif heard.get("on") == "room":
                _told(room, int(heard["version"]), len(text), seen)


def _told(room: Room, version: int, size: int, seen: Seen) -> None:
    seen.tellings += 1
    seen.bytes += size
    room.told[version] = room.told.get(version, 0) + 1
    if room.told[version] == len(room.cookies) and version in room.began:
        seen.waits.append(time.perf_counter() - room.began.pop(version))


async def _act(port: int, rooms: list[Room], count: int, seen: Seen) -> None:
    """Hands, one after the other in each room, so that the version an act makes is known before it is sent."""
    posting = [_Posting(port, room) for room in rooms]
    began = time.perf_counter()
    under_way = []
    for number in range(count):
        await asyncio.sleep(max(began + number / RATE - time.perf_counter(), 0))
        under_way.append(asyncio.ensure_future(posting[number % len(rooms)].hand(number // len(rooms), seen)))
    await asyncio.gather(*under_way)
    for _ in range(200):
        if all(not room.began for room in rooms):
            break
        await asyncio.sleep(0.05)


class _Posting:
    """Posts acts of one room over one kept connection, as one browser after another would."""

    def __init__(self, port: int, room: Room) -> None:
        self.port, self.room, self._turn = port, room, asyncio.Lock()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def hand(self, turn: int, seen: Seen) -> None:
        """One hand goes up, or down again."""
        who = 1 + (turn // 2) % (len(self.room.cookies) - 1)
        async with self._turn:
            self.room.version += 1
            self.room.began[self.room.version] = time.perf_counter()
            status = await self._post(f"kind={'lower' if turn % 2 else 'raise'}", self.room.cookies[who])
            if status != 200:
                seen.refused += 1

    async def _post(self, body: str, cookie: str) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        writer.write(
            f"POST {self.room.path}do HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nOrigin: http://127.0.0.1:{self.port}\r\n"
            f"Sec-Fetch-Site: same-origin\r\nAccept: application/json\r\nCookie: {cookie}; beside-csrf={'a' * 32}\r\n"
            f"X-CSRFToken: {'a' * 32}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        fields = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:] if ": " in line)
        await reader.readexactly(int(fields.get("content-length", "0")))
        return int(head.split(b" ", 2)[1])
