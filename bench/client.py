"""Many people writing at once, from one process that costs little. ``python -m bench.client`` reads a plan on stdin.

It speaks just enough of RFC 6455 to send text frames that were made beforehand (with a masking key of zero, which the
RFC allows and which leaves the text as it is) and to read small text frames, so that on a small machine the writer
does not starve the server it measures. When everyone follows it prints ``ready`` and waits for a line; then it writes,
waits until every message has been answered and has arrived everywhere, and prints one line of JSON.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

_AT_TEXT = b'"text": "'


@dataclass
class Play:
    """How far the whole is."""

    messages: int
    deliveries: int
    done: asyncio.Event = field(default_factory=asyncio.Event)
    sent: int = 0
    answered: int = 0
    arrived: int = 0
    refused: int = 0
    waits: list[float] = field(default_factory=list)

    def check(self) -> None:
        """Note when nothing is left to wait for."""
        if self.answered + self.refused >= self.messages and self.arrived >= self.deliveries:
            self.done.set()


class Line(asyncio.Protocol):
    """One person's socket."""

    def __init__(self, play: Play, host: str, cookie: str, talk: str) -> None:
        self.play, self.host, self.cookie, self.talk = play, host, cookie, talk
        self.ready = asyncio.get_running_loop().create_future()
        self.window = 0
        self.frames: list[tuple[bytes, bytes]] = []
        self._in = bytearray()
        self._open = False

    def connection_made(self, transport: Any) -> None:
        """Ask to be let in."""
        self.out = transport
        self.out.write(
            f"GET /live HTTP/1.1\r\nHost: {self.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Origin: http://{self.host}\r\nCookie: {self.cookie}\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """Take frames out of what arrived."""
        self._in += data
        if not self._open:
            head, found, rest = bytes(self._in).partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.split(b"\r\n")[0]:
                raise SystemExit(f"not let in: {head[:200]!r}")
            self._open, self._in = True, bytearray(rest)
            self.out.write(frame(json.dumps({"do": "follow", "id": "f", "talk": self.talk, "since": 2**31 - 1})))
        while (taken := self._take()) is not None:
            self._heard(*taken)

    def _take(self) -> tuple[int, bytes] | None:
        waiting = self._in
        if len(waiting) < 2:
            return None
        length, start = waiting[1] & 127, 2
        if length == 126:
            length, start = int.from_bytes(waiting[2:4], "big"), 4
        elif length == 127:
            length, start = int.from_bytes(waiting[2:10], "big"), 10
        if len(waiting) < start + length:
            return None
        taken = waiting[0] & 15, bytes(waiting[start : start + length])
        del waiting[: start + length]
        return taken

    def _heard(self, kind: int, body: bytes) -> None:
        if kind == 9:
            self.out.write(b"\x8a" + bytes([0x80 | len(body)]) + b"\0\0\0\0" + body)
        elif kind == 8:
            raise SystemExit(f"closed: {body!r}")
        elif body.startswith(b'{"re"'):
            self._answered(body)
        elif body.startswith(b'{"on": "message"'):
            at = body.index(_AT_TEXT) + len(_AT_TEXT)
            self.play.waits.append(time.perf_counter() - float(body[at : at + 20]))
            self.play.arrived += 1
            self.play.check()

    def _answered(self, body: bytes) -> None:
        if not self.ready.done():
            if b'"ok": true' not in body:
                raise SystemExit(f"may not follow: {body[:200]!r}")
            self.ready.set_result(None)
            return
        if b'"ok": true' in body:
            self.play.answered += 1
        else:
            self.play.refused += 1
        self.play.check()
        if self.window:
            self.next()

    def next(self) -> None:
        """Send the next of the frames made beforehand, with the moment written into it."""
        if self.frames:
            before, after = self.frames.pop()
            self.play.sent += 1
            self.out.write(before + b"%020.9f" % time.perf_counter() + after)


def frame(text: str) -> bytes:
    """A text frame from a client, masked with zero."""
    body = text.encode()
    if len(body) < 126:
        return b"\x81" + bytes([0x80 | len(body)]) + b"\0\0\0\0" + body
    return b"\x81\xfe" + len(body).to_bytes(2, "big") + b"\0\0\0\0" + body


def message(number: int, talk: str, run: str) -> tuple[bytes, bytes]:
    """A message of 160 characters, in two halves between which the moment goes (20 characters)."""
    words = "I walked by the river this morning and it helped a little; how was your night, did you sleep at all? "
    text = "0" * 20 + " " + (words * 2)[:139]
    made = frame(
        json.dumps({"do": "send", "id": number, "talk": talk, "client_id": f"{run}-{number:08}", "text": text})
    )
    at = made.index(_AT_TEXT) + len(_AT_TEXT)
    return made[:at], made[at + 20 :]


async def play(plan: dict[str, Any]) -> dict[str, float]:
    """Carry the plan out: host, port, talks (lists of cookies by ref), messages, rate (0: as fast as it goes)."""
    loop = asyncio.get_running_loop()
    host, total = f"{plan['host']}:{plan['port']}", plan["messages"]
    size = len(next(iter(plan["talks"].values())))
    state = Play(total, total * (size - 1))
    lines: list[Line] = []
    places = [(ref, cookie) for at in range(size) for ref, people in plan["talks"].items() for cookie in [people[at]]]
    for ref, cookie in places:
        line = Line(state, host, cookie, ref)
        await loop.create_connection(lambda line=line: line, plan["host"], plan["port"])  # type: ignore[misc]
        await line.ready
        lines.append(line)
    for number in range(total):
        line = lines[number % len(lines)]
        line.frames.append(message(number, line.talk, plan["run"]))
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    started = time.perf_counter()
    if plan["rate"]:
        first = loop.time() + 0.05
        for number in range(total):
            await _until(loop, first + number / plan["rate"])
            lines[number % len(lines)].next()
    else:
        for line in lines:
            line.window = 1
            line.next()
    await asyncio.wait_for(state.done.wait(), 120)
    seconds = time.perf_counter() - started
    waits = sorted(state.waits)
    return {
        "seconds": seconds,
        "answered": state.answered,
        "refused": state.refused,
        "arrived": state.arrived,
        "p50": waits[len(waits) // 2] * 1000,
        "p95": waits[int(len(waits) * 0.95)] * 1000,
        "p99": waits[int(len(waits) * 0.99)] * 1000,
    }


async def _until(loop: asyncio.AbstractEventLoop, moment: float) -> None:
    delay = moment - loop.time()
    if delay > 0:
        await asyncio.sleep(delay)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(play(json.loads(sys.stdin.readline())))), flush=True)
