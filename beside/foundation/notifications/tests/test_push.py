"""Web push to a real receiver on this machine, over real TLS, opened with the browser's own keys."""

import base64
import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import http_ece
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from py_vapid import Vapid02
from pytest_django import Settings

from beside.foundation.accounts.models import Person
from beside.foundation.notifications import actions, jobs, kinds, push
from beside.foundation.notifications.models import Push, PushDevice, State
from conftest import ClientOf

pytestmark = pytest.mark.django_db
KIND = "test.pushed"
SECRET = b"sixteen bytes ok"


def plain(data: bytes) -> str:
    """Base64url without padding, as browsers write it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Receiver:
    """A push service with one browser behind it."""

    def __init__(self, folder: Path) -> None:
        self.status, self.heard = 201, list[tuple[dict[str, str], bytes]]()
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.trust = self._certificate(folder)
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.heard.append((dict(self.headers), body))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.trust)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def _certificate(self, folder: Path) -> str:
        key, name = (
            ec.generate_private_key(ec.SECP256R1()),
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")]),
        )
        start = datetime.now(UTC) - timedelta(days=1)
        made = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + timedelta(days=9))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
            .sign(key, hashes.SHA256())
        )
        held = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path = folder / "certificate.pem"
        path.write_bytes(held + made.public_bytes(serialization.Encoding.PEM))
        return str(path)

    @property
    def subscription(self) -> dict[str, str]:
        """What the browser would hand in."""
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        endpoint = f"https://127.0.0.1:{self.server.server_port}/push/abc"
        return {"endpoint": endpoint, "p256dh": plain(point), "auth": plain(SECRET)}


@pytest.fixture
def receiver(tmp_path: Path, settings: Settings) -> Iterator[Receiver]:
    """The receiver, allowed and trusted; and a kind of notice."""
    made = Receiver(tmp_path)
    settings.PUSH_TO_THIS_MACHINE, settings.PUSH_TRUST = True, made.trust
    kinds.register_kind(KIND, lambda data: f"{data['who']} wrote", lambda: "Someone wrote to you")
    yield made
    kinds._kinds.pop(KIND)
    made.server.shutdown()
    made.server.server_close()
    made.thread.join()


def test_a_push_is_sealed_for_the_browser_and_says_little(ada: Person, receiver: Receiver, client_of: ClientOf) -> None:
    assert client_of(ada).post("/settings/notices/browsers", receiver.subscription).status_code == 200
    actions.notify(ada, KIND, {"who": "Heron"}, "/talk/x")
    assert (jobs.send_pushes(), jobs.send_pushes()) == (1, 0)
    headers, body = receiver.heard[0]
    opened = http_ece.decrypt(body, private_key=receiver.key, auth_secret=SECRET, version="aes128gcm")
    assert json.loads(opened) == {"title": "Someone wrote to you"}
    assert Vapid02.verify(headers["Authorization"])
    assert push.public_key() in headers["Authorization"]
    assert Push.objects.get().state == State.SENT


def test_a_busy_service_is_asked_again_and_a_gone_browser_forgotten(
    ada: Person, receiver: Receiver, client_of: ClientOf
) -> None:
    client_of(ada).post("/settings/notices/browsers", receiver.subscription)
    actions.notify(ada, KIND, {"who": "Heron"})
    receiver.status = 503
    assert jobs.send_pushes() == 0
    waiting = Push.objects.get()
    assert (waiting.state, waiting.tries, waiting.last_error) == (State.WAITING, 1, "status 503")
    Push.objects.update(not_before=waiting.made_at)
    receiver.status = 410
    assert jobs.send_pushes() == 0
    assert not PushDevice.objects.exists() and not Push.objects.exists()


def test_one_ends_ones_own_browsers_only(ada: Person, cy: Person, receiver: Receiver, client_of: ClientOf) -> None:
    client_of(ada).post("/settings/notices/browsers", receiver.subscription)
    path = f"/settings/notices/browsers/{PushDevice.objects.get().pk}/end"
    assert client_of(cy).post(path).status_code == 404
    assert client_of(ada).post(path).status_code == 302
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://93.184.216.34/x", "https://127.0.0.1/x", "https://10.0.0.8/x", "https://169.254.169.254/x",
        "https://[::1]/x", "https://[::ffff:127.0.0.1]/x", "https://[fd00::1]/x", "https://[2002:7f00:1::]/x",
        "https://[64:ff9b::7f00:1]/x", "https://93.184.216.34:22/x", "https://a@93.184.216.34/x", "ftp://x", "", "https://",
        "https://" + "a" * 70 + ".example/x", "https://[x/",
    ],
)  # fmt: skip
def test_no_address_inside_a_network_is_called(
    endpoint: str, ada: Person, client_of: ClientOf, receiver: Receiver, settings: Settings
) -> None:
    settings.PUSH_TO_THIS_MACHINE = False
    sent = receiver.subscription | {"endpoint": endpoint}
    assert client_of(ada).post("/settings/notices/browsers", sent).status_code == 422
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize("wrong", [{"p256dh": "x"}, {"auth": "AAAA"}, {"p256dh": ""}])
def test_keys_must_be_keys(wrong: dict[str, str], ada: Person, client_of: ClientOf, receiver: Receiver) -> None:
    sent = receiver.subscription | wrong
    assert client_of(ada).post("/settings/notices/browsers", sent).status_code == 422


def test_the_worker_is_ours(ada: Person, client_of: ClientOf) -> None:
    assert client_of(ada).get("/push.js").headers["Content-Type"].startswith("text/javascript")
