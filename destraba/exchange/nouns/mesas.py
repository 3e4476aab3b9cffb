from typing import Any

from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import IsicSection, MesaEventKind, MesaKind, MesaState
from destraba.mesas.models import Diagnosis, Mesa, MesaEvent

from ..chronicle import Chronicle
from ..kinds import Choice, Codes, Moment, Number, PartialDate, Ref, Refs, Slug, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told

MOST_VERSIONS = 2_147_483_647


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "launched", on=told.row.launched_on)


# The verb that each turn of its life leaves in the timeline.
TURNS = {
    MesaEventKind.LAUNCHED: "launched_officially",
    MesaEventKind.NARROWED: "narrowed",
    MesaEventKind.WIDENED: "widened",
    MesaEventKind.SUSPENDED: "suspended",
    MesaEventKind.RELAUNCHED: "relaunched",
    MesaEventKind.MERGED: "merged",
    MesaEventKind.CLOSED: "closed",
}


def turned(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new and row.kind:
        verb = TURNS[MesaEventKind(row.kind)]
        chronicle.tell(row.mesa, verb, on=row.happened_on, why=row.words)


EVENTS = Noun(
    "events",
    MesaEvent,
    _("Los hechos de su vida: se lanzó, se acotó, se suspendió, se relanzó…"),
    (
        Field("kind", Choice(MesaEventKind), _("Qué le pasó."), must=True),
        Field("happened_on", PartialDate(), _("Cuándo; basta el año o el mes.")),
        Field("place", Text(200), _("Dónde fue.")),
        Field("authorities", Text(), _("Qué autoridades estuvieron.")),
        Field("norm", Text(200), _("La norma que lo respalda.")),
        Field("norm_url", Text(400, format="uri"), _("Dónde se lee esa norma.")),
        Field("host", Ref("organizations"), _("Quién la aloja desde entonces.")),
        Field("convener", Text(160), _("Quién convoca desde entonces.")),
        Field("scope_before", Text(), _("Hasta dónde llegaba.")),
        Field("scope_after", Text(), _("Hasta dónde llega.")),
        Field("other", Ref("mesas"), _("Con qué mesa se fusionó.")),
        Field("words", Text(), _("La razón; de un cierre, su balance.")),
    ),
    within="mesa",
    same=(by("kind", "happened_on", "words"), by("kind", "happened_on")),
    happened=turned,
)


def written(told: Told, chronicle: Chronicle) -> None:
    row: Any = told.row
    if told.is_new:
        chronicle.tell(row, "written", at=row.written_at, by=row.written_by)


DIAGNOSES = Noun(
    "diagnoses",
    Diagnosis,
    _("El diagnóstico preliminar y la estrategia de priorización, versión por versión."),
    (
        Field("version", Number(1, MOST_VERSIONS), _("Qué versión es."), must=True),
        Field("text", Text(must=True), _("Lo que dice, en Markdown."), must=True),
        Field("written_by", Ref("people"), _("Quién la escribió.")),
        Field("written_at", Moment(), _("Cuándo.")),
    ),
    within="mesa",
    same=(by("version"),),
    once=("version",),
    order=lambda row: row.version,
    happened=written,
)

MESAS = Noun(
    "mesas",
    Mesa,
    _("Las mesas ejecutivas."),
    (
        Field("ref", Slug(), _("Su referencia, que no cambia nunca."), must=True),
        Field("name", Text(200, must=True), _("Cómo se llama."), must=True),
        Field("kind", Choice(MesaKind), _("Sectorial, de factor o territorial.")),
        Field("parent", Ref("mesas"), _("La mesa nacional de una territorial."), late=True),
        Field("also_under", Refs("mesas"), _("Otras mesas nacionales a las que sirve.")),
        Field("objective", Text(), _("Su objetivo a mediano plazo.")),
        Field("scope", Text(), _("Qué abarca y qué no.")),
        Field(
            "sections",
            Codes(IsicSection.values),
            _("Secciones CIIU (ISIC Rev. 4), una letra cada una."),
        ),
        Field("territories", Refs("territories"), _("Dónde trabaja.")),
        Field("host", Ref("organizations"), _("Quién la acoge.")),
        Field("state", Choice(MesaState), _("Si es una propuesta, está en marcha…")),
        Field("launched_on", PartialDate(), _("Cuándo se lanzó; basta el año o el mes.")),
        Field("cadence_days", Number(1, 366), _("Cada cuántos días sesiona.")),
        Field("note", Text(), _("Lo que conviene saber de ella.")),
    ),
    (EVENTS, DIAGNOSES),
    happened=happened,
)
