"""Whether each datum has the shape it should, by the JSON Schema of its kind, in words."""

import difflib
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from . import formats
from .fault import Faults
from .kinds import COUNTRY, ITEM, PLACE, REF
from .noun import Noun
from .telling import Told

SHOWN = 60
TYPES = {
    "string": gettext_lazy("debe ser un texto (si parece otra cosa, entre comillas)"),
    "integer": gettext_lazy("debe ser un número entero"),
    "number": gettext_lazy("debe ser un número"),
    "boolean": gettext_lazy("debe ser true o false"),
    "array": gettext_lazy("debe ser una lista"),
    "object": gettext_lazy("debe ser un grupo de datos («clave: dato»)"),
}
PATTERNS = {
    r"\S": gettext_lazy("está vacío"),
    REF: gettext_lazy("no sirve de referencia: use letras sin acento, cifras, - y _"),
    COUNTRY: gettext_lazy("no es un país: escriba sus dos letras de ISO 3166-1 (PE, CL, AR)"),
    PLACE: gettext_lazy("no nombra un territorio: escriba «esquema:código» (iso3166-2:PE-LOR)"),
    ITEM: gettext_lazy("no nombra un punto: escriba la sesión y su lugar («sesion-2#3»)"),
}


def examine(told: Told, faults: Faults) -> None:
    """Add what is out of shape to the faults, and set it aside so that the rest can go on."""
    missing = [each.name for each in told.noun.fields if each.must and _is_missing(told, each.name)]
    for name in missing:
        told.fault(faults, _("falta, y sin este dato no se sabe qué es."), name)
    given = {key: value for key, value in told.values.items() if value is not None}
    found = {_place(each.path): each for each in _validator(told.noun).iter_errors(given)}
    for place, error in found.items():
        told.fault(faults, in_words(error), place)
        told.values.pop(str(error.path[0]), None)
    for parts in told.parts.values():
        for each in parts:
            examine(each, faults)


def _is_missing(told: Told, name: str) -> bool:
    return told.values.get(name) is None and name not in told.unknown


@cache
def _validator(noun: Noun) -> Any:
    properties = {each.name: each.kind.schema for each in noun.fields}
    return Draft202012Validator({"properties": properties}, format_checker=formats.checker)


def _place(path: Iterable[Any]) -> str:
    """«groups», 2 → «groups[2]»."""
    said = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in path)
    return said.lstrip(".")


def in_words(error: ValidationError) -> str:
    """What a validator of the library found, for who wrote the file."""
    rule, value = str(error.validator), error.instance
    wanted: Any = error.validator_value
    if rule == "anyOf" and error.context:
        return in_words(error.context[0])
    if rule == "type":
        return _("%s.") % TYPES[wanted]
    if rule == "enum":
        return _not_a_word(value, wanted)
    if rule == "format":
        return f"{_shown(value)} {formats.WORDS[wanted]}."
    if rule == "minLength" or not str(value).strip():
        return _("está vacío.")
    if rule == "pattern":
        return f"{_shown(value)} {PATTERNS.get(wanted, _('no tiene la forma debida'))}."
    return _limits(rule, wanted, value)


def _limits(rule: str, wanted: Any, value: Any) -> str:
    words = {
        "maxLength": _("tiene %(size)s letras; caben %(wanted)s."),
        "minimum": _("%(value)s es poco: el mínimo es %(wanted)s."),
        "maximum": _("%(value)s es demasiado: el máximo es %(wanted)s."),
        "uniqueItems": _("tiene una palabra repetida."),
        "required": _("le falta un dato: %(wanted)s."),
        "additionalProperties": _("tiene datos que no se conocen."),
    }
    size = len(value) if isinstance(value, str) else 0
    if rule == "required":
        wanted = ", ".join(each for each in wanted if each not in value)
    return words.get(rule, _("no tiene la forma debida.")) % {
        "size": size,
        "wanted": wanted,
        "value": value,
    }


def _not_a_word(value: Any, words: list[str]) -> str:
    close = difflib.get_close_matches(str(value), words, 1)
    hint = _(" ¿Quiso decir «%s»?") % close[0] if close else ""
    return (
        _("%(value)s no es una de las palabras posibles: %(words)s.")
        % {
            "value": _shown(value),
            "words": ", ".join(words),
        }
        + hint
    )


def _shown(value: Any) -> str:
    text = str(value)
    return f"«{text[:SHOWN]}…»" if len(text) > SHOWN else f"«{text}»"
