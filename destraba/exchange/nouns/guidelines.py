"""What the high level proposed downward, each step of its way back, and advice set aside."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import GuidelineState, GuidelineStep
from destraba.mesas.models import Guideline, GuidelineTurn, SetAside

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Day, Moment, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told

# The event that each step leaves in the timeline.
VERBS = {
    GuidelineStep.PROBLEM: "taken_up",
    GuidelineStep.LINKED: "linked",
    GuidelineStep.THEME: "on_agenda",
    GuidelineStep.DECLINED: "declined",
    GuidelineStep.REPORTED: "reported",
    GuidelineStep.RETURNED: "returned",
}


def complete(told: list[Told], taking: Taking) -> None:
    """The clock of what has no return yet: the day after it was wanted, or today."""
    for each in told:
        if each.is_new or {"state", "wanted_by"} & each.changes.keys():
            each.derive("attend_on", _attend_on(each.row, taking))


def _attend_on(guideline: Any, taking: Taking) -> datetime.date | None:
    if not guideline.is_open or not guideline.wanted_by:
        return None
    return taking.day_after(guideline.wanted_by)


def of_its_mesa(told: list[Told], taking: Taking, faults: Faults) -> None:
    """The problem that it is, while it has no return, is one of its own mesa; afterwards the
    problem may go on at another one, which took over its work."""
    for each in told:
        problem = each.row.problem
        if each.row.is_open and problem is not None and problem.mesa != each.row.mesa:
            each.fault(faults, _("el problema es de otra mesa."), "problem")


def proposed(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "proposed", on=told.row.proposed_on)


def stepped(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new and row.kind in VERBS:
        verb = VERBS[GuidelineStep(row.kind)]
        chronicle.tell(row.guideline, verb, at=row.at, on=row.on, by=row.by, why=row.words)


def kept(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told)


BY = Field("by", Ref("people"), gettext_lazy("Quién lo anotó."))
AT = Field("at", Moment(), gettext_lazy("Cuándo se anotó."))

STEPS = Noun(
    "steps",
    GuidelineTurn,
    gettext_lazy("Cada paso de bajada y de vuelta, en orden."),
    (
        Field("kind", Choice(GuidelineStep), gettext_lazy("Qué pasó."), must=True),
        Field("on", Day(), gettext_lazy("Qué día.")),
        Field("words", Text(), gettext_lazy("En qué palabras.")),
        BY,
        AT,
    ),
    within="guideline",
    same=(by("kind", "at"), by("kind", "on", "words")),
    happened=stepped,
)

GUIDELINES = Noun(
    "guidelines",
    Guideline,
    gettext_lazy("Lo que el alto nivel propuso a una mesa, con su retorno."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), gettext_lazy("A qué mesa."), must=True),
        Field("text", Text(must=True), gettext_lazy("Lo que se propone."), must=True),
        Field("why", Text(), gettext_lazy("Por qué.")),
        Field("wanted_by", Day(), gettext_lazy("Para qué día se quiere su retorno.")),
        Field("proposer", Ref("people"), gettext_lazy("Quién lo propone.")),
        Field("proposed_on", Day(), gettext_lazy("Qué día se propuso.")),
        Field("said_at", Ref("meetings"), gettext_lazy("En qué sesión se dijo…")),
        Field("said_in", Text(300), gettext_lazy("… o dónde, en palabras.")),
        Field("together", Text(60), gettext_lazy("Lo que comparten los propuestos a la vez.")),
        Field("state", Choice(GuidelineState), gettext_lazy("Cómo va.")),
        Field("problem", Ref("problems"), gettext_lazy("El problema que es ahora.")),
        Field("session", Ref("meetings"), gettext_lazy("La sesión que lo tiene de tema.")),
    ),
    (STEPS,),
    complete=complete,
    check=of_its_mesa,
    happened=proposed,
)

SET_ASIDE = Noun(
    "set_aside",
    SetAside,
    gettext_lazy("Los consejos del método que alguien dejó de lado, con su razón."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), gettext_lazy("En qué mesa."), must=True),
        Field("signal", Text(4, must=True), gettext_lazy("El consejo: R07, R35…"), must=True),
        Field("problem", Ref("problems"), gettext_lazy("Sobre qué problema.")),
        Field("organization", Ref("organizations"), gettext_lazy("Sobre qué entidad.")),
        Field("meeting", Ref("meetings"), gettext_lazy("Sobre qué sesión.")),
        Field("person", Ref("people"), gettext_lazy("Sobre quién.")),
        Field("why", Text(must=True), gettext_lazy("Por qué se deja de lado."), must=True),
        BY,
        AT,
    ),
    happened=kept,
)
