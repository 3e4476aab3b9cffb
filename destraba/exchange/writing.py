"""The programme file as text: YAML for people, JSON for programs."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

import yaml

from destraba.mesas.models import Mesa

from .exporting import sections
from .limiting import sections_of
from .progress import Tick, silent

# More at once are no quicker: the garbage collector looks at all of them again and again.
AT_ONCE = 100
HEADER = """\
# Archivo del programa de Destraba: docs/formato-programa.md dice cómo se lee y se escribe.
# Es confidencial: lleva correos y teléfonos de personas. No lleva contraseñas.
"""


def to_yaml(
    *, mesa: Mesa | None = None, with_files: bool = False, tick: Tick = silent
) -> Iterator[str]:
    """The text of the file, in parts; of one mesa alone, with what it refers to."""
    yield HEADER
    for name, told in _told(mesa, with_files, tick):
        if isinstance(told, list):
            yield f"\n{name}:\n"
            yield from _records(told)
        else:
            yield "\n" + _dumped({name: told})


def _told(mesa: Mesa | None, with_files: bool, tick: Tick) -> Iterator[tuple[str, Any]]:
    if mesa is None:
        return sections(with_files=with_files, tick=tick)
    return sections_of(mesa, with_files=with_files, tick=tick)


def _records(told: list[Any]) -> Iterator[str]:
    """With air between them: in the text, only a record begins a line with a dash."""
    for start in range(0, len(told), AT_ONCE):
        text = _dumped(told[start : start + AT_ONCE]).replace("\n- ", "\n\n- ")
        yield f"\n{text}" if start else text


def _dumped(value: Any) -> str:
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=-1,
    )
    return text


def to_json(
    *, mesa: Mesa | None = None, with_files: bool = False, tick: Tick = silent
) -> Iterator[str]:
    """The same data, for programs."""
    whole = dict(_told(mesa, with_files, tick))
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
