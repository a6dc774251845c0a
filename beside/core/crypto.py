"""Authenticated encryption of small texts, and of the keys that lock them.

AES-256-GCM from the ``cryptography`` library. A sealed value is
 ``version (1 byte) + nonce (12) + ciphertext + tag (16)``.
The context is authenticated but not stored: a row moved to another place or person no longer opens.
With random 96-bit nonces a key stays safe for about 2**32 texts (NIST SP 800-38D, 8.3); a person writes far fewer.
"""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12


class Unreadable(Exception):
    """The value was changed, belongs elsewhere, or was locked with another key."""


class Box:
    """A lock with one key; safe to share between threads."""

    __slots__ = ("_aead",)

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Lock ``plain`` to ``context``."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._aead.encrypt(nonce, plain, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """The text that was locked to ``context``. Raises ``Unreadable``."""
        if sealed[:1] != _VERSION:
            raise Unreadable("unknown version")
        try:
            return self._aead.decrypt(sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :], context)
        except InvalidTag as error:
            raise Unreadable("wrong key, context or content") from error


def new_key() -> bytes:
    """A fresh 256-bit key."""
    return os.urandom(KEY_BYTES)


def digest(secret: str) -> str:
    """What is kept of a high-entropy secret (token, invitation): its SHA-256, in hex. Not for passwords."""
    return hashlib.sha256(secret.encode()).hexdigest()
