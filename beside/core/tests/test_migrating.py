"""Tables that begin together are the tables that their steps make one after the other."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from beside.core.migrating import Tables


def _shelf() -> migrations.CreateModel:
    return migrations.CreateModel(
        name="Shelf", fields=[("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=9))]
    )


def _book() -> migrations.CreateModel:
    return migrations.CreateModel(name="Book", fields=[("id", models.BigAutoField(primary_key=True))])


def _steps() -> tuple[migrations.operations.base.Operation, ...]:
    stands = models.ForeignKey(on_delete=models.CASCADE, to="core.shelf")
    named = models.UniqueConstraint(fields=["name"], name="one_shelf_of_a_name")
    return (
        _book(),
        _shelf(),
        migrations.AddField(model_name="book", name="shelf", field=stands),
        migrations.AddConstraint(model_name="shelf", constraint=named),
    )


def test_the_models_are_those_of_the_steps() -> None:
    together, singly = ProjectState(), ProjectState()
    Tables(*_steps()).state_forwards("core", together)
    for step in _steps():
        step.state_forwards("core", singly)
    assert together == singly


@pytest.mark.django_db(transaction=True)
def test_tables_come_whole_and_go_again() -> None:
    before, after = ProjectState(), ProjectState()
    tables = Tables(*_steps())
    tables.state_forwards("core", after)
    with connection.schema_editor() as editor:
        tables.database_forwards("core", editor, before, after)
    try:
        with connection.cursor() as cursor:
            columns = {one.name for one in connection.introspection.get_table_description(cursor, "core_book")}
            rules = connection.introspection.get_constraints(cursor, "core_shelf")
        assert columns == {"id", "shelf_id"}
        assert rules["one_shelf_of_a_name"]["unique"]
    finally:
        with connection.schema_editor() as editor:
            tables.database_backwards("core", editor, after, before)
    assert not {"core_book", "core_shelf"} & set(connection.introspection.table_names())


def test_only_new_tables_are_written() -> None:
    other = migrations.AddField(model_name="person", name="shelf", field=models.TextField())
    with pytest.raises(ValueError, match="person"):
        Tables(_shelf(), other)
