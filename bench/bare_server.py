"""The bare minimum to compare with: a socket server that stores each message and passes it on.

No sign-in, no permission, no encryption, no numbering, no triage. The same web server, the same frames, the same
database with the same durability, one commit a message: PostgreSQL where ``DATABASE_URL`` names one, else SQLite (WAL,
synchronous=FULL). ``python -m bench.bare_server FOLDER PORT``.
"""

import json
import os
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import psycopg
import uvicorn

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

Store = Callable[[str, str], int]


class Bare:
    """The whole server."""

    def __init__(self, folder: Path) -> None:
        url = os.environ.get("DATABASE_URL", "")
        self._store = _postgres(url) if url else _sqlite(folder / "bare.sqlite3")
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
        number = self._store(talk, frame["text"])
        told = json.dumps({"on": "message", "talk": talk, "number": number, "text": frame["text"]})
        await send({"type": "websocket.send", "text": json.dumps({"re": frame["id"], "ok": True, "number": number})})
        for other in self._rooms[talk]:
            if other is not send:
                await other({"type": "websocket.send", "text": told})


def _sqlite(file: Path) -> Store:
    db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, talk TEXT, body TEXT)")
    insertion = "INSERT INTO message (talk, body) VALUES (?, ?)"
    return lambda talk, text: db.execute(insertion, (talk, text)).lastrowid or 0


def _postgres(url: str) -> Store:
    db = psycopg.connect(url, autocommit=True)
    db.execute("CREATE TABLE IF NOT EXISTS bare_message (id BIGSERIAL PRIMARY KEY, talk TEXT, body TEXT)")
    insertion = "INSERT INTO bare_message (talk, body) VALUES (%s, %s) RETURNING id"

    def store(talk: str, text: str) -> int:
        row = db.execute(insertion, (talk, text), prepare=True).fetchone()
        return int(row[0]) if row else 0

    return store


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
