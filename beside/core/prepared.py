"""Questions asked on every page, compiled once.

Building the SQL of a small query costs the ORM several times what the database needs to answer it. A ``Prepared`` is
written with the ORM, so it follows the models, but built only the first time; later calls run the same SQL with other
values.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX
from django.db.models import Model, QuerySet
from django.db.models import query as orm

# Stand-ins for the values, found again among the parameters of the built SQL. They fit into 32 bits: for a larger one
# Django knows that no row can match, and builds no SQL at all.
_FIRST_STAND_IN: Final = 2_111_222_000
_FIRST_DAY: Final = date(2_111, 2, 22)
Row = TypeVar("Row", bound=Model)
# How the ORM itself fills in what ``select_related`` brought; its types differ between Django's versions.
_populators: Any = orm.get_related_populators


@dataclass(frozen=True, slots=True)
class _Built:
    """One question for one database engine, with the compiler that knows what its columns mean."""

    sql: str
    # The same as SQLite takes it, where that is the engine: Django would put every "%s" into "?" anew each time.
    sqlite: str
    # Each parameter is a constant, or the place of the value that goes there.
    parameters: tuple[tuple[int | None, Any], ...]
    # How this engine takes the value in each place: moments and days may have to be put into words.
    takes: tuple[Callable[[Any], Any] | None, ...]
    compiler: Any
    # For rows of a model: which columns are its own, and what makes values and related rows of the others.
    own: slice
    names: list[str]
    converters: Any
    related: list[Any]


# Django's ``connection`` looks itself up anew at each touch; a question touches it ten times, a twentieth of a page.
def _here() -> Any:
    return connections[DEFAULT_DB_ALIAS]


def _straight(connection: Any, sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    """Ask SQLite itself, with all that Django looks after on the way but its log of queries."""
    connection.ensure_connection()
    connection.validate_thread_sharing()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        rows: list[tuple[Any, ...]] = connection.connection.execute(sql, parameters).fetchall()
    return rows


class Prepared(Generic[Row]):
    """``Prepared(lambda a, b: Table.objects.filter(x=a, y=b), 2)``, then ``rows(1, 2)`` or ``objects(1, 2)``.

    Values are whole numbers; those whose places stand in ``texts`` are words, in ``moments`` moments, in ``days`` days.
    Each database engine gets its own SQL.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Row, Any]],
        values: int = 1,
        texts: Iterable[int] = (),
        moments: Iterable[int] = (),
        days: Iterable[int] = (),
    ) -> None:
        self._build = build
        self._moments, self._days = frozenset(moments), frozenset(days)
        self._stand_ins = [self._stand_in(place, frozenset(texts)) for place in range(values)]
        self._built: dict[str, _Built] = {}

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """The answer, a tuple for each row, as the database gives it: for plain columns (numbers, texts, bytes)."""
        here = _here()
        return self._ask(here, self._compiled(here), values)

    def read(self, *values: Any) -> list[tuple[Any, ...]]:
        """The same as the ORM would give it: moments and days, too."""
        here = _here()
        built = self._compiled(here)
        return [tuple(row) for row in self._converted(built, self._ask(here, built, values))]

    def objects(self, *values: Any) -> list[Row]:
        """The answer as model instances, with what the question's ``select_related`` brings along."""
        here = _here()
        built = self._compiled(here)
        model: Any = built.compiler.klass_info["model"]
        found = []
        for row in self._converted(built, self._ask(here, built, values)):
            made = model.from_db(here.alias, built.names, row[built.own])
            for one in built.related:
                one.populate(row, made)
            found.append(made)
        return found

    def first(self, *values: Any) -> Row | None:
        """The first of ``objects``; None where there is none."""
        return next(iter(self.objects(*values)), None)

    def _converted(self, built: _Built, rows: list[tuple[Any, ...]]) -> Iterable[Any]:
        found: Iterable[Any] = built.compiler.apply_converters(rows, built.converters) if built.converters else rows
        return found

    def _stand_in(self, place: int, texts: frozenset[int]) -> Any:
        if place in texts:
            return f"stand-in {place}"
        if place in self._days:
            return _FIRST_DAY + timedelta(days=place)
        if place in self._moments:
            return datetime(_FIRST_DAY.year, 1, 1, 0, place, tzinfo=UTC)
        return _FIRST_STAND_IN + place

    def _takes(self, connection: Any, place: int) -> Callable[[Any], Any] | None:
        takes: Callable[[Any], Any] | None = None
        if place in self._days:
            takes = connection.ops.adapt_datefield_value
        elif place in self._moments:
            takes = connection.ops.adapt_datetimefield_value
        return takes

    def _ask(self, connection: Any, built: _Built, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        given = [take(value) if take else value for take, value in zip(built.takes, values, strict=True)]
        parameters = [constant if place is None else given[place] for place, constant in built.parameters]
        if built.sqlite and not connection.queries_logged and not connection.execute_wrappers:
            return _straight(connection, built.sqlite, parameters)
        with connection.cursor() as cursor:
            cursor.execute(built.sql, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _compiled(self, connection: Any) -> _Built:
        built = self._built.get(connection.vendor)
        if built is None:
            compiler: Any = self._build(*self._stand_ins).query.get_compiler(connection=connection)
            sql, parameters = compiler.as_sql()
            built = self._built[connection.vendor] = self._made(connection, compiler, sql, parameters)
        return built

    def _made(self, connection: Any, compiler: Any, sql: str, parameters: Iterable[Any]) -> _Built:
        takes = tuple(self._takes(connection, place) for place in range(len(self._stand_ins)))
        places = {
            take(stand_in) if take else stand_in: place
            for place, (take, stand_in) in enumerate(zip(takes, self._stand_ins, strict=True))
        }
        bound = tuple((places.get(one), one) for one in parameters)
        if {place for place, _constant in bound if place is not None} != set(range(len(self._stand_ins))):
            raise ValueError("a value does not reach the database as it was given")
        sqlite = FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%") if connection.vendor == "sqlite" else ""
        info, chosen = compiler.klass_info, compiler.select
        converters = compiler.get_converters([one[0] for one in chosen])
        if info is None:
            return _Built(sql, sqlite, bound, takes, compiler, slice(0, 0), [], converters, [])
        own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = [one[0].target.attname for one in chosen[own]]
        related = _populators(info, chosen, connection.alias)
        return _Built(sql, sqlite, bound, takes, compiler, own, names, converters, related)


class Among(Generic[Row]):
    """The same about some of many: ``Among(lambda some, a: Table.objects.filter(x=a, ref__in=some), 1, texts=True)``.

    ``some`` comes first, when it is built and when it is asked; ``texts``: they are words. The values after it are
    whole numbers, or moments where their places stand in ``moments``.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Row, Any]],
        values: int = 0,
        *,
        texts: bool = False,
        moments: Iterable[int] = (),
    ) -> None:
        self._build, self._values, self._texts, self._moments = build, values, texts, tuple(moments)
        self._sizes: dict[int, Prepared[Row]] = {}

    def rows(self, some: Iterable[Any], *values: Any) -> list[tuple[Any, ...]]:
        """The answer, a tuple for each row, as the database gives it."""
        wanted = set(some)
        return self._of(wanted).rows(*self._filled(wanted), *values) if wanted else []

    def objects(self, some: Iterable[Any], *values: Any) -> list[Row]:
        """The answer as model instances."""
        wanted = set(some)
        return self._of(wanted).objects(*self._filled(wanted), *values) if wanted else []

    def _filled(self, wanted: set[Any]) -> list[Any]:
        """As many as the question has room for; the last one again fills what is left."""
        found = sorted(wanted)
        return found + [found[-1]] * (_size(len(found)) - len(found))

    def _of(self, wanted: set[Any]) -> Prepared[Row]:
        size = _size(len(wanted))
        if size not in self._sizes:
            self._sizes[size] = Prepared(
                lambda *given: self._build(given[:size], *given[size:]),
                size + self._values,
                texts=range(size) if self._texts else (),
                moments=[size + place for place in self._moments],
            )
        return self._sizes[size]


def _size(count: int) -> int:
    """A few sizes only, so that few questions are built."""
    return 1 << (count - 1).bit_length()
