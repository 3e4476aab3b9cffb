"""`destraba import` and `destraba export`."""

import json

import pytest
from click.testing import CliRunner

from destraba.exchange.fault import NotSound
from destraba.mesas.models import Mesa
from destraba.ops.cli import destraba
from tests.exchange.files import SMALL, bring

pytestmark = pytest.mark.django_db


def say(*words, **options):
    return CliRunner().invoke(destraba, [str(word) for word in words], **options)


def test_a_file_is_brought_and_told_section_by_section(tmp_path):
    file = tmp_path / "programa.yaml"
    file.write_text(SMALL, encoding="utf-8")

    done = say("import", file)

    assert done.exit_code == 0, done.output
    assert "mesas: nuevos 1, cambian 0, iguales 0" in done.output
    assert Mesa.objects.exists()


def test_a_rehearsal_changes_nothing():
    done = say("import", "--dry-run", "-", input=SMALL)

    assert "fue un ensayo" in done.output
    assert not Mesa.objects.exists()


def test_what_is_wrong_is_told_and_the_command_fails(tmp_path):
    file = tmp_path / "malo.yaml"
    file.write_text(SMALL.replace("kind: sectoral", "kind: x"), encoding="utf-8")

    done = say("import", file)

    assert done.exit_code == 1
    assert isinstance(done.exception, NotSound)
    assert "malo.yaml, línea 10, mesas[0].kind" in str(done.exception)


def test_what_is_wrong_in_the_input_is_told_of_the_input():
    assert str(say("import", "-", input="").exception).startswith("entrada: El archivo está vacío.")


def test_a_programme_goes_out_to_a_file_that_only_its_owner_reads(tmp_path):
    bring(SMALL)
    file = tmp_path / "programa.yaml"

    done = say("export", file)

    assert done.exit_code == 0, done.output
    assert "confidencial" in done.output
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]
    assert "name: Mesa Forestal" in file.read_text(encoding="utf-8")


def test_the_output_may_be_the_terminal_and_comes_back_as_it_went():
    bring(SMALL)

    sent = say("export", "-").output

    assert sent.startswith("# Archivo del programa")
    assert say("import", "-", input=sent).exit_code == 0
    assert say("export", "-").output == sent


@pytest.mark.parametrize("name", ["programa.json", "PROGRAMA.JSON"])
def test_a_name_that_ends_in_json_gives_json(tmp_path, name):
    bring(SMALL)
    file = tmp_path / name

    say("export", file)

    assert json.loads(file.read_text(encoding="utf-8"))["format"] == "destraba/1"
    assert say("import", file).exit_code == 0
