"""The figures of what a problem should move: how much, of when, and where that comes from."""

from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import MetricReading

from ..chronicle import Chronicle
from ..kinds import Number, PartialDate, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told
from .options import AT, BY
from .quantity import Quantity

MOST = 2_147_483_647


def happened(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new:
        changes = {"value": ["", str(row)]}
        chronicle.tell(row.problem, "gauged", on=row.on, by=row.by, changes=changes)


READINGS = Noun(
    "readings",
    MetricReading,
    _("Las cifras de lo que debería moverse: la primera es el antes; la última, cómo va."),
    (
        Field("metric", Text(160), _("Qué se midió.")),
        Field("value", Quantity(), _("Cuánto."), must=True),
        Field("unit", Text(40), _("En qué: días, toneladas…")),
        Field("on", PartialDate(), _("De qué fecha es.")),
        Field("n", Number(0, MOST), _("De cuántos casos.")),
        Field("found_in", Text(300), _("De dónde sale el dato.")),
        BY,
        AT,
    ),
    within="problem",
    same=(by("metric", "unit", "on", "at"), by("metric", "unit", "on", "value")),
    happened=happened,
)
