"""Countries and their official subdivisions, as ISO 3166 tells them.

The list comes with a library that takes a while to open: it is, when somebody asks for the list.
"""

import gettext
import re
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from .subdivision_kinds import KINDS
from .text import plain

SCHEME = "iso3166-2"
# Those that ISO gives to no country: for whoever needs one.
FREE = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ")
# «Catalunya [Cataluña]»; «Cardiff [Caerdydd GB-CRD]»; «Galicia [Galicia]».
ALSO_CALLED = re.compile(r"(?P<name>[^\[]+?) *\[(?P<other>[^\]]+?)(?: [A-Z]{2}-[A-Z0-9]{1,3})?\]")
# «Asturias, Principado de», as in an index.
INDEXED = re.compile(r"(.+), (.+ de|Comunidad)")


@dataclass(frozen=True)
class Subdivision:
    """`level` is 1 for what lies straight in the country; `parent` is the code that contains it."""

    code: str
    name: str
    kind: "str | Promise"
    level: int
    parent: str


def is_free(country: str) -> bool:
    """Whether the code is one that ISO gives to no country."""
    return bool(FREE.fullmatch(country))


def country_name(country: str) -> str:
    """In the language of whoever reads; nothing when ISO lists no such country."""
    found = _iso().countries.get(alpha_2=country)
    return _named(found, _translation()) if found else ""


def countries() -> list[tuple[str, str]]:
    """Code and name of those that have subdivisions, by name."""
    translation = _translation()
    divided = {each.country_code for each in _iso().subdivisions}
    told = [
        (each.alpha_2, _named(each, translation))
        for each in _iso().countries
        if each.alpha_2 in divided
    ]
    return sorted(told, key=lambda pair: plain(pair[1]))


def subdivisions(country: str) -> list[Subdivision]:
    """Those of a country, what contains before what it contains; none when it has no list."""
    rows = {each.code: each for each in _iso().subdivisions.get(country_code=country) or ()}
    told = [
        Subdivision(
            code=row.code,
            name=_readable(row.name),
            kind=KINDS.get(row.type, row.type.lower()),
            level=_depth(row, rows),
            parent=row.parent_code or "",
        )
        for row in rows.values()
    ]
    return sorted(told, key=attrgetter("level", "code"))


def _iso() -> Any:
    return import_module("pycountry")


def _translation() -> gettext.NullTranslations:
    language = (get_language() or "es").partition("-")[0]
    places = _iso().LOCALES_DIR
    return gettext.translation("iso3166-1", places, languages=[language], fallback=True)


def _named(country: Any, translation: gettext.NullTranslations) -> str:
    return translation.gettext(getattr(country, "common_name", country.name))


def _readable(name: str) -> str:
    if found := ALSO_CALLED.fullmatch(name):
        same = found["name"] == found["other"]
        return found["name"] if same else f"{found['name']} / {found['other']}"
    return INDEXED.sub(r"\2 \1", name)


def _depth(row: Any, rows: dict[str, Any]) -> int:
    depth = 1
    while (row := rows.get(row.parent_code)) and depth < len(rows):
        depth += 1
    return depth
