"""A service of our own for a while: started on a free port, stopped, killed, started again."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

_LONGEST_START = 240.0  # seconds: a busy machine lays the tables of a new folder slowly


class NotServing(RuntimeError):
    """The service did not start; the message carries the end of its log."""


def free_port() -> int:
    """A TCP port that is free now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def answers(url: str, *, seconds: float = 2.0) -> int:
    """The status of ``/healthz`` there; 0 when nothing answers."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=seconds)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()


class Server:
    """``beside run`` in a process of its own, on this machine."""

    def __init__(self, data: Path, log: Path, settings: Mapping[str, str] | None = None) -> None:
        self.data, self.log = data, log
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its number; 0 when it does not run."""
        return self._process.pid if self._process and self._process.poll() is None else 0

    def start(self) -> "Server":
        """Start it and wait until it answers. Raises ``NotServing``."""
        environment = {
            name: value for name, value in os.environ.items() if name not in ("BESIDE_URL", "DJANGO_SETTINGS_MODULE")
        }
        environment |= {"BESIDE_DATA": str(self.data), "BESIDE_PORT": str(self.port), "BESIDE_HOST": "127.0.0.1"}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "beside", "run"],
                env=environment | self._settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=Path(__file__).resolve().parents[4],
            )
        until = time.monotonic() + _LONGEST_START
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            if answers(self.url):
                return self
            time.sleep(0.1)
        self.kill()
        raise NotServing(f"Beside did not start. The end of its log:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
