"""The bare minimum to compare with: a socket server that stores each message in SQLite and passes it on.

No sign-in, no permission, no encryption, no numbering, no triage. The same web server, the same frames, the same
durability (WAL, synchronous=FULL, one commit a message). ``python -m bench.bare_server FOLDER PORT``.
"""

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import uvicorn

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class Bare:
    """The whole server."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, talk TEXT, body TEXT)")
        self._rooms: defaultdict[str, set[Send]] = defaultdict(set)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"bare"})
        else:
            await receive()
            await send({"type": "websocket.accept"})
            while (event := await receive())["type"] == "websocket.receive":
                await self._answer(json.loads(event["text"]), send)
            for room in self._rooms.values():
                room.discard(send)

    async def _answer(self, frame: dict[str, Any], send: Send) -> None:
        talk = frame["talk"]
        if frame["do"] == "follow":
            self._rooms[talk].add(send)
            await send({"type": "websocket.send", "text": json.dumps({"re": frame["id"], "ok": True})})
            return
        number = self._db.execute("INSERT INTO message (talk, body) VALUES (?, ?)", (talk, frame["text"])).lastrowid
        told = json.dumps({"on": "message", "talk": talk, "number": number, "text": frame["text"]})
        await send({"type": "websocket.send", "text": json.dumps({"re": frame["id"], "ok": True, "number": number})})
        for other in self._rooms[talk]:
            if other is not send:
                await other({"type": "websocket.send", "text": told})


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        kind = (await receive())["type"].rpartition(".")[2]
        await send({"type": f"lifespan.{kind}.complete"})
        if kind == "shutdown":
            return


def main() -> None:
    """Serve until told to stop."""
    uvicorn.run(
        Bare(Path(sys.argv[1])),
        port=int(sys.argv[2]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        access_log=False,
        log_config=None,
    )


if __name__ == "__main__":
    main()
