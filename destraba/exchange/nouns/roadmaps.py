"""Revisions of a mesa's roadmap: as they were agreed one day, and never written over."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import (
    DecentWorkDeficit,
    ExcludedGroup,
    Pace,
    ProblemKind,
    ProductivityPillar,
    Room,
    Stage,
)
from destraba.mesas.models import RoadmapRevision
from destraba.mesas.models.change_space import SIDES

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import LONGEST, REF, Day, Giving, Kind, Number, Ref, Slug, Taking, Text, in_order
from ..noun import Field, Noun
from ..rows import mark
from ..telling import Told

MOST = 2_147_483_647
WORDS = {"type": "string", "maxLength": LONGEST}
SPACE = {
    "type": "object",
    "properties": {
        **{side: {"enum": ["", *Room.values]} for side in SIDES},
        **{f"{side}_why": WORDS for side in SIDES},
    },
    "additionalProperties": False,
}
PROBLEM = {
    "type": "object",
    "properties": {
        "ref": {"type": "string", "pattern": REF, "maxLength": 60},
        "title": {"type": "string", "minLength": 1, "maxLength": 200},
        "kind": {"enum": ["", *ProblemKind.values]},
        "pace": {"enum": ["", *Pace.values]},
        "deficits": {"type": "array", "items": {"enum": DecentWorkDeficit.values}},
        "pillars": {"type": "array", "items": {"enum": ProductivityPillar.values}},
        "groups": {"type": "array", "items": {"enum": ExcludedGroup.values}},
        "metric": WORDS,
        "moved": WORDS,
        "solution": WORDS,
        "stage": {"enum": ["", *Stage.values]},
        "next_step": WORDS,
        "next_due_on": {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]},
        "why": WORDS,
        "change_space": {"anyOf": [SPACE, {"type": "null"}]},
    },
    "required": ["title"],
    "additionalProperties": False,
}
ADVICE = {
    "type": "object",
    "properties": {"signal": {"type": "string", "minLength": 1, "maxLength": 10}, "why": WORDS},
    "required": ["signal", "why"],
    "additionalProperties": False,
}


class Content(Kind):
    """What was agreed, whole: the problems in focus, those that wait, the advice set aside."""

    def __init__(self) -> None:
        super().__init__(
            type="object",
            properties={
                "focus": {"type": "array", "items": PROBLEM},
                "waiting": {"type": "array", "items": PROBLEM},
                "set_aside": {"type": "array", "items": ADVICE},
            },
            additionalProperties=False,
        )

    @property
    def empty(self) -> dict[str, Any]:
        return {}

    def give(self, value: Any, giving: Giving) -> Any:
        return in_order(value)


def once_and_for_all(told: list[Told], taking: Taking, faults: Faults) -> None:
    """A number is of one revision of a mesa; one that was agreed says what it said."""
    rows = RoadmapRevision.objects.values_list("mesa", "number", "ref") if told else []
    known: dict[Any, str] = {tuple(numbered): ref for *numbered, ref in rows}
    for each in told:
        row = each.row
        owner = known.setdefault((mark(row, "mesa"), row.number), row.ref)
        if owner != row.ref:
            words = _("el número %(number)s ya es de «%(ref)s» en esa mesa.")
            each.fault(faults, words % {"number": row.number, "ref": owner}, "number")
        if "content" in each.changes:
            words = _("la hoja %s ya se acordó y dice otra cosa: agregue otra, con otro número.")
            each.fault(faults, words % row.number, "content")


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "agreed", on=told.row.agreed_on)


ROADMAP_REVISIONS = Noun(
    "roadmap_revisions",
    RoadmapRevision,
    gettext_lazy("Las hojas de ruta, cada una como se acordó aquel día."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), gettext_lazy("De qué mesa."), must=True),
        Field("number", Number(1, MOST), gettext_lazy("Qué número es en su mesa."), must=True),
        Field("agreed_on", Day(), gettext_lazy("Qué día se acordó.")),
        Field("meeting", Ref("meetings"), gettext_lazy("En qué sesión.")),
        Field("objective", Text(), gettext_lazy("El objetivo de mediano plazo que decía.")),
        Field("content", Content(), gettext_lazy("Los problemas, como se leían ese día.")),
        Field("why", Text(), gettext_lazy("Por qué se empezó por esos.")),
        Field("written_by", Ref("people"), gettext_lazy("Quién la escribió.")),
    ),
    check=once_and_for_all,
    happened=happened,
)
