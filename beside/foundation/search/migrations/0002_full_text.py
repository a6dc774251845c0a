"""The full-text index, for each database its own; both follow the table by themselves."""

from typing import Any

from django.db import migrations

_SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(title, text, marks, content='search_indexed', content_rowid='id',"
    " tokenize='unicode61', prefix='2 3 4')",
    "CREATE VIRTUAL TABLE search_terms USING fts5vocab('search_words', 'row')",
    "CREATE TRIGGER search_indexed_in AFTER INSERT ON search_indexed BEGIN"
    " INSERT INTO search_words(rowid, title, text, marks) VALUES (new.id, new.title, new.text, new.marks); END",
    "CREATE TRIGGER search_indexed_out AFTER DELETE ON search_indexed BEGIN"
    " INSERT INTO search_words(search_words, rowid, title, text, marks)"
    " VALUES ('delete', old.id, old.title, old.text, old.marks); END",
    "CREATE TRIGGER search_indexed_changed AFTER UPDATE OF title, text, marks ON search_indexed BEGIN"
    " INSERT INTO search_words(search_words, rowid, title, text, marks)"
    " VALUES ('delete', old.id, old.title, old.text, old.marks);"
    " INSERT INTO search_words(rowid, title, text, marks) VALUES (new.id, new.title, new.text, new.marks); END",
)
_POSTGRESQL = (
    "ALTER TABLE search_indexed ADD COLUMN document tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', text), 'B')"
    " || setweight(to_tsvector('simple', marks), 'C')) STORED",
    "CREATE INDEX search_indexed_document ON search_indexed USING gin (document)",
)


def _make(_apps: Any, editor: Any) -> None:
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    """After the table itself."""

    dependencies = (("search", "0001_initial"),)
    operations = (migrations.RunPython(_make, migrations.RunPython.noop),)
