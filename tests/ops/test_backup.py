import sqlite3
import tarfile

import pytest
from django.db import connection

from destraba.ops import backup
from tests.factories import PersonFactory


@pytest.fixture
def documents(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "evidence").write_text("Oficio 12")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has pg_dump")
def test_a_backup_holds_the_database_and_the_documents(documents, tmp_path):
    PersonFactory(name="Ana Rojas")
    target = tmp_path / "kept" / "today.tar.gz"
    target.parent.mkdir()

    backup.keep(target)

    with tarfile.open(target) as tar:
        (tmp_path / "restored").write_bytes(tar.extractfile(backup.DATABASE).read())
        evidence = tar.extractfile(f"{backup.DOCUMENTS}/evidence").read()
    restored = sqlite3.connect(tmp_path / "restored")
    assert restored.execute("SELECT name FROM people_person").fetchall() == [("Ana Rojas",)]
    assert restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert evidence == b"Oficio 12"
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has its backup")
def test_with_postgresql_it_says_what_to_use(tmp_path):
    with pytest.raises(backup.OtherEngine, match="pg_dump"):
        backup.keep(tmp_path / "today.tar.gz")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is a file")
def test_a_database_that_is_not_there_is_not_kept_as_an_empty_one(monkeypatch, tmp_path):
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "gone.sqlite3")

    with pytest.raises(backup.NothingToKeep, match=r"gone\.sqlite3"):
        backup.keep(tmp_path / "today.tar.gz")

    assert list(tmp_path.iterdir()) == []
