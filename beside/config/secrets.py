"""The service's own secrets: made on first run, kept in a file only its owner can read."""

import fcntl
import json
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from beside.core import crypto


@dataclass(frozen=True, slots=True)
class Secrets:
    """``django`` signs cookies and links; ``master`` (32 bytes) locks the keys of people; ``push`` (32 bytes) is the
    private half of the key by which push services know us.
    """

    django: str
    master: bytes
    push: bytes


class UnsafeSecrets(SystemExit):
    """The file can be read by others, or is not ours to read."""


def load(folder: Path) -> Secrets:
    """Read ``folder/secrets.json``, made now if it is not there. Raises ``UnsafeSecrets``.

    Losing this file loses every private text for good: docs/operating.md tells the operator to back it up apart.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "secrets.json"
    _create(path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeSecrets(f"{path} can be read by others. Make it yours alone: chmod 600 {path}")
    try:
        held = json.loads(path.read_text())
        if "push" not in held:
            held = _with_push_key(path)
        return Secrets(held["django"], bytes.fromhex(held["master"]), bytes.fromhex(held["push"]))
    except (OSError, ValueError, KeyError) as error:
        raise UnsafeSecrets(f"{path} cannot be used ({error}). Put back your copy of it.") from error


def _create(path: Path) -> None:
    """Write the file whole under another name, then link it into place: two first starts cannot make two keys."""
    if path.exists():
        return
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    _write(draft, {"django": secrets.token_urlsafe(50), "master": crypto.new_key().hex(), "push": _push_key()})
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _push_key() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return number.to_bytes(32).hex()


def _with_push_key(path: Path) -> dict[str, str]:
    """A file from before there were pushes gains a key; of several that start at once, one writes."""
    with path.open() as watched:
        fcntl.flock(watched, fcntl.LOCK_EX)
        held: dict[str, str] = json.loads(path.read_text())
        if "push" not in held:
            held["push"] = _push_key()
            draft = path.with_suffix(f".{secrets.token_hex(4)}")
            _write(draft, held)
            draft.replace(path)
        return held


def _write(draft: Path, held: dict[str, str]) -> None:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(json.dumps(held))
        file.flush()
        os.fsync(file.fileno())
