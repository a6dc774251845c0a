"""Moving an organisation from SQLite to PostgreSQL: everything in one transaction, or nothing.

Only rows move. ``secrets.json`` stays in the data folder and goes on unlocking them: the service must keep that folder.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder

_SOURCE: Final = "moved_from"
_BATCH: Final = 1_000
# What migrating an empty database writes by itself; replaced by the rows that are moved.
_MADE_BY_MIGRATING: Final = {"django_content_type", "auth_permission", "django_site"}


def run(source: Path) -> None:
    """Copy all tables of a SQLite file into the empty database of DATABASE_URL, or end the command, nothing changed."""
    if connection.vendor != "postgresql":
        raise click.ClickException("Set DATABASE_URL to the PostgreSQL database to move to.")
    connections.databases[_SOURCE] = {
        **connections.databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{source.resolve().as_uri()}?mode=ro",
        "OPTIONS": {"uri": True},
    }
    try:
        _check(source)
        tables = _in_order(_models())
        _refuse_full(tables)
        with transaction.atomic(), click.progressbar(tables, label="Moving") as bar:
            moved = sum(_move(model) for model in bar)
            _reset_sequences(tables)
            _compare(tables)
    finally:
        connections[_SOURCE].close()
        del connections.databases[_SOURCE]
    click.echo(f"Moved {moved:,} rows of {len(tables)} tables. Keep the data folder: its secrets.json unlocks them.")


def _check(source: Path) -> None:
    """The file is a Beside database of this very version."""
    try:
        held = set(MigrationRecorder(connections[_SOURCE]).applied_migrations())
    except DatabaseError as error:
        raise click.ClickException(f"{source} is not a database that can be read ({error}).") from None
    call_command("migrate", interactive=False, verbosity=0)
    if held != set(MigrationRecorder(connection).applied_migrations()):
        raise click.ClickException(
            f"{source} is of another version. Start this version on it once (make run), stop it, and move then."
        )


def _models() -> list[type[models.Model]]:
    """Everything with a table of its own, tables that only link two others included."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _in_order(all_models: list[type[models.Model]]) -> list[type[models.Model]]:
    """What is pointed at before what points at it.

    Where two point at each other any order will do: Django's foreign keys are checked when the transaction ends.
    """
    known = set(all_models)
    ordered: dict[type[models.Model], None] = {}
    under_way: set[type[models.Model]] = set()

    def visit(model: type[models.Model]) -> None:
        if model in ordered or model in under_way or model not in known:
            return
        under_way.add(model)
        for field in model._meta.concrete_fields:
            if isinstance(field.related_model, type):
                visit(field.related_model)
        ordered[model] = None

    for model in all_models:
        visit(model)
    return list(ordered)


def _refuse_full(tables: list[type[models.Model]]) -> None:
    full = [
        model._meta.db_table
        for model in tables
        if model._meta.db_table not in _MADE_BY_MIGRATING and model._base_manager.exists()
    ]
    if full:
        raise click.ClickException(
            f"The database to move to is not empty ({', '.join(full[:5])}). Nothing was changed; give an empty one."
        )


def _move(model: type[models.Model]) -> int:
    if model._meta.db_table in _MADE_BY_MIGRATING:
        model._base_manager.all().delete()
    count = 0
    fields = model._meta.concrete_fields
    if any(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) for field in fields):
        raise click.ClickException(f"{model._meta.db_table} would get the hour of the move as its own.")
    rows = model._base_manager.using(_SOURCE).order_by("pk").values_list(*(field.attname for field in fields))
    for batch in _batches(rows):
        made = [model(**{field.attname: value for field, value in zip(fields, row, strict=True)}) for row in batch]
        model._base_manager.using("default").bulk_create(made)
        count += len(batch)
    return count


def _batches(rows: Any) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows.iterator(chunk_size=_BATCH):
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _reset_sequences(tables: list[type[models.Model]]) -> None:
    """The next row gets a number that is free."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _compare(tables: list[type[models.Model]]) -> None:
    """Raises, and so undoes everything, where a table has not as many rows as before."""
    for model in tables:
        before, after = (model._base_manager.using(name).count() for name in (_SOURCE, "default"))
        if before != after:
            raise click.ClickException(f"{model._meta.db_table} has {after} rows after moving and had {before} before.")
