"""Snapshots of the programme's figures: as they were counted one day, and never counted again."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.mesas.models import FigureSnapshot

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import LONGEST, Day, Giving, Kind, Ref, Slug, Taking, Text, in_order
from ..noun import Field, Noun
from ..telling import Told

CODE = "^[a-z][a-z_]{0,19}$"
ROW = {
    "type": "object",
    "properties": {
        "ref": {"type": "string", "minLength": 1, "maxLength": 60},
        "title": {"type": "string", "maxLength": LONGEST},
        "mesa": {"type": "string", "maxLength": 200},
    },
    "required": ["ref", "title", "mesa"],
    "additionalProperties": False,
}


class Behind(Kind):
    """By figure, the rows that it counted, as they read that day."""

    def __init__(self) -> None:
        super().__init__(
            type="object",
            patternProperties={CODE: {"type": "array", "items": ROW}},
            additionalProperties=False,
        )

    @property
    def empty(self) -> dict[str, Any]:
        return {}

    def give(self, value: Any, giving: Giving) -> Any:
        return in_order(value)


def complete(told: list[Told], taking: Taking) -> None:
    """A figure is as many as the rows behind it."""
    for each in told:
        each.derive("counts", {code: len(rows) for code, rows in each.row.content.items()})


def once_and_for_all(told: list[Told], taking: Taking, faults: Faults) -> None:
    """What was counted one day says what it said."""
    for each in told:
        if not each.is_new and {"content", "taken_on", "rule"} & each.changes.keys():
            each.fault(faults, _("ese corte ya se tomó y dice otra cosa: agregue otro."), "content")


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "taken", on=told.row.taken_on)


FIGURE_SNAPSHOTS = Noun(
    "figure_snapshots",
    FigureSnapshot,
    gettext_lazy("Cortes de las cifras del programa, cada uno como se tomó aquel día."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("title", Text(120, must=True), gettext_lazy("Cómo se llama."), must=True),
        Field("taken_on", Day(), gettext_lazy("Qué día se tomó."), must=True),
        Field("taken_by", Ref("people"), gettext_lazy("Quién lo tomó.")),
        Field("note", Text(), gettext_lazy("Para qué.")),
        Field("rule", Text(), gettext_lazy("La regla con que se contó, en sus palabras.")),
        Field("content", Behind(), gettext_lazy("Qué había detrás de cada cifra.")),
        Field("published_on", Day(), gettext_lazy("Desde qué día se publica.")),
    ),
    complete=complete,
    check=once_and_for_all,
    happened=happened,
)
