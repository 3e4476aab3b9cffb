"""The JSON Schema of the whole file, for editors and other programs: made from the nouns.

It is shipped as schema/programme-1.json; a test keeps both the same.
"""

import json
from typing import Any

from .kinds import Schema
from .noun import Field, Noun
from .nouns import PROGRAMME, SECTIONS
from .nouns.programme import SOURCES
from .provenance import SOURCE, UNKNOWN
from .whole import FORMAT

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def whole() -> Schema:
    """The schema of a file."""
    definitions = Definitions()
    sections: Schema = {
        noun.name: {"type": "array", "items": definitions.record(noun)} for noun in SECTIONS
    }
    return {
        "$schema": DIALECT,
        "title": f"Archivo del programa de Destraba ({FORMAT})",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            PROGRAMME.name: definitions.record(PROGRAMME),
            **sections,
        },
        "required": ["format"],
        "additionalProperties": False,
        "$defs": {**definitions.named, SOURCE: SOURCES},
    }


class Definitions:
    """What many data share is said once, under a name."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def record(self, noun: Noun) -> Schema:
        """The schema of one record, with the lists within it."""
        lists: Schema = {part.name: self._list(part) for part in noun.parts}
        return {
            "description": str(noun.help),
            "type": "object",
            "properties": {
                **{field.name: self._datum(noun, field) for field in noun.fields},
                **lists,
                **({SOURCE: {"$ref": f"#/$defs/{SOURCE}"}} if noun.is_sourced else {}),
            },
            "required": [field.name for field in noun.fields if field.must],
            "additionalProperties": False,
        }

    def _list(self, part: Noun) -> Schema:
        records = {"type": "array", "items": self.record(part)}
        return {"anyOf": [records, {"enum": [UNKNOWN, None]}]}

    def _datum(self, noun: Noun, field: Field) -> Schema:
        """A plain value, or one with its source; «unknown» unless the record needs it."""
        plain: list[Any] = [_loose(field.kind.schema)]
        if not field.must:
            plain.append({"enum": [UNKNOWN, None] if noun.is_sourced else [None]})
        sourced = {
            "type": "object",
            "properties": {
                "value": {"anyOf": plain},
                SOURCE: {"$ref": f"#/$defs/{SOURCE}"},
                "known": {"const": True},
            },
            "required": ["value"],
            "additionalProperties": False,
        }
        forms = [*plain, sourced] if noun.is_sourced else plain
        name = self._name(type(field.kind).__name__.lower(), {"anyOf": forms})
        return {"description": str(field.help), "$ref": f"#/$defs/{name}"}

    def _name(self, stem: str, schema: Schema) -> str:
        """The name of this schema, after its kind: «day», «text», «text-2»…"""
        names = [each for each in self.named if each.rpartition("-")[0] == stem or each == stem]
        for name in names:
            if self.named[name] == schema:
                return name
        name = f"{stem}-{len(names) + 1}" if names else stem
        self.named[name] = schema
        return name


def _loose(schema: Schema) -> Schema:
    """A text may look like a whole number: «code: 150101», «launched_on: 2015»."""
    is_text = schema.get("type") == "string"
    return {**schema, "type": ["string", "integer"]} if is_text else schema


def text() -> str:
    """As it is shipped."""
    return json.dumps(whole(), ensure_ascii=False, indent=1) + "\n"
