"""What the team heard in each conversation of a premesa, and what it became."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import Constituency, DecentWorkDeficit, ExcludedGroup
from destraba.mesas.models import ListeningNote, Statement

from ..chronicle import Chronicle
from ..kinds import Choice, Codes, Day, Ref, Slug, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told


def happened(told: Told, chronicle: Chronicle) -> None:
    row: Any = told.row
    chronicle.arrive(told, "heard", on=row.heard_on)


STATEMENTS = Noun(
    "statements",
    Statement,
    _("Lo que dijo, cosa por cosa."),
    (
        Field("text", Text(must=True), _("Qué dijo, en sus palabras."), must=True),
        Field("cause", Text(), _("Por qué cree que pasa.")),
        Field("problem", Ref("problems"), _("En qué problema se agrupó.")),
    ),
    within="note",
    same=(by("text", "cause", "problem"), by("text", "cause"), by("text")),
)

LISTENING_NOTES = Noun(
    "listening_notes",
    ListeningNote,
    _("El cuaderno de escuchas: las conversaciones de cada premesa."),
    (
        Field("ref", Slug(), _("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), _("De la premesa de qué mesa."), must=True),
        Field("meeting", Ref("meetings"), _("En qué encuentro, si fue en uno.")),
        Field("heard_on", Day(), _("Qué día.")),
        Field("heard_by", Ref("people"), _("Quién escuchó.")),
        Field("place", Text(160), _("Dónde.")),
        Field("organization", Ref("organizations"), _("Por qué organización habló.")),
        Field("speaker", Text(160), _("Quién habló: su nombre, o quién es.")),
        Field("constituency", Choice(Constituency), _("De qué sector es quien habló.")),
        Field("groups", Codes(ExcludedGroup.values), _("Por qué grupos excluidos habló.")),
        Field("deficits", Codes(DecentWorkDeficit.values), _("Qué déficits toca lo que dijo.")),
        Field("solutions", Text(), _("Las soluciones que propone.")),
        Field("could_sit", Text(), _("Quién podría sentarse en la mesa.")),
        Field("liaison", Text(200), _("Quién sería el enlace.")),
        Field("authority", Text(200), _("Quién tiene el poder formal de decidir.")),
    ),
    (STATEMENTS,),
    happened=happened,
)
