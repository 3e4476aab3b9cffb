"""When a file is no programme file: what it looks like, to say so."""

from django.utils.translation import gettext as _

SEPARATORS = ";\t,|"


def what_it_may_be(text: str) -> str:
    """Words for a text that holds no mapping."""
    if is_table(text):
        return _(
            "Parece una tabla (CSV), no un archivo del programa: "
            "vea en docs/formato-programa.md cómo se escribe."
        )
    if text.lstrip().startswith("<"):
        return _("Parece una página web (HTML o XML), no un archivo del programa.")
    return _(
        "No es un archivo del programa: debe empezar con «format: destraba/1» y tener secciones "
        "(mesas, problems…)."
    )


def is_table(text: str) -> bool:
    """Whether its first lines have the same separator the same number of times."""
    lines = [line for line in text.splitlines()[:5] if line.strip()]
    return len(lines) > 1 and any(
        lines[0].count(each) > 0 and len({line.count(each) for line in lines}) == 1
        for each in SEPARATORS
    )
