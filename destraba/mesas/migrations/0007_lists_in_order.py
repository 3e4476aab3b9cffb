"""The long lists read their first page in order, instead of sorting a hundred thousand rows."""

from django.db import migrations, models

# SQLite reads one index both ways; PostgreSQL only finds what has no day where it was put.
UNKNOWN_LAST = {
    "problem_moved_last": "mesas_problem (moved_on DESC NULLS LAST, id DESC)",
    "commitment_by_day_last": "mesas_commitment (due_on DESC NULLS LAST, id DESC)",
}


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, place in UNKNOWN_LAST.items():
            schema_editor.execute(f"CREATE INDEX {name} ON {place}")


def undo(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in UNKNOWN_LAST:
            schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("mesas", "0006_terms_in_order")]
    operations = [
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(fields=["moved_on"], name="problem_moved"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["due_on"], name="commitment_by_day"),
        ),
        migrations.RunPython(build, undo),
    ]
