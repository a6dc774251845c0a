"""A running Beside for browser journeys: ``python -m beside run`` on a folder of its own, and what stands in its rows.

On SQLite, or where ``DATABASE_URL`` and ``REDIS_URL`` name servers, on a new database and a Redis of its own: the
channels of a shared one would carry news between services that know nothing of each other.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from beside.interfaces.cli.replay.server import Server
from tests import prepared
from tests.services import ROOT, Redis

_FORGOTTEN = ("DJANGO_SETTINGS_MODULE", "BESIDE_DATA", "BESIDE_URL", "BESIDE_TEST_SERVICES")


class World:
    """Questions to the service's own database, answered by ``tests.world`` in one process beside it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.world"],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, what: str, **given: Any) -> Any:
        """What ``tests.world`` answers to ``what``; see there. Raises ``RuntimeError``, with what went wrong there."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("closed")
        self._process.stdin.write(json.dumps({"ask": what, **given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"tests.world ended while asked for {what}")
        answer = json.loads(line)
        if "wrong" in answer:
            raise RuntimeError(f"asked for {what}: {answer['wrong']}")
        return answer["found"]

    def close(self) -> None:
        """End it."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait(10)


class Running:
    """The service, started; ``kill`` and ``restart`` keep port and folder. Use as a context manager."""

    def __init__(self, *, with_cast: bool = False, **settings: str) -> None:
        self._open = ExitStack()
        self.folder = Path(tempfile.mkdtemp(prefix="beside-running-"))
        self._open.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self._settings = {"BESIDE_MODE": "local", **self._stores(), **settings}
        self._server = Server(self.folder / "data", self.folder / "log", self._settings)
        self._world: World | None = None
        self._with_cast = with_cast
        self.cast: dict[str, str] = {}

    def __enter__(self) -> "Running":
        with ExitStack() as begun:
            begun.callback(self._open.close)
            if not self._settings["DATABASE_URL"]:
                prepared.lay(self._server.data)
            if self._with_cast:
                # Before it serves: a process remembers for two seconds how the organisation was set up.
                self.cast = self.world.ask("make")
            self._open.callback(self._server.stop)
            self._server.start()
            begun.pop_all()
        return self

    def __exit__(self, *problem: object) -> None:
        self._open.close()

    @property
    def url(self) -> str:
        """Where it serves."""
        return self._server.url

    @property
    def awake(self) -> bool:
        """Whether its process lives."""
        return bool(self._server.pid)

    @property
    def log(self) -> str:
        """What it wrote so far."""
        return self._server.log.read_text()

    @property
    def world(self) -> World:
        """Questions to its database."""
        if self._world is None:
            kept = {name: value for name, value in os.environ.items() if name not in _FORGOTTEN}
            place = {"BESIDE_DATA": str(self._server.data), "BESIDE_URL": self.url}
            self._world = World(kept | self._settings | place)
            self._open.callback(self._world.close)
        return self._world

    def kill(self) -> None:
        """End it as a power cut would."""
        self._server.kill()

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self._server.stop()

    def restart(self) -> None:
        """Serve again: same port, same folder."""
        self._server.start()

    def _stores(self) -> dict[str, str]:
        found = {"DATABASE_URL": "", "REDIS_URL": ""}
        if os.environ.get("DATABASE_URL"):
            found["DATABASE_URL"] = self._database(os.environ["DATABASE_URL"])
        if os.environ.get("REDIS_URL"):
            redis = Redis().start()
            self._open.callback(redis.stop)
            found["REDIS_URL"] = redis.url
        return found

    def _database(self, url: str) -> str:
        name = f"journey_{secrets.token_hex(4)}"
        prepared.lay_on(url, name)
        self._open.callback(self._drop, url, name)
        return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))

    @staticmethod
    def _drop(url: str, name: str) -> None:
        with psycopg.connect(url, autocommit=True) as line:
            line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
