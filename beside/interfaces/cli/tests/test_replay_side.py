"""A replay's page on a line that falls: it waits for the next one, and a refusal ends it."""

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosedError

from beside.foundation.accounts.models import Person
from beside.interfaces.cli.replay.people import Played
from beside.interfaces.cli.replay.side import GivenUp, Heard, Side

_MANY = 50


class _Fallen:
    """A line that fell a moment ago: writing to it fails at once, without a pause."""

    def __init__(self) -> None:
        self.asked = 0

    async def send(self, _text: str) -> None:
        """Fail. An endless loop of askers must end the test, not hold it."""
        self.asked += 1
        if self.asked > _MANY:
            raise AssertionError("asked a fallen line again and again")
        raise ConnectionClosedError(None, None)


def _side(*urls: str) -> Side:
    return Side(list(urls), Played(Person(ref="seekerseekersee2"), "", ""), "talktalktalktal2", Heard())


def _in_its_own_loop(work: Coroutine[Any, Any, Any]) -> Any:
    """What `work` returns. In a thread of its own: a browser in the same process has a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_who_speaks_into_a_fallen_line_waits_for_the_next() -> None:
    """The reader of the line may have its turn after the speaker: the speaker must leave it that turn."""

    async def speak() -> int:
        side, line = _side(), _Fallen()
        side._line = line  # type: ignore[assignment]
        side._connected.set()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await side.send("made-1", "Hello?")
        return line.asked

    assert _in_its_own_loop(speak()) == 1


@pytest.mark.parametrize("refusal", [{"ok": False, "error": "gone"}, "nonsense"])
def test_a_page_that_may_not_follow_ends(refusal: Any) -> None:
    """Otherwise everybody waits for words that never come, and the replay with them."""

    async def refuse(line: ServerConnection) -> None:
        async for text in line:
            answer = refusal if isinstance(refusal, dict) else {"ok": True}
            await line.send(json.dumps({"re": json.loads(text)["id"], **answer}))

    async def run() -> None:
        async with serve(refuse, "127.0.0.1", 0) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            async with asyncio.timeout(30):
                await _side(f"http://127.0.0.1:{port}").run(0)

    with pytest.raises(GivenUp):
        _in_its_own_loop(run())
