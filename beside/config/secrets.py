"""The service's own secrets: made on first run, kept in a file only its owner can read."""

import json
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from beside.core import crypto


@dataclass(frozen=True, slots=True)
class Secrets:
    """``django`` signs cookies and links; ``master`` (32 bytes) locks the keys of people."""

    django: str
    master: bytes


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
        return Secrets(django=held["django"], master=bytes.fromhex(held["master"]))
    except (OSError, ValueError, KeyError) as error:
        raise UnsafeSecrets(f"{path} cannot be used ({error}). Put back your copy of it.") from error


def _create(path: Path) -> None:
    """Write the file whole under another name, then link it into place: two first starts cannot make two keys."""
    if path.exists():
        return
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    content = json.dumps({"django": secrets.token_urlsafe(50), "master": crypto.new_key().hex()})
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
