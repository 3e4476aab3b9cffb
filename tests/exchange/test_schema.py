"""The schema that is shipped says of a file what the import says."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from destraba.exchange import schema
from destraba.exchange.reading import read
from tests.exchange.files import SMALL
from tests.exchange.strategies import programmes

SHIPPED = Path(schema.__file__).with_name("schema") / "programme-1.json"
validator = Draft202012Validator(json.loads(SHIPPED.read_text(encoding="utf-8")))


def test_the_schema_that_is_shipped_is_the_one_of_the_nouns():
    """When a noun changes: `SHIPPED.write_text(schema.text())`."""
    assert SHIPPED.read_text(encoding="utf-8") == schema.text()
    Draft202012Validator.check_schema(schema.whole())


@settings(max_examples=25)
@given(programmes())
def test_whatever_is_a_programme_file_is_so_by_the_schema(programme):
    assert [error.message for error in validator.iter_errors(programme)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: destraba/1", "format: destraba/2"),
        ("kind: sectoral", "kind: x"),
        ("responsible: mef", "responsable: mef"),
        ("  promise: Publicar el instructivo\n", ""),
        ("number: 1", "number: uno"),
        ("people:", "persons:"),
    ],
)
def test_what_the_import_refuses_for_its_shape_the_schema_refuses_too(old, new):
    told = read(SMALL.replace(old, new).encode())

    assert validator.is_valid(read(SMALL.encode()))
    assert not validator.is_valid(told)
