import datetime

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from destraba.ops import health
from destraba.trail.models import ClockLook

NOON = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _nothing_known_before():
    health.pending_migrations.cache_clear()
    yield
    health.pending_migrations.cache_clear()


@pytest.mark.django_db
def test_anybody_may_ask_whether_it_serves(client):
    ClockLook.note(at=NOON)

    answer = client.get("/salud/")

    assert answer.status_code == 200
    assert answer.json() == {
        "database": True,
        "migrations": True,
        "clock_looked_at": "2026-11-22T17:00:00Z",
        "letters": {"waiting": 0, "given_up": 0},
    }
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_before_the_first_look_the_clock_says_nothing(client):
    assert client.get("/salud/").json()["clock_looked_at"] is None


@pytest.mark.django_db
def test_a_missing_migration_is_said_until_it_is_applied(client):
    row = MigrationRecorder(connection).Migration.objects.get(app="trail", name="0001_initial")
    row.delete()
    before = client.get("/salud/")
    row.save()

    assert (before.status_code, before.json()["migrations"]) == (503, False)
    assert client.get("/salud/").status_code == 200


def test_a_database_that_does_not_answer_is_said(client, monkeypatch):
    def nobody_there(self):
        raise OperationalError("no answer")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", nobody_there)

    answer = client.get("/salud/")

    assert (answer.status_code, answer.json()["database"]) == (503, False)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is a file")
def test_a_database_whose_file_was_erased_is_said_and_not_made_anew(client, monkeypatch, tmp_path):
    client.get("/salud/")
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "gone.sqlite3")

    answer = client.get("/salud/")

    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is a file")
def test_an_empty_file_in_its_place_has_no_migrations(client, monkeypatch, tmp_path):
    empty = tmp_path / "empty.sqlite3"
    empty.touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", empty)

    answer = client.get("/salud/")

    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


@pytest.mark.django_db
def test_health_costs_few_queries(client, django_assert_max_num_queries):
    client.get("/salud/")

    with django_assert_max_num_queries(2):
        client.get("/salud/")
