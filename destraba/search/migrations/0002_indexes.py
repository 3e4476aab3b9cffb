"""Each engine's own index over `words`: FTS5 kept by triggers, or a GIN index."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE search_fts USING fts5(words, content='search_searchdoc', content_rowid='id', tokenize='unicode61')",
    """CREATE TRIGGER search_doc_added AFTER INSERT ON search_searchdoc BEGIN
         INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words);
       END""",
    """CREATE TRIGGER search_doc_gone AFTER DELETE ON search_searchdoc BEGIN
         INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words);
       END""",
    """CREATE TRIGGER search_doc_changed AFTER UPDATE ON search_searchdoc BEGIN
         INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words);
         INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words);
       END""",
]
POSTGRESQL = [
    "CREATE INDEX search_words ON search_searchdoc USING gin (to_tsvector('simple', words))",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER search_doc_added",
        "DROP TRIGGER search_doc_gone",
        "DROP TRIGGER search_doc_changed",
        "DROP TABLE search_fts",
    ],
    "postgresql": ["DROP INDEX search_words"],
}


def build(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(build, undo)]
