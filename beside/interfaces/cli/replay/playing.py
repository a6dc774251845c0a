"""Playing recordings over real sockets, many at once."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from beside.interfaces.cli.replay.meeting import Met
from beside.interfaces.cli.replay.side import GivenUp, Heard, Side

_LONGEST_ARRIVAL = 120.0  # seconds after the last message by which both must have everything
_TYPES_EVERY = 3  # messages


@dataclass(slots=True)
class Played:
    """How it went: what was seen, and what went wrong in which talk."""

    heard: Heard = field(default_factory=Heard)
    finished: int = 0
    wrong: list[str] = field(default_factory=list)


async def play(
    meetings: list[Met], urls: list[str], *, speed: float, at_once: int, tell: Callable[[Played], None]
) -> Played:
    """Play every recording, ``at_once`` at a time, ``speed`` times faster (0: without pauses)."""
    result = Played()
    turns = asyncio.Semaphore(at_once)
    ticking = asyncio.create_task(_tick(result, tell))
    try:
        await asyncio.gather(*(_in_turn(turns, place, met, urls, speed, result) for place, met in enumerate(meetings)))
    finally:
        ticking.cancel()
    tell(result)
    return result


async def _tick(result: Played, tell: Callable[[Played], None]) -> None:
    while True:
        tell(result)
        await asyncio.sleep(1)


async def _in_turn(
    turns: asyncio.Semaphore, place: int, met: Met, urls: list[str], speed: float, result: Played
) -> None:
    async with turns:
        # The two sides of a conversation begin in different processes where there are several.
        sides = (
            Side(urls, met.pair.seeker, met.talk, result.heard),
            Side(urls, met.supporter, met.talk, result.heard),
        )
        running = [asyncio.create_task(side.run(place + at)) for at, side in enumerate(sides)]
        speaking = asyncio.create_task(_converse(met, *sides, speed))
        try:
            await asyncio.wait({speaking, *running}, return_when=asyncio.FIRST_COMPLETED)
            for task in (speaking, *running):
                if task.done():
                    task.result()
        except (GivenUp, TimeoutError) as error:
            result.wrong.append(f"{met.pair.recorded.name}: {error or 'not everything arrived'}")
        finally:
            for task in (speaking, *running):
                task.cancel()
            await asyncio.gather(speaking, *running, return_exceptions=True)
        result.finished += 1


async def _converse(met: Met, seeker: Side, supporter: Side, speed: float) -> None:
    loop = asyncio.get_running_loop()
    said = met.pair.recorded.said
    run, began = secrets.token_hex(6), loop.time()
    first = said[0].at if said else 0.0
    for number, one in enumerate(said):
        side = seeker if one.by_seeker else supporter
        if number % _TYPES_EVERY == 0:
            await side.type()
        if speed:
            await asyncio.sleep(max(began + (one.at - first) / speed - loop.time(), 0))
        await side.send(f"{run}-{number:05}", one.text)
    async with asyncio.timeout(_LONGEST_ARRIVAL):
        for side in (seeker, supporter):
            await side.until(len(said))
            await side.read(len(said))
