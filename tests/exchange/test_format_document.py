"""docs/formato-programa.md says what the schema says."""

import json
import re
from pathlib import Path

import pytest

from destraba.exchange.importing import plan_import
from tests.conftest import NOON

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "formato-programa.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "destraba/exchange/schema/programme-1.json").read_text("utf-8"))


def fields(node):
    """Every name of a field, wherever it is in the schema; `value` and `known` wrap a datum."""
    if isinstance(node, dict):
        if "known" in (names := node.get("properties", {})):
            return
        yield from names
        for child in node.values():
            yield from fields(child)
    elif isinstance(node, list):
        for child in node:
            yield from fields(child)


def test_every_field_of_the_schema_is_told():
    untold = {name for name in fields(SCHEMA["properties"]) if f"`{name}`" not in TEXT}

    assert untold == set()


@pytest.mark.django_db
def test_the_example_loads():
    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[1]

    plan = plan_import(example.encode(), name="ejemplo.yaml", at=NOON)

    assert {count.section: count.new for count in plan.counts if count.new}["commitments"] == 1
