import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import polib
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection
from django.utils import timezone

from destraba.notifications.models import Letter
from destraba.notifications.models.letter import MOST_FAILURES
from destraba.ops import catalogues, cli
from destraba.ops.cli import destraba
from destraba.people.models import Person
from destraba.trail.models import ClockLook, Event

DESTRABA = Path(sys.executable).with_name("destraba")
STRONG = "una clave bien larga 7"


def say(*words, **options):
    return CliRunner().invoke(destraba, list(words), **options)


def test_the_commands_are_listed_with_their_words():
    shown = say("--help")

    assert shown.exit_code == 0
    assert "Mira el reloj ahora" in shown.output


def test_a_command_that_does_not_exist_is_refused():
    assert say("dance").exit_code == 2


@pytest.mark.parametrize("option", ["--port", "--workers", "--threads"])
@pytest.mark.parametrize("value", ["0", "-5", "ocho"])
def test_a_number_nobody_can_serve_with_is_refused_at_once(option, value):
    assert say("serve", option, value).exit_code == 2


def test_a_port_beyond_the_last_one_is_refused_at_once():
    assert say("serve", "--port", "65536").exit_code == 2


@pytest.mark.parametrize("command", ["export", "backup"])
@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("{}/none/a.yaml", "no existe la carpeta"),
        ("{}", "directory"),
        ("/dev/null", "no es un archivo"),
        ("", "diga el nombre"),
    ],
)
def test_a_place_where_no_file_can_be_left_is_told(tmp_path, command, target, words):
    done = say(command, target.format(tmp_path))

    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert words in done.output


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_told(tmp_path):
    tmp_path.chmod(0o500)

    assert "no puede escribir" in say("export", f"{tmp_path}/a.yaml").output


def test_whatever_is_wrong_on_disk_is_told_in_words(monkeypatch, tmp_path):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "a.yaml"))

    monkeypatch.setattr(cli, "destraba", full)

    with pytest.raises(SystemExit, match=r"a\.yaml: no queda espacio en el disco"):
        cli.main()


def test_the_command_line_speaks_spanish_by_itself_too():
    catalogues.compile_all()
    env = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80"}

    done = subprocess.run(
        [DESTRABA, "serve", "--port", "ocho"], env=env, capture_output=True, text=True, check=False
    )

    assert "Uso: destraba serve [OPCIONES]" in done.stderr
    assert "✗ '--port': 'ocho' no es un número entero." in done.stderr


def test_every_word_of_click_that_is_translated_is_one_it_says():
    source = "".join(path.read_text("utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    words = polib.pofile(str(settings.LOCALE_PATHS[0] / "es" / "LC_MESSAGES" / "click.po"))

    assert not [each.msgid for each in words if f'"{each.msgid}"' not in source]


@pytest.mark.django_db
def test_a_person_gets_in():
    done = say("user", "Ana@Ejemplo.test", "--name", "Ana", "--role", "coordinator", input=twice())

    ana = Person.objects.get(email="ana@ejemplo.test")
    assert done.exit_code == 0, done.output
    assert ana.check_password(STRONG)
    assert ana.programme_roles == {"coordinator"}
    assert STRONG not in done.output


@pytest.mark.django_db
def test_the_same_person_again_gets_another_password_and_no_second_role():
    say("user", "ana@ejemplo.test", "--name", "Ana", "--role", "adviser", input=twice())
    say("user", "ana@ejemplo.test", "--role", "adviser", input=twice("otra clave larga 88"))

    ana = Person.objects.get(email="ana@ejemplo.test")
    assert ana.check_password("otra clave larga 88")
    assert (ana.name, ana.roles.count()) == ("Ana", 1)
    assert Event.objects.filter(verb="person.password_taken").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "password", "words"),
    [("ana", STRONG, "correo"), ("ana@ejemplo.test", "1234567", "contraseña")],
)
def test_a_bad_address_or_a_weak_password_is_refused_in_words(email, password, words):
    done = say("user", email, input=twice(password))

    assert done.exit_code != 0
    assert words in done.output
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_the_clock_is_looked_at_now():
    done = say("attend")

    assert done.exit_code == 0, done.output
    assert ClockLook.last() is not None


@pytest.mark.django_db
def test_the_doctor_tells_what_is_right_and_what_is_odd():
    told = say("doctor")

    assert told.exit_code == 0, told.output
    assert "✓ Migraciones" in told.output
    assert "! Correo" in told.output


@pytest.mark.django_db
def test_the_doctor_fails_when_something_is_wrong(settings):
    settings.SECRET_KEY = "short"

    told = say("doctor")

    assert told.exit_code == 1
    assert "✗ Clave secreta" in told.output


@pytest.mark.django_db
def test_django_itself_is_within_reach():
    assert say("manage", "check").exit_code == 0


def twice(password=STRONG):
    return f"{password}\n{password}\n"


@pytest.mark.django_db
def test_the_doctor_tells_which_letters_reached_nobody(mesa, enlace):
    event = mesa.record("aimed", by=None, at=timezone.now())
    letter = Letter.objects.create(event=event, to=enlace, address=enlace.email)
    for _time in range(MOST_FAILURES):
        letter.fail("SMTPRecipientsRefused: 550", at=timezone.now())

    assert "! Cartas: 1 sin entregar" in say("doctor").output

    letter.arrive(at=timezone.now())
    assert "✓ Cartas: ninguna por salir" in say("doctor").output


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is a file")
def test_the_doctor_tells_that_the_file_is_missing_and_does_not_make_it(monkeypatch, tmp_path):
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "gone.sqlite3")

    done = say("doctor")

    assert done.exit_code == 1
    assert "gone.sqlite3; ejecute «destraba prepare»" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is a file")
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_the_doctor_tells_that_the_file_is_closed(monkeypatch, tmp_path):
    closed = tmp_path / "closed.sqlite3"
    closed.touch(0o400)
    monkeypatch.setitem(connection.settings_dict, "NAME", closed)

    assert "no puede escribir en" in say("doctor").output
