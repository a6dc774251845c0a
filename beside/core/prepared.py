"""Questions asked on every page, compiled once.

Building the SQL of a small query costs the ORM several times what the database needs to answer it. A ``Prepared`` is
written with the ORM, so it follows the models, but built only the first time; later calls run the same SQL with other
values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models import query as orm

# Stand-ins for the values, found again among the parameters of the built SQL. They fit into 32 bits: for a larger one
# Django knows that no row can match, and builds no SQL at all.
_FIRST_STAND_IN: Final = 2_111_222_000
Row = TypeVar("Row", bound=Model)
# How the ORM itself fills in what ``select_related`` brought; its types differ between Django's versions.
_populators: Any = orm.get_related_populators


@dataclass(frozen=True, slots=True)
class _Built:
    """One question for one database engine, with the compiler that knows what its columns mean."""

    sql: str
    parameters: tuple[Any, ...]
    compiler: Any
    # For rows of a model: which columns are its own, and what makes values and related rows of the others.
    own: slice
    names: list[str]
    converters: Any
    related: list[Any]


def _built(compiler: Any, sql: str, parameters: Any) -> _Built:
    info, chosen = compiler.klass_info, compiler.select
    if info is None:
        return _Built(sql, tuple(parameters), compiler, slice(0, 0), [], {}, [])
    own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    return _Built(
        sql,
        tuple(parameters),
        compiler,
        own,
        [one[0].target.attname for one in chosen[own]],
        compiler.get_converters([one[0] for one in chosen]),
        _populators(info, chosen, connection.alias),
    )


class Prepared(Generic[Row]):
    """``Prepared(lambda a, b: Table.objects.filter(x=a, y=b), 2)``, then ``rows(1, 2)`` or ``objects(1, 2)``.

    Values are whole numbers; those whose places stand in ``texts`` are words. Each database engine gets its own SQL.
    """

    def __init__(self, build: Callable[..., QuerySet[Row, Any]], values: int = 1, texts: tuple[int, ...] = ()) -> None:
        self._build = build
        self._stand_ins: list[Any] = [
            f"stand-in {place}" if place in texts else _FIRST_STAND_IN + place for place in range(values)
        ]
        self._built: dict[str, _Built] = {}

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """The answer, a tuple for each row, as the database gives it: for plain columns (numbers, texts, bytes)."""
        return self._ask(self._compiled(), values)

    def objects(self, *values: Any) -> list[Row]:
        """The answer as model instances, with what the question's ``select_related`` brings along."""
        built = self._compiled()
        model: Any = built.compiler.klass_info["model"]
        rows: Any = self._ask(built, values)
        if built.converters:
            rows = built.compiler.apply_converters(rows, built.converters)
        found = []
        for row in rows:
            made = model.from_db(connection.alias, built.names, row[built.own])
            for one in built.related:
                one.populate(row, made)
            found.append(made)
        return found

    def first(self, *values: Any) -> Row | None:
        """The first of ``objects``; None where there is none."""
        return next(iter(self.objects(*values)), None)

    def _ask(self, built: _Built, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        given = dict(zip(self._stand_ins, values, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(built.sql, [given.get(one, one) for one in built.parameters])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _compiled(self) -> _Built:
        built = self._built.get(connection.vendor)
        if built is None:
            compiler: Any = self._build(*self._stand_ins).query.get_compiler(connection=connection)
            sql, parameters = compiler.as_sql()
            if not set(self._stand_ins) <= set(parameters):
                raise ValueError("a value does not reach the database as it was given")
            built = self._built[connection.vendor] = _built(compiler, sql, parameters)
        return built
