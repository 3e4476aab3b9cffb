"""The programme file as text: YAML for people, JSON for programs."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

import yaml

from .exporting import sections
from .progress import Tick, silent

HEADER = """\
# Archivo del programa de Destraba: docs/formato-programa.md dice cómo se lee y se escribe.
# Es confidencial: lleva correos y teléfonos de personas. No lleva contraseñas.
"""


def to_yaml(*, with_files: bool = False, tick: Tick = silent) -> Iterator[str]:
    """The text of the file, in parts."""
    yield HEADER
    for name, told in sections(with_files=with_files, tick=tick):
        text = yaml.dump(
            {name: told},
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            default_flow_style=False,
            width=-1,
        )
        # Air between records: only they begin a line with a dash.
        first, *others = text.split("\n- ") if isinstance(told, list) else [text]
        yield "\n" + "\n".join([first, *(f"- {each}\n" for each in others)]).rstrip("\n") + "\n"


def to_json(*, with_files: bool = False, tick: Tick = silent) -> Iterator[str]:
    """The same data, for programs."""
    whole = dict(sections(with_files=with_files, tick=tick))
    yield json.dumps(whole, ensure_ascii=False, indent=2, default=_in_iso)
    yield "\n"


def _in_iso(value: Any) -> str:
    assert isinstance(value, datetime.date)
    return value.isoformat()


class _Dumper(yaml.CSafeDumper):
    """Each datum is written out where it stands, and long texts keep their lines."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        # Empty lines around a text would be lost among those between records.
        has_air = text.strip("\n") != text.removesuffix("\n") or text == "\n"
        style = '"' if has_air else "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
