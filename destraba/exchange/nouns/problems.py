"""Problems, the names that members give them, and the part of each entity."""

import datetime
from collections import defaultdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from destraba.kit.text import plain
from destraba.kit.vocabulary import (
    CoordinationFailure,
    DecentWorkDeficit,
    EntityRole,
    ExcludedGroup,
    InterventionLevel,
    Pace,
    ProblemKind,
    ProblemState,
    ProductivityPillar,
    Room,
    Transition,
)
from destraba.mesas.models import Problem, ProblemEntity, ProblemName, SpaceOfProblem
from destraba.mesas.models.change_space import TOLD
from destraba.trail.models import Event

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Codes, Day, Flag, PartialDate, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told
from .readings import READINGS
from .referrals import LEVELS

# Days that live in the trail alone: the mesa's speed is told by them.
DAYS = {"raised_on": "problem.raised", "solved_on": "problem.solved"}


def complete(told: list[Told], taking: Taking) -> None:
    """What the trail already tells is not told again."""
    for each in told:
        each.derive("title_key", plain(each.row.title)[:200])
        if each.is_new or {"state", "parked_until"} & each.changes.keys():
            each.derive("attend_on", _attend_on(each.row, taking))
    before = [each for each in told if not each.is_new and DAYS.keys() & each.values.keys()]
    gather([each.row for each in before])
    for each in before:
        for name in DAYS:
            if getattr(each.row, name):
                each.values.pop(name, None)


def _attend_on(problem: Any, taking: Taking) -> datetime.date | None:
    """The clock of one that rests: the day that it said, or today."""
    if problem.state != ProblemState.PARKED:
        return None
    until_on: datetime.date = problem.parked_until or taking.today
    return max(until_on, taking.today)


def of_another(told: list[Told], taking: Taking, faults: Faults) -> None:
    """A problem goes on in another, and comes from another."""
    for each in told:
        for name in ("merged_into", "split_from"):
            if getattr(each.row, name) is each.row:
                each.fault(faults, gettext("un problema no sigue en sí mismo."), name)


def gather(rows: list[Any]) -> None:
    """Give each problem the days that the trail tells: when it came, and when it was solved."""
    days: dict[Any, dict[str, Any]] = defaultdict(dict)
    events = Event.objects.filter(verb__in=DAYS.values()) if rows else Event.objects.none()
    for verb, problem, at in events.order_by("at").values_list("verb", "subject_id", "at"):
        days[problem][verb] = timezone.localdate(at)
    for row in rows:
        for name, verb in DAYS.items():
            setattr(row, name, days[row.pk].get(verb))


def happened(told: Told, chronicle: Chronicle) -> None:
    raised_on, solved_on = (told.values.get(name) for name in DAYS)
    if told.is_new:
        chronicle.arrive(told, "raised", on=raised_on)
    else:
        chronicle.tell(told.row, "raised", on=raised_on)
    chronicle.tell(told.row, "solved", on=solved_on)


NAMES = Noun(
    "names",
    ProblemName,
    _("Otros nombres que los miembros le dan."),
    (
        Field("name", Text(200, must=True), _("El otro nombre."), must=True),
        Field("organization", Ref("organizations"), _("Quién lo llama así.")),
    ),
    within="problem",
    same=(by("name", "organization"), by("name")),
)

ENTITIES = Noun(
    "entities",
    ProblemEntity,
    _("Qué parte tiene cada entidad."),
    (
        Field("organization", Ref("organizations"), _("Qué entidad."), must=True),
        Field("role", Choice(EntityRole), _("Debe actuar, debe cooperar o es afectada.")),
        Field("liaison", Ref("people"), _("Su enlace para este problema.")),
        Field("authority", Ref("people"), _("Quién tiene la competencia formal.")),
        Field("authority_to_find", Flag(), _("true si esa autoridad está por encontrar.")),
    ),
    within="problem",
    same=(by("organization"),),
    once=("organization",),
)

CHANGE_SPACES = Noun(
    "change_spaces",
    SpaceOfProblem,
    _("Cuánto espacio de cambio hay, cada vez que se valoró; vale la última."),
    (
        Field("authority", Choice(Room), _("Si quien puede decidir está dispuesto.")),
        Field("authority_why", Text(), _("Por qué.")),
        Field("acceptance", Choice(Room), _("Si a quienes toca lo quieren.")),
        Field("acceptance_why", Text(), _("Por qué.")),
        Field("ability", Choice(Room), _("Si hay gente, dinero y saber para hacerlo.")),
        Field("ability_why", Text(), _("Por qué.")),
        Field("assessed_on", Day(), _("Qué día se valoró.")),
        Field("assessed_by", Ref("people"), _("Quién lo valoró.")),
    ),
    within="problem",
    same=(by(*TOLD, "assessed_on", "assessed_by"), by("assessed_on", "assessed_by")),
)

PROBLEMS = Noun(
    "problems",
    Problem,
    _("Trabas y oportunidades."),
    (
        Field("ref", Slug(), _("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), _("De qué mesa."), must=True),
        Field("title", Text(200, must=True), _("En pocas palabras."), must=True),
        Field("statement", Text(), _("El problema, bien dicho.")),
        Field("kind", Choice(ProblemKind), _("Traba u oportunidad.")),
        Field("state", Choice(ProblemState), _("En lista, en foco, resuelto, descartado…")),
        Field("pace", Choice(Pace), _("Victoria temprana o estructural.")),
        Field("failures", Codes(CoordinationFailure.values), _("Qué coordinación falla.")),
        Field(
            "deficits",
            Codes(DecentWorkDeficit.values),
            _("Qué déficits de trabajo decente reduciría."),
        ),
        Field(
            "pillars",
            Codes(ProductivityPillar.values),
            _("Qué pilares de la productividad movería."),
        ),
        Field("groups", Codes(ExcludedGroup.values), _("A qué grupos que suelen quedar fuera.")),
        Field("metric", Text(160), _("Qué cifra debería moverse.")),
        Field("unit", Text(40), _("En qué se mide: días, toneladas…")),
        Field("transition", Choice(Transition), _("Si tiene que ver con la transición justa.")),
        Field("transition_why", Text(), _("Por qué tiene que ver, o no.")),
        Field("level", Choice(InterventionLevel), _("En una mesa territorial, de qué nivel es.")),
        Field("measure", Text(), _("Lo que una fuente cuenta que se hizo.")),
        Field("reported_state", Text(60), _("Cómo llama la fuente a su estado.")),
        Field("reported_on", PartialDate(), _("De qué fecha habla la fuente.")),
        Field("moved_on", Day(), _("El último día en que algo se movió.")),
        Field("parked_until", Day(), _("Hasta qué día está en pausa.")),
        Field("merged_into", Ref("problems"), _("En cuál sigue, si se fusionó."), late=True),
        Field("split_from", Ref("problems"), _("De dividir cuál nació."), late=True),
        Field("raised_on", Day(), _("Qué día se planteó."), lives_in_trail=True),
        Field("solved_on", Day(), _("Qué día se destrabó."), lives_in_trail=True),
    ),
    (NAMES, ENTITIES, CHANGE_SPACES, LEVELS, READINGS),
    complete=complete,
    check=of_another,
    happened=happened,
    found_by=("names",),
    gather=gather,
)
