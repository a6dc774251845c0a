"""The whole service as one ASGI application: ``/live`` beside Django's pages.

Pages run as WSGI through a bridge rather than on Django's own ASGI handler: measured, that costs a third of the CPU
for an empty page and nothing for a full one (docs/dependencies.md).
"""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")

import django

django.setup()

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from beside.config import timetable
from beside.config.bridge import Pages
from beside.foundation.accounts.live import caller
from beside.foundation.jobs import runner
from beside.foundation.realtime.hub import hub
from beside.foundation.realtime.redis import Bridge
from beside.foundation.realtime.socket import authenticate_with, live

# How long one thread may keep another waiting for the interpreter (CPython's own is 5 ms). A message passes between
# threads several times on its way, while triage looks at what came before: with 5 ms one in a hundred waited 100 ms.
_SWITCH_SECONDS: Final = 0.0005


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open the hub, its way to other processes, and the timetable; close them in turn."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    authenticate_with(caller)
    bridge = Bridge(settings.REDIS_URL, hub) if settings.REDIS_URL else None
    hub.start(asyncio.get_running_loop(), bridge.relay if bridge else None)
    carrying = asyncio.create_task(bridge.run()) if bridge else None
    timetable.register()
    runner.start()
    # What start-up made stays for good; leaving it out of collections makes each later one shorter. A page makes a few
    # thousand things at a time and leaves nearly none behind: looking through them every 700 finds nothing.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    try:
        yield
    finally:
        runner.stop()
        hub.stop()
        if carrying:
            carrying.cancel()
            await asyncio.gather(carrying, return_exceptions=True)


_pages: Final = Starlette(
    routes=[Mount("/", cast("Any", Pages(cast("Any", get_wsgi_application()), workers=settings.ENV.threads)))],
    lifespan=_lifespan,
)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The live line, or a page; no other path takes a socket."""
    if scope["type"] != "websocket":
        await _pages(scope, receive, send)
    elif scope["path"] == "/live":
        await live(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 4404})
