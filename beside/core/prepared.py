"""Questions asked on every page, compiled once.

Building the SQL of a small query costs the ORM several times what the database needs to answer it. A ``Prepared`` is
written with the ORM, so it follows the models, but built only the first time; later calls run the same SQL with other
values. Only for plain columns (numbers, texts, bytes): values come back as the database gives them.
"""

from collections.abc import Callable
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

# Stand-ins for the values, found again among the parameters of the built SQL. They fit into 32 bits: for a larger one
# Django knows that no row can match, and builds no SQL at all.
_FIRST_STAND_IN: Final = 2_111_222_000


class Prepared:
    """``Prepared(lambda a, b: Table.objects.filter(x=a, y=b).values_list("z"))``, then ``rows(1, 2)``.

    Values are whole numbers. Each database engine gets its own SQL.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], values: int = 1) -> None:
        self._build = build
        self._values = values
        self._built: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, *values: int) -> list[tuple[Any, ...]]:
        """The answer, a tuple for each row."""
        sql, parameters = self._built.get(connection.vendor) or self._compile()
        stand_ins = {_FIRST_STAND_IN + place: value for place, value in enumerate(values)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [stand_ins.get(given, given) for given in parameters])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _compile(self) -> tuple[str, tuple[Any, ...]]:
        given = [_FIRST_STAND_IN + place for place in range(self._values)]
        built: tuple[str, tuple[Any, ...]] = self._build(*given).query.sql_with_params()
        if not set(given) <= set(built[1]):
            raise ValueError("a value does not reach the database as it was given")
        self._built[connection.vendor] = built
        return built
