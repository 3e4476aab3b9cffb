"""Trials of a solution: what was tried, what was measured, and what it taught."""

from django.utils.translation import gettext_lazy as _

from destraba.kit.lessons import BudgetAdvice
from destraba.kit.vocabulary import Verdict
from destraba.mesas.models import Measurement, Trial

from ..chronicle import Chronicle
from ..kinds import Choice, Day, Number, Ref, Slug, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told
from .options import AT, BY
from .quantity import Quantity

MOST = 2_147_483_647


def happened(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    chronicle.arrive(told, "begun", on=row.since_on)
    if row.verdict and (told.is_new or "verdict" in told.changes):
        chronicle.tell(row, "concluded", on=row.until_on, why=row.why)


MEASUREMENTS = Noun(
    "measurements",
    Measurement,
    _("Lo que se vio: cuánto, qué día, de cuántos casos y de dónde sale."),
    (
        Field("on", Day(), _("Qué día se midió.")),
        Field("metric", Text(160), _("Qué se midió.")),
        Field("value", Quantity(), _("Cuánto."), must=True),
        Field("unit", Text(40), _("En qué: días, toneladas…")),
        Field("n", Number(0, MOST), _("De cuántos casos.")),
        Field("found_in", Text(300), _("De dónde sale el dato.")),
        Field("words", Text(), _("Lo que conviene saber de él.")),
        BY,
        AT,
    ),
    within="trial",
    same=(by("on", "metric", "at"), by("on", "metric", "value")),
)

TRIALS = Noun(
    "trials",
    Trial,
    _("Las pruebas de una solución, en rondas cortas."),
    (
        Field("ref", Slug(), _("Su referencia, que no cambia nunca."), must=True),
        Field("option", Ref("options"), _("De qué solución."), must=True),
        Field("text", Text(must=True), _("Qué se probó."), must=True),
        Field("place", Text(200), _("Dónde.")),
        Field("since_on", Day(), _("Desde qué día.")),
        Field("until_on", Day(), _("Hasta qué día.")),
        Field("verdict", Choice(Verdict), _("Funcionó, en parte, no funcionó, no se probó.")),
        Field("why", Text(), _("Por qué: lo que enseñó.")),
        Field("budget", Choice(BudgetAdvice), _("Qué recomienda para el presupuesto.")),
        Field("budget_why", Text(), _("Por qué lo recomienda.")),
    ),
    (MEASUREMENTS,),
    happened=happened,
)
