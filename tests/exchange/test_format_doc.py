"""docs/formato-programa.md tells every section and every datum, with examples that are sound."""

import re
from pathlib import Path

import pytest

from destraba.exchange import schema
from destraba.exchange.importing import plan_import
from destraba.exchange.nouns import NOUNS, PROGRAMME
from destraba.exchange.reading import read
from tests.conftest import NOON

TEXT = (Path(__file__).parents[2] / "docs/formato-programa.md").read_text(encoding="utf-8")
EXAMPLES = [
    each
    for each in re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.S | re.M)
    if "fragmento" not in each
]
WHOLE = "format: destraba/1\n" + "\n".join(EXAMPLES)
PARTS = [(noun, part) for noun in NOUNS for part in noun.walk()]


def told_of(noun, records):
    """The records of a noun in the examples, at whatever depth."""
    for record in records:
        for name, value in record.items():
            if name == noun.name and isinstance(value, list):
                yield from value
            elif isinstance(value, list) and all(isinstance(each, dict) for each in value):
                yield from told_of(noun, value)


@pytest.mark.parametrize(("section", "noun"), PARTS, ids=lambda noun: noun.name)
def test_every_datum_has_its_row_and_its_example(section, noun):
    chapter = TEXT.split(f": `{section.name}`\n")[1].split("\n## ")[0]
    told = read(WHOLE.encode())
    if noun is PROGRAMME:
        records = [told[noun.name]]
    elif noun is section:
        records = told[noun.name]
    else:
        first = told[section.name]
        records = list(told_of(noun, [first] if section is PROGRAMME else first))
    shown = {key for record in records for key in record}

    for name in [*noun.data, *noun.lists]:
        assert re.search(rf"^\| `{name}`( · obligatorio)? \|", chapter, re.M), name
        assert name in shown, name


def test_the_first_words_name_every_section():
    told = TEXT.split("en cualquier orden:")[1].split("Ninguna es obligatoria")[0]

    assert set(re.findall(r"`(\w+)`", told)) == {noun.name for noun in NOUNS}


def names(node):
    """Every name of the schema, wherever it stands; `value` and `known` only wrap a datum."""
    if isinstance(node, dict):
        own = node.get("properties", {})
        yield from () if "known" in own else own
        for child in node.values():
            yield from names(child)
    elif isinstance(node, list):
        for child in node:
            yield from names(child)


def test_every_name_of_the_schema_is_told():
    assert [name for name in names(schema.whole()) if f"`{name}`" not in TEXT] == []


@pytest.mark.django_db
def test_the_examples_are_one_sound_file():
    plan = plan_import(WHOLE.encode(), name="formato-programa.md", at=NOON)

    assert [count.section for count in plan.counts] == [noun.name for noun in NOUNS]


def test_what_is_told_once_for_all_is_told():
    for word in ["unknown", "source", "known: true", "--with-files", "--dry-run", "confidencial"]:
        assert word in TEXT
