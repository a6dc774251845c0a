"""A transaction of a few plain statements, without what Django does around each of them.

On the path of every message Django's cursors, marks and savepoints cost more CPU than the database itself. Here it is
asked directly, on Django's own connection: SQLite statement by statement, PostgreSQL in a pipeline, so that only
answers are waited for and not each statement. Inside of another transaction, and while queries are being watched, the
same statements go through Django.
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
    """``ask(sql, values)``: the rows of the answer, none unless the SQL begins with SELECT.

    ``%s`` stands for a value; the SQL holds no other percent sign. What is wrong with a statement that has no answer
    may come out only when a later one is asked, or at the end.
    """

    def __call__(self, sql: str, values: Sequence[Any], /) -> list[tuple[Any, ...]]:
        """Run one statement."""


def transaction(work: Callable[[Ask], T]) -> T:
    """Do ``work`` in one transaction: all of it is on disk when this returns, or none of it.

    ``work`` may read through the ORM, but not begin a transaction. Raises what it raises, and ``django.db.Error``.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    if here.vendor not in _STRAIGHT or here.in_atomic_block or here.queries_logged or here.execute_wrappers:
        with through_django.atomic():
            return work(_ask_django)
    here.close_if_health_check_failed()
    here.ensure_connection()
    here.validate_thread_sharing()
    with here.wrap_database_errors:
        done: T = _STRAIGHT[here.vendor](here.connection, work)
    return done


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


def _on_postgres(line: psycopg.Connection[tuple[Any, ...]], work: Callable[[Ask], T]) -> T:
    def ask(sql: str, values: Sequence[Any], /) -> list[tuple[Any, ...]]:
        # Not Django's kind of cursor, which writes the values into the SQL by itself.
        cursor = psycopg.Cursor(line)
        cursor.execute(sql.encode(), values, prepare=True)
        return cursor.fetchall() if sql.startswith("SELECT") else []

    with line.pipeline(), line.transaction():
        return work(ask)


_STRAIGHT: Final[dict[str, Callable[..., Any]]] = {"sqlite": _on_sqlite, "postgresql": _on_postgres}


@lru_cache(maxsize=1_000)
def _marked(sql: str) -> str:
    return sql.replace("%s", "?")


def _ask_django(sql: str, values: Sequence[Any], /) -> list[tuple[Any, ...]]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall() if sql.startswith("SELECT") else []
    return rows
