"""What the YAML library says is wrong, in words for who wrote the file."""

from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fault import Unreadable
from .guessing import is_table, what_it_may_be

# The beginning of what the library says → what we say.
SAID = {
    "mapping values are not allowed": gettext_lazy(
        "hay dos puntos que no se esperaban: ponga el texto entre comillas o revise la sangría"
    ),
    "could not find expected ':'": gettext_lazy("a una clave le faltan los dos puntos"),
    "did not find expected key": gettext_lazy("la sangría no cuadra con lo anterior"),
    "did not find expected '-' indicator": gettext_lazy("la sangría de la lista no cuadra"),
    "did not find expected ',' or": gettext_lazy("falta una coma o cerrar un corchete o llave"),
    "did not find expected node": gettext_lazy("falta un dato, o cerrar un corchete o llave"),
    "found character that cannot start": gettext_lazy(
        "hay una letra con la que un dato no puede empezar (tabulador, @, `, %): use comillas"
    ),
    "found a tab character": gettext_lazy("hay un tabulador: la sangría va con espacios"),
    "found unexpected end of stream": gettext_lazy("el archivo se acaba sin cerrar unas comillas"),
    "found unknown escape character": gettext_lazy("hay una barra \\ que no se entiende"),
    "control characters are not allowed": gettext_lazy("hay letras de control que no se ven"),
    "found undefined tag handle": gettext_lazy("el formato no usa tipos de YAML (!)"),
    "found incompatible YAML document": gettext_lazy("es de otra versión de YAML"),
}


def in_words(error: Any, text: str) -> Unreadable:
    """The fault to raise instead of the library's; a table is no YAML at all."""
    if is_table(text):
        return Unreadable(what_it_may_be(text))
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    words = next((ours for theirs, ours in SAID.items() if theirs in said), _("no se entiende"))
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if isinstance(mark, yaml.Mark) or mark else 0
    return Unreadable(_("El YAML no está bien escrito: %s.") % words, line)
