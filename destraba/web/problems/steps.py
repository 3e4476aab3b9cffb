"""What may happen to a problem as it stands: the word in the address, the button, and the verb."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import ProblemState
from destraba.mesas.models import Problem
from destraba.mesas.models.reshaping import ALIVE, PENDING


@dataclass(frozen=True)
class Step:
    word: str
    label: str | Promise
    ask: str | Promise
    icon: str
    since: tuple[str, ...]


STEPS = {
    step.word: step
    for step in [
        Step("foco", _("Poner en foco"), _("Por qué ahora"), "crosshair", (ProblemState.LISTED,)),
        Step(
            "espera",
            _("Devolver a la lista"),
            _("Por qué deja el foco"),
            "list",
            (ProblemState.IN_FOCUS,),
        ),
        Step(
            "solucion",
            _("Dar por resuelto"),
            _("Cómo se sabe que se destrabó"),
            "check",
            tuple(ALIVE),
        ),
        Step("descarte", _("Descartar"), _("Por qué se descarta"), "archive", tuple(PENDING)),
        Step(
            "reanudacion",
            _("Retomar"),
            _("Por qué se retoma"),
            "circle-play",
            (ProblemState.PARKED,),
        ),
        Step(
            "reapertura",
            _("Reabrir"),
            _("Por qué se reabre"),
            "rotate-ccw",
            (ProblemState.SOLVED, ProblemState.DROPPED),
        ),
        Step(
            "separacion",
            _("Deshacer la fusión"),
            _("Por qué no eran el mismo"),
            "rotate-ccw",
            (ProblemState.MERGED,),
        ),
        Step(
            "reunion",
            _("Deshacer la división"),
            _("Por qué era uno solo"),
            "rotate-ccw",
            (ProblemState.SPLIT,),
        ),
    ]
}
VERBS = {
    "espera": Problem.wait,
    "solucion": Problem.solve,
    "descarte": Problem.drop,
    "reanudacion": Problem.resume,
    "reapertura": Problem.reopen,
    "separacion": Problem.reopen,
    "reunion": Problem.reopen,
}


def steps_of(problem: Problem) -> list[Step]:
    return [step for step in STEPS.values() if problem.state in step.since]
