"""Why each problem happens: causes that hang from causes, each before those below it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import CauseState, Room
from destraba.mesas.models import Cause, Problem, SpaceOfCause
from destraba.mesas.models.cause import DEEPEST, LONGEST
from destraba.mesas.models.change_space import TOLD
from destraba.mesas.models.grove import Grove

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Day, Number, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told
from .commitments import keep_documents
from .evidence import Evidence


def hang_together(told: list[Told], taking: Taking, faults: Faults) -> None:
    """A cause explains one of its own problem; circles are seen to by whoever looks together."""
    said = {each.row.ref: each.late["parent"] for each in told if "parent" in each.late}
    for each in told:
        above = list(_above(each.row, said))
        problem = getattr(each.row, "problem", None)
        if any(getattr(cause, "problem", None) != problem for cause in above[:1]):
            each.fault(faults, _("la causa que explica es de otro problema."), "parent")
        elif len(above) >= DEEPEST:
            each.fault(faults, _("hay hasta %s niveles de causas.") % DEEPEST, "parent")


def _above(cause: Any, said: dict[str, Any]) -> Iterable[Any]:
    """The causes that it leads to, nearest first, as the file leaves them; a circle once."""
    met: set[str] = set()
    while cause.ref not in met:
        met.add(cause.ref)
        cause = said.get(cause.ref, cause.parent)
        if cause is None:
            return
        yield cause


def of_the_same_problem(told: list[Told], taking: Taking) -> None:
    """What is assessed of a cause is of its problem too."""
    for each in told:
        if each.is_new and each.parent:
            each.row.problem = getattr(each.parent.row, "problem", None)


def put_in_order(rows: list[Any]) -> None:
    """Problem by problem, each cause before those below it."""
    problems: dict[Any, list[Any]] = {}
    for row in sorted(rows, key=lambda row: (row.position, row.pk)):
        problems.setdefault(row.problem_id, []).append(row)
    by_ref = Problem.objects.order_by("ref").values_list("pk", flat=True)
    rows[:] = [
        branch.cause
        for problem in by_ref
        if problem in problems
        for top in Grove(problems[problem]).branches()
        for branch in top.walk()
    ]


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "supposed", on=told.row.noted_on)


CHANGE_SPACES = Noun(
    "change_spaces",
    SpaceOfCause,
    gettext_lazy("Cuánto espacio de cambio hay en ella, cada vez que se valoró; vale la última."),
    (
        Field("authority", Choice(Room), gettext_lazy("Si quien puede decidir está dispuesto.")),
        Field("authority_why", Text(), gettext_lazy("Por qué.")),
        Field("acceptance", Choice(Room), gettext_lazy("Si a quienes toca lo quieren.")),
        Field("acceptance_why", Text(), gettext_lazy("Por qué.")),
        Field("ability", Choice(Room), gettext_lazy("Si hay gente, dinero y saber para hacerlo.")),
        Field("ability_why", Text(), gettext_lazy("Por qué.")),
        Field("assessed_on", Day(), gettext_lazy("Qué día se valoró.")),
        Field("assessed_by", Ref("people"), gettext_lazy("Quién lo valoró.")),
    ),
    within="cause",
    same=(by(*TOLD, "assessed_on", "assessed_by"), by("assessed_on", "assessed_by")),
    complete=of_the_same_problem,
)

CAUSES = Noun(
    "causes",
    Cause,
    gettext_lazy("Por qué pasa cada problema, y por qué pasa eso, hasta la raíz."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("problem", Ref("problems"), gettext_lazy("De qué problema."), must=True),
        Field(
            "parent",
            Ref("causes"),
            gettext_lazy("La causa que explica; si explica el problema mismo, nada."),
            late=True,
        ),
        Field(
            "position",
            Number(),
            gettext_lazy("Su lugar entre las que explican lo mismo."),
            absent=0,
        ),
        Field("text", Text(LONGEST, must=True), gettext_lazy("La causa, en una frase."), must=True),
        Field("state", Choice(CauseState), gettext_lazy("Supuesta, confirmada o refutada.")),
        Field("said_by", Ref("organizations"), gettext_lazy("Quién lo dice.")),
        Field("would_refute", Text(), gettext_lazy("Qué mostraría que nos equivocamos.")),
        Field("evidence", Text(), gettext_lazy("Qué la confirmó o la refutó.")),
        Field("evidence_source", Text(400), gettext_lazy("De dónde sale: un enlace o la cita.")),
        Field(
            "document",
            Evidence(),
            gettext_lazy("El archivo: nombre y huella; con --with-files, todo."),
        ),
        Field("noted_on", Day(), gettext_lazy("Qué día se anotó.")),
    ),
    (CHANGE_SPACES,),
    check=hang_together,
    happened=happened,
    before=keep_documents,
    gather=put_in_order,
)
