"""The file as a whole: which format it is of, and its sections."""

import difflib
from typing import Any

from django.utils.translation import gettext as _

from .fault import Faults, Unreadable
from .nouns import NOUNS, PROGRAMME, SECTIONS
from .plan import Plan
from .reading import line_of
from .telling import records, tell

FORMAT = "destraba/1"
KEYS = ["format", *(noun.name for noun in NOUNS)]


def tell_all(raw: dict[str, Any], faults: Faults) -> Plan:
    """Its sections, record by record; Unreadable when it is of another format."""
    _must_be_ours(raw)
    plan = Plan()
    for key in raw.keys() - set(KEYS):
        close = difflib.get_close_matches(key, KEYS, 1)
        hint = _(" ¿Quiso decir «%s»?") % close[0] if close else ""
        words = _("no hay una sección con este nombre.") + hint
        faults.add(words, path=key, line=line_of(raw, key))
    if (programme := raw.get(PROGRAMME.name)) is not None:
        here = Faults()
        told = tell(PROGRAMME, programme, PROGRAMME.name, here)
        here.hand_to(faults, line=line_of(raw, PROGRAMME.name))
        plan.sections[PROGRAMME.name] = [told] if told else []
    for noun in SECTIONS:
        section = raw.get(noun.name)
        if isinstance(section, list):
            plan.sections[noun.name] = records(noun, section, noun.name, faults)
        elif section is not None:
            words = _("debe ser una lista («- …» en cada línea).")
            faults.add(words, path=noun.name, line=line_of(raw, noun.name))
    return plan


def _must_be_ours(raw: dict[str, Any]) -> None:
    told = raw.get("format")
    if told == FORMAT:
        return
    if told is None:
        raise Unreadable(_("Le falta «format: %s», que dice de qué es el archivo.") % FORMAT)
    words = _("Es de otro formato («%(told)s»): esta instalación entiende %(ours)s.")
    raise Unreadable(words % {"told": str(told)[:60], "ours": FORMAT}, line_of(raw, "format"))
