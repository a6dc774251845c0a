"""PostgreSQL and Redis on folders and ports of their own, and the service itself, for tests."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from beside.interfaces.cli.replay.server import Server, free_port
from tests import prepared

ROOT = Path(__file__).parents[1]
Prefix = list[str]


class Missing(RuntimeError):
    """A program that these tests need is not on this machine."""


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise Missing("PostgreSQL is not here: apt-get install postgresql")
    return found[-1]


class Postgres:
    """A PostgreSQL server with durability as in production (fsync on), listening on 127.0.0.1 only."""

    def __init__(self) -> None:
        self._programs = _programs()
        self.folder = Path(tempfile.mkdtemp(prefix="beside-postgresql-"))
        self.port = free_port()
        # PostgreSQL refuses to run as root; Debian's package makes a user for it.
        self._as: Prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres") -> str:
        """How to reach one of its databases."""
        return f"postgresql://beside:beside@127.0.0.1:{self.port}/{database}"

    def start(self) -> "Postgres":
        """Make the cluster and serve."""
        if self._as:
            shutil.chown(self.folder, "postgres")
        password = self.folder / "password"
        password.write_text("beside")
        password.chmod(0o644)
        self._do("initdb", "-D", str(self.folder / "data"), "-U", "beside", "-E", "UTF8", "--locale=C.UTF-8",
                 "-A", "scram-sha-256", f"--pwfile={password}")  # fmt: skip
        return self.serve()

    def serve(self) -> "Postgres":
        """Serve; again after ``kill`` from the same folder on the same port."""
        self._process = subprocess.Popen(
            [*self._as, str(self._programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port),
             "-k", str(self.folder), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip
        _until(self._answers, "PostgreSQL")
        return self

    def make_database(self, name: str) -> str:
        """A new empty database; its url."""
        with psycopg.connect(self.url(), autocommit=True) as line:
            line.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def make_migrated(self, name: str) -> str:
        """A new database with all tables in it; its url."""
        prepared.lay_on(self.url(), name)
        return self.url(name)

    def kill(self) -> None:
        """End it at once, as a machine does that fails: nobody's transaction comes to its end."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        """End it and remove its folder."""
        self._end(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            postmaster = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
            os.kill(postmaster, how)
            self._process.wait(30)
            self._process = None

    def _do(self, program: str, *given: str) -> None:
        done = subprocess.run([*self._as, str(self._programs / program), *given], capture_output=True, cwd="/")
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode()}")

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


class Redis:
    """A Redis server that keeps nothing on disk."""

    def __init__(self) -> None:
        if shutil.which("redis-server") is None:
            raise Missing("Redis is not here: apt-get install redis-server")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Redis":
        """Serve; again after ``kill`` on the same port."""
        self._process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        _until(self._answers, "Redis")
        return self

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    stop = kill

    def _answers(self) -> bool:
        import redis

        try:
            with redis.Redis.from_url(self.url) as line:
                return bool(line.ping())
        except redis.RedisError:
            return False


def _until(holds: Callable[[], bool], name: str) -> None:
    until = time.monotonic() + 30
    while not holds():
        if time.monotonic() > until:
            raise RuntimeError(f"{name} did not start")
        time.sleep(0.05)


class House:
    """A data folder (and stores) of its own with the cast in it, and any number of processes that serve it."""

    def __init__(self, settings: dict[str, str] | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="beside-house-"))
        self.data = self.folder / "data"
        self.settings = {"DATABASE_URL": "", "REDIS_URL": "", "BESIDE_TEST_SERVICES": "", **(settings or {})}
        self.servers: list[Server] = []
        if not self.settings["DATABASE_URL"]:
            prepared.lay(self.data)
        self.cast: dict[str, Any] = self.do("tests.cast", "make")

    def do(self, module: str, *given: str) -> Any:
        """Run a module of ours on this folder, in a process of its own; the JSON it prints."""
        done = subprocess.run(
            [sys.executable, "-m", module, *given],
            env={**self._environment(), **self.settings, "BESIDE_DATA": str(self.data)},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None

    def serve(self, **settings: str) -> Server:
        """One more process that serves."""
        log = self.folder / f"log-{len(self.servers)}"
        server = Server(self.data, log, {**self.settings, **settings})
        self.servers.append(server)
        return server.start()

    def get(self, server: Server, path: str, who: str) -> tuple[int, Any]:
        """Ask the API as someone of the cast."""
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        try:
            line.request("GET", path, headers={"Authorization": f"Bearer {self.cast[who]['token']}"})
            answer = line.getresponse()
            body = answer.read()
            return answer.status, json.loads(body) if answer.status == 200 else None
        finally:
            line.close()

    def close(self) -> None:
        """End all of it."""
        for server in self.servers:
            server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _environment() -> dict[str, str]:
        dropped = ("DJANGO_SETTINGS_MODULE", "BESIDE_URL", "BESIDE_DATA")
        return {name: value for name, value in os.environ.items() if name not in dropped}


@contextmanager
def house(settings: dict[str, str] | None = None) -> Iterator[House]:
    """A house for the length of a block."""
    made = House(settings)
    try:
        yield made
    finally:
        made.close()
