"""A mail server that keeps what it gets, so that a test can open the letter its person was sent."""

import email
import re
import time
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from beside.interfaces.cli.replay.server import free_port

_LINK = re.compile(r"http://\S+")


class Letters:
    """Started on a free port; ``link_to(address)`` waits for the next letter to someone and gives the link in it."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, str]] = []
        self._given: set[int] = set()
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()

    @property
    def settings(self) -> dict[str, str]:
        """What a service needs to send its letters here."""
        port = str(self._controller.port)
        return {"BESIDE_MAIL_HOST": "127.0.0.1", "BESIDE_MAIL_PORT": port, "BESIDE_MAIL_TLS": "false"}

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a letter."""
        content = envelope.content or b""
        letter = email.message_from_bytes(content if isinstance(content, bytes) else content.encode(), policy=default)
        body = letter.get_body(("plain",))
        text = body.get_content() if body is not None else ""
        self._kept.extend((to, text) for to in envelope.rcpt_tos)
        return "250 kept"

    def link_to(self, address: str, *, seconds: float = 30) -> str:
        """The link in the next letter to ``address``. The service sends what waits every few seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for number, (to, text) in enumerate(self._kept):
                if to == address and number not in self._given and (found := _LINK.search(text)):
                    self._given.add(number)
                    return found.group().rstrip(".")
            time.sleep(0.1)
        raise AssertionError(f"no letter with a link came to {address}")

    def close(self) -> None:
        """End it."""
        self._controller.stop()
