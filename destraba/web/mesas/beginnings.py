"""The first steps of a mesa that has just been created, until it works."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from destraba.mesas.figures import Figures
from destraba.mesas.models import Meeting, Mesa

from .table import Table


@dataclass(frozen=True)
class FirstStep:
    label: str
    is_done: bool
    url: str


def beginnings(
    mesa: Mesa, told: Figures, table: Table, meetings: Sequence[Meeting]
) -> list[FirstStep]:
    """None once it has seats, problems and meetings."""
    any_problem = told.total > 0
    steps = [
        FirstStep(
            _("Decir el objetivo de mediano plazo"),
            bool(mesa.objective),
            reverse("mesa-objective", args=[mesa.pk]),
        ),
        FirstStep(
            _("Sentar a quienes hacen falta: gobierno, empleadores y trabajadores"),
            not table.missing_constituencies,
            reverse("mesa-seats", args=[mesa.pk]),
        ),
        FirstStep(
            _("Anotar los primeros problemas"),
            any_problem,
            f"{reverse('problem-new')}?mesa={mesa.pk}",
        ),
        FirstStep(_("Prever la primera sesión"), bool(meetings), "#sesiones"),
    ]
    return [] if any_problem and meetings and not table.is_empty else steps
