import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from destraba.config import env


@pytest.mark.parametrize(("value", "read"), [("1", True), ("sí", True), ("no", False), ("", False)])
def test_a_flag_is_said_in_many_ways(monkeypatch, value, read):
    monkeypatch.setenv("X", value)

    assert env.flag("X") is read


def test_a_flag_that_is_neither_yes_nor_no_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("DESTRABA_HTTPS", "quizás")

    with pytest.raises(ImproperlyConfigured, match="DESTRABA_HTTPS='quizás'"):
        env.flag("DESTRABA_HTTPS")


def test_a_number_that_is_not_one_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("PORT", "ocho")

    with pytest.raises(ImproperlyConfigured, match="PORT='ocho'"):
        env.number("PORT", 8000)


def test_an_empty_value_is_no_value(monkeypatch):
    monkeypatch.setenv("X", "")

    assert env.text("X", "there") == "there"
    assert env.number("X", 7) == 7
    assert env.words("X", ["localhost"]) == ["localhost"]


@pytest.mark.parametrize(
    ("read", "value"),
    [(env.zone, "Luna/Mar"), (env.level, "GRITO"), (env.address, "mesas.ejemplo.test")],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(monkeypatch, read, value):
    monkeypatch.setenv("DESTRABA_X", value)

    with pytest.raises(ImproperlyConfigured, match=f"DESTRABA_X='{value}': se espera"):
        read("DESTRABA_X", "")


def test_a_zone_a_level_and_an_address_are_read(monkeypatch):
    monkeypatch.setenv("X", "info")

    assert env.level("X", "ERROR") == "INFO"
    assert env.zone("NONE", "America/Lima") == "America/Lima"
    assert env.address("NONE", "https://mesas.ejemplo.test/") == "https://mesas.ejemplo.test"


def test_words_stand_apart_by_commas_or_spaces(monkeypatch):
    monkeypatch.setenv("X", "a.org, b.org c.org")

    assert env.words("X", []) == ["a.org", "b.org", "c.org"]


def test_a_secret_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("hidden\n")
    monkeypatch.setenv("X_FILE", str(tmp_path / "key"))

    assert env.secret("X") == "hidden"


def test_a_secret_in_a_file_that_is_missing_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("X_FILE", str(tmp_path / "none"))

    with pytest.raises(ImproperlyConfigured, match="X_FILE"):
        env.secret("X")


def test_a_secret_that_nobody_set_is_made_once_and_kept_for_its_owner(monkeypatch, tmp_path):
    monkeypatch.delenv("X", raising=False)
    path = tmp_path / "var" / "key"

    first, second = env.kept_secret("X", path), env.kept_secret("X", path)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_secret_that_cannot_be_kept_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("X", raising=False)
    tmp_path.chmod(0o500)

    with pytest.raises(ImproperlyConfigured, match="dé permiso"):
        env.kept_secret("X", tmp_path / "key")


def test_sqlite_is_a_file_beside_the_project_or_anywhere(monkeypatch, tmp_path):
    monkeypatch.setenv("X", "sqlite:///var/a.sqlite3")
    near = env.database("X", "", tmp_path)
    monkeypatch.setenv("X", "sqlite:////srv/con%20espacio/b.sqlite3")
    far = env.database("X", "", tmp_path)

    assert near["NAME"] == tmp_path / "var/a.sqlite3"
    assert str(far["NAME"]) == "/srv/con espacio/b.sqlite3"
    assert near["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_is_an_address(monkeypatch, tmp_path):
    monkeypatch.setenv("X", "postgresql://ana:p%40ss@db.example:5433/mesas?sslmode=require&pool=3")

    found = env.database("X", "", tmp_path)

    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("ana", "p@ss", "db.example")
    assert (found["PORT"], found["NAME"]) == ("5433", "mesas")
    assert found["OPTIONS"] == {
        "sslmode": "require",
        "pool": {"min_size": 1, "max_size": 3, "timeout": 20},
    }


def test_postgresql_may_be_a_socket_without_a_pool(monkeypatch, tmp_path):
    monkeypatch.setenv("X", "postgresql://ana@/mesas?host=/run/postgresql&pool=0")

    found = env.database("X", "", tmp_path)

    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


def test_another_database_is_refused_in_words(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "mysql://ana@db/mesas")

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: se espera sqlite"):
        env.database("DATABASE_URL", "", tmp_path)


def test_mail_goes_to_the_console_until_somebody_says_where(monkeypatch):
    monkeypatch.delenv("X", raising=False)

    assert env.email("X")["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://ana:p%40ss@mail.example", 587, False, True),
        ("smtps://ana:p%40ss@mail.example", 465, True, False),
        ("smtp://ana:p%40ss@mail.example:25?tls=0", 25, False, False),
    ],
)
def test_mail_goes_by_smtp(monkeypatch, url, port, ssl, tls):
    monkeypatch.setenv("X", url)

    found = env.email("X")

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", port)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("ana", "p@ss")
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (ssl, tls)


def test_mail_may_be_kept_in_a_folder(monkeypatch):
    monkeypatch.setenv("X", "file:///var/mail")

    assert env.email("X")["EMAIL_FILE_PATH"] == "/var/mail"


def test_another_kind_of_mail_is_refused_in_words(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "pigeon://coop")

    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL: se espera smtp"):
        env.email("EMAIL_URL")
