"""A line's sending end: in order and complete, however slow the other side reads, and over when it has gone."""

import asyncio
from collections.abc import Coroutine, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from beside.foundation.realtime.line import Line


class Server:
    """What a line sends to: takes texts at once while ``free`` is set, and none once ``gone``."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.free.set()
        self.gone = False
        self.took: list[str] = []

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """As a web server does."""
        await self.free.wait()
        if self.gone:
            raise OSError("the other side went")
        self.took.append(message.get("text") or f"closed {message['code']}")


def _apart(walk: Coroutine[Any, Any, None]) -> None:
    """Run it on a loop of a thread of its own: journeys through the browser keep one running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, walk).result()


async def _turns() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def _open() -> tuple[Server, Line, asyncio.Task[None]]:
    server = Server()
    line = Line(server.send, 1, "ref", "session")
    task = asyncio.create_task(line.run())
    await _turns()
    return server, line, task


def test_a_text_goes_at_once_where_the_server_takes_it() -> None:
    async def walk() -> None:
        server, line, task = await _open()
        line.put("one")
        assert server.took == ["one"]
        line.end(1000, "bye")
        await task
        assert server.took == ["one", "closed 1000"]

    _apart(walk())


@pytest.mark.parametrize("before", [0, 1, 3])
def test_what_waits_for_a_slow_reader_keeps_its_order(before: int) -> None:
    async def walk() -> None:
        server, line, task = await _open()
        told = [f"early {number}" for number in range(before)] + ["held", "next", "last"]
        for text in told[:before]:
            line.put(text)
        server.free.clear()
        for text in told[before:]:
            line.put(text)
            await _turns()
        assert server.took == told[:before]
        server.free.set()
        line.put("after")
        await _turns()
        assert server.took == [*told, "after"]
        line.put("and at once again")
        assert server.took[-1] == "and at once again"
        line.end(1000, "bye")
        await task

    _apart(walk())


def test_a_line_whose_other_side_went_ends_and_takes_no_more() -> None:
    async def walk() -> None:
        server, line, task = await _open()
        server.gone = True
        line.put("lost")
        await asyncio.wait_for(task, 1)
        line.put("later")
        assert server.took == []

    _apart(walk())


def test_a_reader_that_falls_far_behind_is_closed() -> None:
    async def walk() -> None:
        server, line, task = await _open()
        server.free.clear()
        for number in range(600):
            line.put(str(number))
        server.free.set()
        await asyncio.wait_for(task, 1)
        assert server.took[-1] == "closed 4408" and len(server.took) < 501

    _apart(walk())
