"""A transaction of a few plain statements, without what Django does around each of them.

On the path of every message Django's cursors, marks and savepoints cost more CPU than the database itself. Here it is
asked directly, on Django's own connection: SQLite statement by statement (``transaction``), PostgreSQL with one
(``statement``), since there each is waited for. Inside of another transaction, and while queries are being watched,
the same statements go through Django.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from sqlite3 import Connection
from typing import Any, Final, Protocol, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db import transaction as through_django

T = TypeVar("T")
# As the settings say for every transaction: a writer waits for its turn at the start.
_BEGIN: Final = "BEGIN IMMEDIATE"


class Ask(Protocol):
    """``ask(sql, values)``: the rows of the answer. ``%s`` stands for a value; the SQL holds no other percent sign."""

    def __call__(self, sql: str, values: Sequence[Any], /) -> list[tuple[Any, ...]]:
        """Run one statement."""


def transaction(work: Callable[[Ask], T]) -> T:
    """Do ``work`` in one transaction: all of it is on disk when this returns, or none of it.

    ``work`` may read through the ORM, but not begin a transaction. Raises what it raises, and ``django.db.Error``.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    if here.vendor != "sqlite" or _watched(here):
        with through_django.atomic():
            return work(_ask_django)
    _make_ready(here)
    with here.wrap_database_errors:
        return _on_sqlite(here.connection, work)


def statement(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one statement that is a transaction of its own, and return its rows. Raises ``django.db.Error``.

    PostgreSQL keeps its plan. Inside of another transaction it can fail alone.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    if here.vendor != "postgresql" or _watched(here):
        with through_django.atomic():
            return _ask_django(sql, values)
    _make_ready(here)
    with here.wrap_database_errors:
        # Not Django's kind of cursor, which writes the values into the SQL by itself.
        cursor = psycopg.Cursor(here.connection)
        cursor.execute(sql.encode(), values, prepare=True)
        return cursor.fetchall() if cursor.description else []


def _watched(here: Any) -> bool:
    """Inside of another transaction, or while queries are looked at."""
    return bool(here.in_atomic_block or here.queries_logged or here.execute_wrappers)


def _make_ready(here: Any) -> None:
    """What Django does before each query."""
    here.close_if_health_check_failed()
    here.ensure_connection()
    here.validate_thread_sharing()


def _on_sqlite(sqlite: Connection, work: Callable[[Ask], T]) -> T:
    def ask(sql: str, values: Sequence[Any], /) -> list[tuple[Any, ...]]:
        return sqlite.execute(_marked(sql), values).fetchall()

    sqlite.execute(_BEGIN)
    try:
        done = work(ask)
        sqlite.execute("COMMIT")
    except BaseException:
        if sqlite.in_transaction:
            sqlite.execute("ROLLBACK")
        raise
    return done


@lru_cache(maxsize=1_000)
def _marked(sql: str) -> str:
    return sql.replace("%s", "?")


def _ask_django(sql: str, values: Sequence[Any], /) -> list[tuple[Any, ...]]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
    return rows
