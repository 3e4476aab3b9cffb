"""A file as somebody wrote it, read into plain values that know their line. It cannot do harm.

YAML is read event by event: no aliases (a few lines of them can stand for gigabytes), no types of
other programs, no nesting without end, no key twice; and only JSON's types, so that «no» is a word,
«010101» keeps its zero and a date stays text until somebody knows that it is one.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fault import Unreadable
from .guessing import what_it_may_be
from .yaml_words import in_words

LARGEST = 64 * 1024 * 1024
DEEPEST = 24

WHOLE = re.compile(r"-?(0|[1-9]\d{0,17})")
DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+([eE][-+]\d+)?")
CONSTANTS = {
    **dict.fromkeys(["", "~", "null", "Null", "NULL"]),
    **dict.fromkeys(["true", "True", "TRUE"], True),
    **dict.fromkeys(["false", "False", "FALSE"], False),
}
# Letters that no database keeps: NUL, and halves of a letter.
HARMFUL = re.compile("[\x00\ud800-\udfff]")
HARM = gettext_lazy("Hay letras o números que ninguna base de datos guarda (NUL, NaN…).")


class Lined(dict[str, Any]):
    """A mapping that knows on which line each key stands."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


class Listed(list[Any]):
    """A list that knows on which line each of its values begins."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def line_of(container: Any, key: Any) -> int:
    """The line of a key or of an index; 0 when nobody knows."""
    if isinstance(container, Lined):
        return container.lines.get(key, 0)
    return container.lines[key] if isinstance(container, Listed) else 0


def read(content: bytes) -> Lined | dict[str, Any]:
    """The mapping that the file holds; raises Unreadable with words for who wrote it."""
    text = _decoded(content)
    if not text.strip():
        raise Unreadable(_("El archivo está vacío."))
    value = _json(text) if text.lstrip()[:1] == "{" else None
    if value is None:
        value = _yaml(text)
    if not isinstance(value, dict):
        raise Unreadable(what_it_may_be(text))
    return value


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Unreadable(
            _("El archivo pesa %(size)d MB; el límite es %(most)d MB.")
            % {"size": len(content) >> 20, "most": LARGEST >> 20}
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(b"PK"):
            raise Unreadable(_("Es un libro o documento de Office, no un archivo YAML.")) from error
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(_("No está en UTF-8: guárdelo con esa codificación."), line) from error


def _json(text: str) -> Any:
    """What JSON says; None when it is not JSON (YAML may begin with a brace too)."""
    try:
        value = json.loads(text, object_pairs_hook=_once)
    except RecursionError as error:
        raise Unreadable(_("Hay grupos dentro de grupos sin fin.")) from error
    except ValueError:
        return None
    if _is_harmful(value):
        raise Unreadable(str(HARM))
    return value


def _is_harmful(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_is_harmful, value)) or any(map(_is_harmful, value.values()))
    if isinstance(value, list):
        return any(map(_is_harmful, value))
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, str) and HARMFUL.search(value) is not None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Unreadable(_("La clave «%s» está dos veces en el mismo grupo.") % twice)
    return value


def _yaml(text: str) -> Any:
    try:
        return _Composer(yaml.parse(text, Loader=yaml.CSafeLoader)).document()
    except yaml.YAMLError as error:
        raise in_words(error, text) from error


class _Composer:
    """Turns the events of a YAML text into values."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.depth = 0

    def document(self) -> Any:
        """The one document of the text."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise Unreadable(_("El archivo no tiene datos."))
        value = self._value(next(self.events))
        next(self.events)
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            _refuse(_("Hay un segundo documento (---): use un archivo para cada uno."), following)
        return value

    def _value(self, event: Any) -> Any:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            _refuse(_("El formato no usa anclas ni alias (& y *): escriba el dato."), event)
        if event.tag:
            _refuse(_("El formato no usa tipos de YAML («%s»).") % event.tag, event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        self.depth += 1
        if self.depth > DEEPEST:
            _refuse(_("Hay más de %d grupos uno dentro de otro.") % DEEPEST, event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        value = self._mapping() if is_mapping else self._sequence()
        self.depth -= 1
        return value

    def _mapping(self) -> Lined:
        mapping = Lined()
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                _refuse(_("Una clave debe ser una palabra."), event)
            if event.value in mapping:
                _refuse(_("La clave «%s» está dos veces en el mismo grupo.") % event.value, event)
            mapping.lines[event.value] = _line(event)
            mapping[event.value] = self._value(next(self.events))
        return mapping

    def _sequence(self) -> Listed:
        sequence = Listed()
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            sequence.lines.append(_line(event))
            sequence.append(self._value(event))
        return sequence


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if HARMFUL.search(text):
        _refuse(str(HARM), event)
    if not event.implicit[0]:
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if WHOLE.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _refuse(words: str, event: yaml.Event) -> NoReturn:
    raise Unreadable(words, _line(event))
