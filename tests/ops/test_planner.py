import pytest
from django.db import connection

from destraba.ops.planner import study_tables
from tests.factories import MesaFactory


@pytest.mark.django_db
def test_sqlite_knows_how_large_its_tables_are():
    MesaFactory.create_batch(3)

    study_tables()

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'mesas_mesa'")
            assert cursor.fetchone()[0].startswith("3")
