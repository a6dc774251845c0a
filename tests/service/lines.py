"""A page's live line, as a test holds it."""

import http.client
import json
from contextlib import ExitStack
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from beside.interfaces.cli.replay.server import Server

PATIENCE = 15  # seconds for one answer


class Line:
    """An open line of someone of the cast."""

    def __init__(self, server: Server, cookie: str, origin: str | None = "") -> None:
        self.events: list[dict[str, Any]] = []
        self._asked = 0
        self._open = ExitStack()
        opening = connect(
            server.url.replace("http", "ws", 1) + "/live",
            origin=Origin(server.url) if origin == "" else Origin(origin) if origin else None,
            additional_headers={"Cookie": cookie} if cookie else None,
            compression=None,
            max_size=2**20,
            open_timeout=PATIENCE,
            proxy=None,
        )
        self.socket = self._open.enter_context(opening)

    def __enter__(self) -> "Line":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Go."""
        self._open.close()

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        """The answer to a frame; events that come before it are kept."""
        self._asked += 1
        return self.ask_raw(json.dumps({"id": self._asked, "do": do, **given}), self._asked)

    def ask_raw(self, text: str, number: int | None = None) -> dict[str, Any]:
        """The same for text that may be no frame at all."""
        self.socket.send(text)
        while True:
            said: dict[str, Any] = json.loads(self.socket.recv(timeout=PATIENCE))
            if "re" in said and said["re"] == number:
                return said
            self.events.append(said)

    def hear(self, on: str) -> dict[str, Any]:
        """The next event of a kind."""
        while True:
            for place, event in enumerate(self.events):
                if event.get("on") == on:
                    return self.events.pop(place)
            self.events.append(json.loads(self.socket.recv(timeout=PATIENCE)))

    def closed_with(self) -> int:
        """Wait until the other side closes; its code."""
        try:
            while True:
                self.socket.recv(timeout=PATIENCE)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0


def sign_out(port: int, cookie: str) -> int:
    """Sign a session out as its page does; the status of the answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", "/accounts/logout/", headers={"Cookie": cookie})
    answer = line.getresponse()
    answer.read()
    token = SimpleCookie(answer.headers["Set-Cookie"])["beside-csrf"].value
    headers = {
        "Cookie": f"{cookie}; beside-csrf={token}",
        "X-CSRFToken": token,
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Length": "0",
    }
    line.request("POST", "/accounts/logout/", headers=headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status
