"""What went up to the high-level body, each step of its way, and its briefs."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import ElevationMotive, ElevationState, ElevationTurn, Ruling
from destraba.mesas.models import Brief, Elevation, Turn

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Day, Moment, Number, Ref, Refs, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told

# The event that each turn leaves in the timeline.
VERBS = {
    ElevationTurn.WARNED: "warned",
    ElevationTurn.RAISED: "raised",
    ElevationTurn.SENT: "brief_sent",
    ElevationTurn.CLIMBED: "climbed",
    ElevationTurn.DECIDED: "decided",
    ElevationTurn.RETURNED: "returned",
}


def complete(told: list[Told], taking: Taking) -> None:
    """The clock of what waits: the day after its rung should have answered, or today."""
    for each in told:
        if each.is_new or {"state", "answer_by"} & each.changes.keys():
            each.derive("attend_on", _attend_on(each.row, taking))


def _attend_on(elevation: Any, taking: Taking) -> datetime.date | None:
    if not elevation.is_waiting or not elevation.answer_by:
        return None
    return taking.day_after(elevation.answer_by)


def of_one_thing(told: list[Told], taking: Taking, faults: Faults) -> None:
    """It is about a problem or about a commitment, of its own mesa."""
    for each in told:
        row = each.row
        if (row.problem is None) == (row.commitment is None):
            each.fault(faults, _("debe ser de un problema o de un compromiso, y de uno solo."))
        elif (row.problem or row.commitment).mesa != row.mesa:
            each.fault(faults, _("lo que se eleva es de otra mesa."), "mesa")


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "prepared", on=told.row.raised_on)


def turned(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new and row.kind:
        verb = VERBS.get(ElevationTurn(row.kind), "answered")
        chronicle.tell(row.elevation, verb, at=row.at, on=row.on, by=row.by, why=row.words)


BY = Field("by", Ref("people"), gettext_lazy("Quién lo anotó."))
AT = Field("at", Moment(), gettext_lazy("Cuándo se anotó."))

TURNS = Noun(
    "turns",
    Turn,
    gettext_lazy("Cada paso de ida y de vuelta, en orden."),
    (
        Field("kind", Choice(ElevationTurn), gettext_lazy("Qué pasó."), must=True),
        Field("on", Day(), gettext_lazy("Qué día.")),
        Field("rung_name", Text(80), gettext_lazy("En qué peldaño estaba.")),
        Field("person", Ref("people"), gettext_lazy("Quién decidió.")),
        Field("words", Text(), gettext_lazy("En qué palabras.")),
        Field("meeting", Ref("meetings"), gettext_lazy("En qué sesión se verá o se vio.")),
        Field("ruling", Choice(Ruling), gettext_lazy("Qué clase de decisión fue.")),
        Field("amount", Text(80), gettext_lazy("Cuánto presupuesto.")),
        Field("norm", Text(200), gettext_lazy("Qué norma.")),
        Field("commitments", Refs("commitments"), gettext_lazy("Los compromisos que dejó abajo.")),
        BY,
        AT,
    ),
    within="elevation",
    same=(by("kind", "at"), by("kind", "on", "words")),
    happened=turned,
)

BRIEFS = Noun(
    "briefs",
    Brief,
    gettext_lazy("La ayuda memoria, en todas sus versiones."),
    (
        Field("version", Number(1), gettext_lazy("Cuál: 1, 2…"), must=True),
        Field("text", Text(must=True), gettext_lazy("El texto, en Markdown."), must=True),
        BY,
        AT,
    ),
    within="elevation",
    same=(by("version"),),
    once=("version",),
    order=lambda row: (row.version, row.pk),
)

ELEVATIONS = Noun(
    "elevations",
    Elevation,
    gettext_lazy("Lo que subió al alto nivel, con su respuesta."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), gettext_lazy("De qué mesa."), must=True),
        Field("problem", Ref("problems"), gettext_lazy("El problema que se eleva…")),
        Field("commitment", Ref("commitments"), gettext_lazy("… o el compromiso.")),
        Field("motive", Choice(ElevationMotive), gettext_lazy("Por qué sube.")),
        Field("asked", Text(must=True), gettext_lazy("La decisión exacta que se pide."), must=True),
        Field("asked_of", Ref("people"), gettext_lazy("A quién se pide.")),
        Field("wanted_by", Day(), gettext_lazy("Para qué día.")),
        Field("options", Text(), gettext_lazy("Las opciones, con sus argumentos.")),
        Field("consulted_workers", Text(), gettext_lazy("Qué dijeron los trabajadores.")),
        Field("consulted_employers", Text(), gettext_lazy("Qué dijeron los empleadores.")),
        Field("consulted_others", Text(), gettext_lazy("A quién más se consultó.")),
        Field("cost", Text(), gettext_lazy("Cuánto cuesta y quién lo pagaría.")),
        Field("state", Choice(ElevationState), gettext_lazy("Dónde está.")),
        Field("raised_on", Day(), gettext_lazy("Qué día subió.")),
        Field("rung", Number(0, 20), gettext_lazy("El lugar de su peldaño, desde 0.")),
        Field("rung_name", Text(80), gettext_lazy("Cómo se llama ese peldaño.")),
        Field("on_rung_since", Day(), gettext_lazy("Desde qué día está en él.")),
        Field("answer_by", Day(), gettext_lazy("Hasta qué día debe responder.")),
    ),
    (TURNS, BRIEFS),
    complete=complete,
    check=of_one_thing,
    happened=happened,
    found_by=("problem", "commitment", "briefs"),
)
