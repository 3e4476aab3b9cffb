"""What the method asks of what a problem would move: hints, never a condition (R17, R44, R45)."""

from django.utils.translation import gettext as _

from .models import Problem
from .roadmap_advice import Advice


def hints_on(problem: Problem, *, is_measured: bool) -> list[Advice]:
    """Nothing when all is told."""
    found = [_on_work(problem)] if not (problem.deficits and problem.pillars) else []
    if not problem.metric:
        found.append(Advice("", _("Sin una cifra que deba moverse, no se sabrá si se movió.")))
    elif not is_measured:
        found.append(Advice("", _("Falta la primera cifra: cuánto es hoy, antes de hacer nada.")))
    if not problem.groups:
        words = _("Nadie ha dicho a qué grupos toca: mujeres, jóvenes, pueblos indígenas, campo…")
        found.append(Advice("R17", words))
    if not problem.transition:
        words = _("Nadie ha dicho si tiene que ver con el ambiente y la transición justa.")
        found.append(Advice("R45", words))
    return found


def _on_work(problem: Problem) -> Advice:
    """Every mesa is for both: productivity and decent work."""
    if problem.pillars:
        return Advice("R44", _("Dice qué productividad movería; falta qué trabajo decente."))
    if problem.deficits:
        return Advice("R44", _("Dice qué trabajo decente movería; falta qué productividad."))
    return Advice("R44", _("Falta decir qué movería: productividad y trabajo decente."))
