"""Letting go of what was deleted, on the disk too."""

import logging

from django.db import DEFAULT_DB_ALIAS, connections

log = logging.getLogger(__name__)


def let_go() -> bool:
    """Bring SQLite's file up to date and empty the one beside it, so that nothing deleted is in either.

    New pages are written beside the file first (write-ahead log): a deleted row stays in the file itself until they
    are brought over, on a quiet service for days. True when it came to that; False where somebody was reading all
    the while, or inside of a transaction. On PostgreSQL nothing is done: when deleted rows leave its files is its own
    affair (docs/operating.md).
    """
    here = connections[DEFAULT_DB_ALIAS]
    if here.vendor != "sqlite":
        return True
    if here.in_atomic_block:
        return False
    with here.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _brought_over = cursor.fetchone()
    if busy:
        log.warning("what was deleted is still in the database's files, since somebody was reading; it is tried again")
    return not busy
