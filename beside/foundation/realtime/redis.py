"""Carrying what is said in one process to the others, through Redis."""

import asyncio
import json
import logging
import secrets
import threading
from typing import Final

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from beside.foundation.realtime.hub import Hub

log = logging.getLogger(__name__)
_CHANNEL: Final = "beside:live"
_LONGEST_PAUSE: Final = 5.0
_MOST_WAITING: Final = 10_000


class Bridge:
    """Sends this process's orders out and obeys those of others, for as long as it runs."""

    def __init__(self, url: str, hub: Hub) -> None:
        self._redis: Redis = Redis.from_url(
            url,
            socket_connect_timeout=2,
            socket_keepalive=True,
            # All that is said goes one after another; looking for a free connection each time costs more than sending.
            single_connection_client=True,
            health_check_interval=15,
            # The library would wait ever longer inside one call; both loops here try again by themselves.
            retry=Retry(NoBackoff(), 0),
        )
        self._hub = hub
        self._me = secrets.token_hex(6).encode()
        self._out: asyncio.Queue[str] = asyncio.Queue(_MOST_WAITING)
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()

    def relay(self, order: str) -> None:
        """Send to the others soon; from any thread."""
        if threading.get_ident() == self._thread:
            self._put(order)
        else:
            self._loop.call_soon_threadsafe(self._put, order)

    def _put(self, order: str) -> None:
        if not self._out.full():  # while Redis is away the others catch up by number, so nothing need pile up
            self._out.put_nowait(order)

    async def run(self) -> None:
        """Both directions, until cancelled."""
        try:
            await asyncio.gather(self._send(), self._receive())
        finally:
            await self._redis.aclose()

    async def _send(self) -> None:
        unsaid = False
        while True:
            orders = [await self._out.get()]
            while not self._out.empty() and len(orders) < 200:
                orders.append(self._out.get_nowait())
            if unsaid:
                orders.append(json.dumps({"catch_up": True}))
            try:
                await self._redis.publish(_CHANNEL, b"\n".join([self._me, *map(str.encode, orders)]))
                unsaid = False
            except (RedisError, OSError):
                log.warning("Redis is away: other processes will catch up by number")
                self._put(json.dumps({"catch_up": True}))
                unsaid = True
                await asyncio.sleep(0.5)

    async def _receive(self) -> None:
        pause, missed = 0.1, False
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as heard:
                    await heard.subscribe(_CHANNEL)
                    if missed:
                        self._hub.catch_up()
                    pause, missed = 0.1, True
                    async for item in heard.listen():
                        self._obey(item["data"])
            except (RedisError, OSError):
                log.warning("Redis is away; trying again in %.1f s", pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _obey(self, data: bytes) -> None:
        """Who says it, then an order on each line: what this process said itself comes back, and is left unread."""
        sender, *orders = data.split(b"\n")
        if sender != self._me:
            for order in orders:
                try:
                    self._hub.obey(json.loads(order))
                except (ValueError, LookupError, TypeError):  # of another version of Beside, while one follows another
                    log.warning("another process says what this one does not understand")
