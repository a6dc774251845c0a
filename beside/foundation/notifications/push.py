"""Web push: where a browser may be reached, and telling it, encrypted for it alone (RFC 8030, 8291, 8292)."""

import base64
import http.client
import ipaddress
import json
import logging
import socket
import ssl
from typing import Final
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPusher

from beside.foundation.notifications import outbox
from beside.foundation.notifications.models import Push

log = logging.getLogger(__name__)
_SECONDS: Final = 10
# How long a push service keeps it for a browser that is off.
_KEPT_SECONDS: Final = 24 * 3600
_LONGEST: Final = 1000
_HEARD: Final = frozenset({200, 201, 202, 204})
_GONE: Final = frozenset({404, 410})


class Refused(ValueError):
    """An address or a key that no browser of a member's would give us."""


def public_key() -> str:
    """What a browser needs to know of us: the uncompressed point, base64url without padding."""
    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def check(endpoint: str, p256dh: str, auth: str) -> None:
    """Raise ``Refused`` unless these are an https address out in the world, a P-256 point and sixteen bytes."""
    reach(endpoint)
    try:
        point, secret = _plain(p256dh), _plain(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise Refused("keys") from error
    if len(point) != 65 or len(secret) != 16:
        raise Refused("keys")


def _plain(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def reach(endpoint: str) -> tuple[SplitResult, str, int]:
    """The address in parts, and the number and port to call. Raises ``Refused``; ``OSError`` where no name server
    answers.

    Every number behind the name must be out in the world: otherwise a member could have us knock inside this network.
    The number found here is the one called, so a name cannot change its mind in between.
    """
    parts = _parts(endpoint)
    port = parts.port or 443
    try:
        answers = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise Refused("address") from error
    found = {str(info[4][0]) for info in answers}
    if not settings.PUSH_TO_THIS_MACHINE and not all(_out_in_the_world(number) for number in found):
        raise Refused("not out in the world")
    return parts, sorted(found)[0], port


def _parts(endpoint: str) -> SplitResult:
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError as error:
        raise Refused("address") from error
    plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint and len(endpoint) <= _LONGEST
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or not plain:
        raise Refused("address")
    if port not in (None, 443) and not settings.PUSH_TO_THIS_MACHINE:
        raise Refused("address")
    return parts


def _out_in_the_world(number: str) -> bool:
    address = ipaddress.ip_address(number.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        # Addresses that carry an old one inside lead to where that one leads.
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inside is not None:
            return inside.is_global
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return ipaddress.IPv4Address(address.packed[-4:]).is_global
    return address.is_global and not address.is_multicast


def deliver(row: Push) -> int:
    """Tell one browser; 1 where its push service took it. A browser that is gone is forgotten."""
    kind = outbox.kind_for(row)
    if kind is None or kind.subject is None:
        outbox.give_up(row, "UnknownKind")
        return 0
    try:
        status = _post(row, json.dumps({"title": kind.subject()}).encode(), urgent=kind.urgent)
    except Refused as error:
        log.warning("a browser's address is not one to call any more")
        outbox.give_up(row, type(error).__name__)
        return 0
    except (OSError, http.client.HTTPException) as error:
        outbox.later(row, type(error).__name__, away=True)
        return 0
    if status in _GONE:
        row.device.delete()
        return 0
    if status not in _HEARD:
        outbox.later(row, f"status {status}", away=status >= 500 or status == 429)
        return 0
    outbox.sent(row)
    return 1


def _post(row: Push, words: bytes, *, urgent: bool) -> int:
    parts, number, port = reach(row.device.endpoint)
    keys = {"p256dh": row.device.p256dh, "auth": row.device.auth}
    body = WebPusher({"endpoint": row.device.endpoint, "keys": keys}).encode(words)["body"]
    claims = {"aud": f"https://{parts.netloc}", "sub": _who_to_ask()}
    headers = Vapid02(_key()).sign(claims) | {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(_KEPT_SECONDS),
        "Urgency": "high" if urgent else "normal",
    }
    line = _Line(str(parts.hostname), number, port)
    try:
        line.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        return line.getresponse().status
    finally:
        line.close()


def _who_to_ask() -> str:
    url: str = settings.ENV.public_url
    return url if url.startswith("https://") and ":" not in url[8:] else f"mailto:{settings.DEFAULT_FROM_EMAIL}"


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(settings.PUSH_KEY), ec.SECP256R1())


class _Line(http.client.HTTPSConnection):
    """An https line to a number that was looked at, under the name it was found by; follows no redirect, no proxy."""

    def __init__(self, name: str, number: str, port: int) -> None:
        self._trust = ssl.create_default_context(cafile=settings.PUSH_TRUST)
        super().__init__(name, port, timeout=_SECONDS, context=self._trust)
        self._number = number

    def connect(self) -> None:
        """Call the number; the certificate must be for the name."""
        plain = socket.create_connection((self._number, self.port), _SECONDS)
        self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
