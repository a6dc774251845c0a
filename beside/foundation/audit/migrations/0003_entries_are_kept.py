"""The database itself keeps sealed entries as they are: nobody changes or deletes one, by mistake or in haste.

An entry that is not sealed yet may be given its seal; what it says may not change. Somebody who runs the database can
take these guards away: the chain is what shows that. On SQLite a later migration that alters the table drops its
triggers, and must put them back.
"""

from django.db import migrations

_SAYS = "the log is append-only"
_SAME = ("id", "actor", "verb", "kind", "about", "detail")

_SQLITE = [
    f"""CREATE TRIGGER audit_entry_keep BEFORE UPDATE ON audit_entry
    WHEN OLD.seal_number IS NOT NULL OR {" OR ".join(f'NEW.{one} IS NOT OLD.{one}' for one in _SAME)}
    BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END""",
    f"""CREATE TRIGGER audit_entry_stay BEFORE DELETE ON audit_entry WHEN OLD.seal_number IS NOT NULL
    BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END""",
]
_POSTGRESQL = [
    f"""CREATE FUNCTION audit_entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE TRIGGER audit_entry_keep BEFORE UPDATE ON audit_entry FOR EACH ROW
    WHEN (OLD.seal_number IS NOT NULL OR {" OR ".join(f'NEW.{one} IS DISTINCT FROM OLD.{one}' for one in _SAME)})
    EXECUTE FUNCTION audit_entry_is_kept()""",
    """CREATE TRIGGER audit_entry_stay BEFORE DELETE ON audit_entry FOR EACH ROW WHEN (OLD.seal_number IS NOT NULL)
    EXECUTE FUNCTION audit_entry_is_kept()""",
]


def guard(apps, schema_editor):
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for name in ("audit_entry_keep", "audit_entry_stay"):
        schema_editor.execute(f"DROP TRIGGER {name}" + ("" if vendor == "sqlite" else " ON audit_entry"))
    if vendor != "sqlite":
        schema_editor.execute("DROP FUNCTION audit_entry_is_kept()")


class Migration(migrations.Migration):

    dependencies = [("audit", "0002_sealed_chain")]

    operations = [migrations.RunPython(guard, unguard)]
