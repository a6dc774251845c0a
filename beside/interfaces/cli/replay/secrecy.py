"""Can anything that was said be read in the database by someone who has only that?"""

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection

from beside.interfaces.cli.replay.meeting import Met

_SAMPLE: Final = 200
_LONG: Final = 24  # characters: enough that nothing else contains the same by accident
_ROWS: Final = 2_000


def sample(meetings: list[Met]) -> list[bytes]:
    """Pieces from the middle of long messages, spread over all conversations."""
    texts = [one.text for met in meetings for one in met.pair.recorded.said if len(one.text) >= 2 * _LONG]
    step = max(len(texts) // _SAMPLE, 1)
    return [text[len(text) // 2 - _LONG // 2 :][:_LONG].encode() for text in texts[::step]][:_SAMPLE]


def readable(meetings: list[Met]) -> list[str]:
    """Where said words lie open, a line each. Also says when the search could not have found anything."""
    # A talk's ref does lie open in its row: a search that misses it proves nothing.
    known = [met.talk.encode() for met in meetings[:1]]
    pieces = sample(meetings)
    found: set[bytes] = set()
    wrong = []
    for place, blob in _sqlite() if connection.vendor == "sqlite" else _postgresql():
        found |= {one for one in known if _has(blob, one)}
        open_ = sum(_has(blob, piece) for piece in pieces)
        if open_:
            wrong.append(f"{open_} pieces of messages can be read in {place}")
    if not found and known:
        wrong.append("the search through the database found not even what lies open in it")
    return wrong


def _has(blob: Any, piece: bytes) -> bool:
    return int(blob.find(piece)) >= 0


def _sqlite() -> Iterator[tuple[str, Any]]:
    """The database file and what lies beside it, as bytes."""
    database = Path(settings.DATABASES["default"]["NAME"])
    for path in sorted(database.parent.glob(f"{database.name}*")):
        if path.stat().st_size:
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as blob:
                yield path.name, blob


def _postgresql() -> Iterator[tuple[str, bytes]]:
    """Every column of every row, as bytes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name from the catalogue
            while rows := cursor.fetchmany(_ROWS):
                yield table, b"\n".join(_bytes(value) for row in rows for value in row)


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
