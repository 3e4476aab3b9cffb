"""The dedicated team: who was of it, when, and what each declared."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import TeamCriterion, TeamRole
from destraba.mesas.models import ConflictDeclaration, TeamMember

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import LONGEST, Choice, Day, Flag, Kind, Number, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by, mark
from ..telling import Told


class Conversation(Kind):
    """Words by criterion, of those that were talked about."""

    def __init__(self) -> None:
        words = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        properties = dict.fromkeys(TeamCriterion.values, words)
        super().__init__(type="object", properties=properties, additionalProperties=False)

    @property
    def empty(self) -> dict[str, str]:
        return {}

    def give(self, value: dict[str, str], giving: object) -> dict[str, str]:
        """In the order of the guide."""
        return {code: value[code] for code in TeamCriterion.values if code in value}


def once(told: list[Told], taking: Taking, faults: Faults) -> None:
    """Nobody is twice of the team at a time: one term without an end each."""
    here = {each.row.pk for each in told if each.row.pk}
    known = TeamMember.objects.filter(until_on=None).exclude(pk__in=here)
    met = set(known.values_list("person_id", flat=True))
    for each in told:
        if each.row.until_on is not None:
            continue
        person = mark(each.row, "person")
        if person in met:
            each.fault(faults, _("ya está en el equipo: diga hasta cuándo estuvo antes."), "person")
        met.add(person)


def joined(told: Told, chronicle: Chronicle) -> None:
    chronicle.term(told, "joined", "left")


DECLARATIONS = Noun(
    "declarations",
    ConflictDeclaration,
    gettext_lazy("Lo que declaró de sus intereses, cada vez."),
    (
        Field("declared_on", Day(), gettext_lazy("Qué día; vale por un año.")),
        Field("has_interest", Flag(), gettext_lazy("true si declara un interés.")),
        Field("organization", Ref("organizations"), gettext_lazy("En qué organización.")),
        Field("words", Text(), gettext_lazy("En qué consiste, con sus palabras.")),
    ),
    within="member",
    same=(by("declared_on", "organization"), by("declared_on")),
)

TEAM = Noun(
    "team",
    TeamMember,
    gettext_lazy("El equipo dedicado: quiénes, con qué parte y con cuánto de su tiempo."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("person", Ref("people"), gettext_lazy("Quién."), must=True),
        Field("role", Choice(TeamRole), gettext_lazy("Qué parte tiene."), must=True),
        Field(
            "share_percent",
            Number(1, 100),
            gettext_lazy("Cuánto de su tiempo, en %; 100 es dedicación exclusiva."),
        ),
        Field("since_on", Day(), gettext_lazy("Desde qué día.")),
        Field("until_on", Day(), gettext_lazy("Hasta qué día, incluido.")),
        Field("direct_line", Text(160), gettext_lazy("A quién llega sin intermediarios.")),
        Field(
            "criteria",
            Conversation(),
            gettext_lazy("De qué se conversó: palabras por criterio, ningún puntaje."),
        ),
    ),
    (DECLARATIONS,),
    check=once,
    happened=joined,
)
