"""Whom it concerns that a problem has rested until its day: those who run its mesa."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import ProblemState
from destraba.mesas.models import Problem
from destraba.trail.models import Event

from .concern import Concern
from .links import link
from .running import who_run


def over(event: Event, problem: Problem) -> Iterator[Concern]:
    """They say whether it goes on or rests more; nobody hears of one that already did."""
    if problem.state != ProblemState.PARKED:
        return
    facts = {"problem": problem, "mesa": problem.mesa, "link": link("problem", problem.pk)}
    reason = _("Recibe este correo porque conduce la mesa.")
    for person in who_run(problem.mesa_id):
        yield Concern(person, reason, facts)
