"""Organisations, and the names that they bore."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.text import plain
from destraba.kit.vocabulary import Constituency, ExcludedGroup, OrganizationLevel
from destraba.people.models import Organization, OrganizationName

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Codes, Day, Flag, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told

# Until when a name was borne that nobody knows until when: no day is earlier.
LONG_AGO = datetime.date(1, 1, 1)


def keys(told: list[Told], taking: Taking) -> None:
    for each in told:
        each.derive("name_key", plain(each.row.name)[:200])
        each.derive("acronym_key", plain(each.row.acronym)[:40])


def once(told: list[Told], taking: Taking, faults: Faults) -> None:
    """No organisation is there twice: neither in the file nor beside one that is known."""
    known = _names_known()
    for each in told:
        for said in (each, *each.every("names")):
            for field in _said_anew(said):
                name, ref = str(said.values[field] or ""), each.row.ref
                twin = known.setdefault(plain(name), ref) if plain(name) else ref
                if twin != ref:
                    words = _("«%(name)s» ya existe, con la referencia «%(ref)s»: use esa.")
                    said.fault(faults, words % {"name": name, "ref": twin}, field)


def _said_anew(told: Told) -> list[str]:
    """Which of its names were not its own already."""
    anew = told.values if told.is_new else told.changes
    return [field for field in ("name", "acronym") if field in anew and field in told.values]


def _names_known() -> dict[str, str]:
    """Every name and acronym, of today and of before, with the ref of who bears it."""
    rows = Organization.objects.values_list("ref", "name_key", "acronym_key")
    past = OrganizationName.objects.values_list("organization__ref", "name_key", "acronym_key")
    return {key: ref for ref, *known in [*past, *rows] for key in known if key}


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told)


NAMES = Noun(
    "names",
    OrganizationName,
    gettext_lazy("Los nombres que tuvo antes, cada uno hasta un día."),
    (
        Field("name", Text(200, must=True), gettext_lazy("Cómo se llamaba."), must=True),
        Field("acronym", Text(40), gettext_lazy("La sigla que usaba.")),
        Field("since_on", Day(), gettext_lazy("Desde qué día.")),
        Field(
            "until_on",
            Day(),
            gettext_lazy("Hasta qué día."),
            stand_in=lambda _told, _taking: LONG_AGO,
        ),
    ),
    within="organization",
    same=(by("name", "until_on"), by("name")),
    order=lambda row: (row.until_on, row.pk),
    complete=keys,
)

ORGANIZATIONS = Noun(
    "organizations",
    Organization,
    gettext_lazy("Entidades, gremios, sindicatos, empresas y otras organizaciones."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("name", Text(200, must=True), gettext_lazy("Su nombre de hoy."), must=True),
        Field("acronym", Text(40), gettext_lazy("Su sigla: como la llama la gente.")),
        Field("constituency", Choice(Constituency), gettext_lazy("A quién representa.")),
        Field("level", Choice(OrganizationLevel), gettext_lazy("Si es nacional o subnacional.")),
        Field("parent", Ref("organizations"), gettext_lazy("De quién depende."), late=True),
        Field("territory", Ref("territories"), gettext_lazy("De qué lugar es.")),
        Field("is_anchor", Flag(), gettext_lazy("Si es una empresa tractora.")),
        Field(
            "groups",
            Codes(ExcludedGroup.values),
            gettext_lazy("Qué grupos que suelen quedar fuera representa."),
        ),
        Field("note", Text(), gettext_lazy("Lo que conviene saber de ella.")),
    ),
    (NAMES,),
    complete=keys,
    check=once,
    happened=happened,
)
