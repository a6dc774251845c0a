"""Letters through a real mail server on this machine, and without one."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from beside.core.clock import now
from beside.foundation.notifications import actions, jobs
from beside.foundation.notifications.models import Letter, State

pytestmark = pytest.mark.django_db


@dataclass
class Box:
    """What the mail server took; it refuses addresses that begin with "no"."""

    taken: list[bytes] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if address.startswith("no"):
            return "550 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a letter."""
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        return "250 OK"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def server(settings: Settings) -> Iterator[Box]:
    """A mail server on loopback that the settings point to."""
    box, port = Box(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield box
    controller.stop()


def test_letters_are_sent_once_and_forgotten(server: Box) -> None:
    actions.keep_letter("ada@example.org", "Someone wrote to you\nBcc: cy@example.org", "Sign in to see it: café")
    assert jobs.send_letters() == 1
    assert jobs.send_letters() == 0
    assert not Letter.objects.exists()
    letter = message_from_bytes(server.taken[0], policy=policy.default)
    assert letter["To"] == "ada@example.org"
    assert letter["Bcc"] is None
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "café" in letter.get_content()


def test_one_refused_letter_does_not_hold_up_others(server: Box) -> None:
    actions.keep_letter("nobody@example.org", "One", "One")
    actions.keep_letter("ada@example.org", "Two", "Two")
    assert jobs.send_letters() == 1
    left = Letter.objects.get()
    assert (left.to, left.tries, left.taken_until) == ("nobody@example.org", 1, None)
    assert left.not_before > now()


def test_a_mail_server_that_is_away_loses_nothing(settings: Settings, time_machine: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    actions.keep_letter("ada@example.org", "One", "One")
    assert jobs.send_letters() == 0
    assert Letter.objects.get().tries == 1
    assert jobs.send_letters() == 0
    assert Letter.objects.get().tries == 1
    # It goes on for days, and when the server is back nothing was lost.
    for _try in range(10):
        time_machine.move_to(now() + timedelta(hours=2))  # type: ignore[attr-defined]
        assert jobs.send_letters() == 0
    letter = Letter.objects.get()
    assert (letter.state, letter.away, letter.tries, letter.to) == (State.WAITING, True, 11, "ada@example.org")
    time_machine.move_to(now() + timedelta(days=3))  # type: ignore[attr-defined]
    jobs.send_letters()
    assert Letter.objects.get().state == State.GIVEN_UP
    time_machine.move_to(now() + timedelta(days=8))  # type: ignore[attr-defined]
    assert jobs.forget_ended() == 1


def test_a_letter_another_sender_holds_is_left_alone_until_it_died(
    mailoutbox: list[object], time_machine: object
) -> None:
    actions.keep_letter("ada@example.org", "One", "One")
    Letter.objects.update(taken_until=now() + timedelta(minutes=5))
    assert jobs.send_letters() == 0
    time_machine.move_to(now() + timedelta(minutes=6))  # type: ignore[attr-defined]
    assert jobs.send_letters() == 1
    assert len(mailoutbox) == 1
