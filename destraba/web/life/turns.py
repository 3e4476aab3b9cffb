"""The pages of what may happen next to a mesa, by the kind of turn."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import MesaEventKind, MesaState


@dataclass(frozen=True)
class Turn:
    url: str
    label: str | Promise
    icon: str


PAGES = {
    MesaEventKind.LAUNCHED: Turn("mesa-launch", _("Lanzamiento oficial"), "rocket"),
    MesaEventKind.RELAUNCHED: Turn("mesa-relaunch", _("Relanzar"), "rotate-ccw"),
    MesaEventKind.NARROWED: Turn("mesa-scope", _("Cambiar el alcance"), "scaling"),
    MesaEventKind.SUSPENDED: Turn("mesa-suspension", _("Suspender"), "circle-pause"),
    MesaEventKind.MERGED: Turn("mesa-merger", _("Fusionar con otra"), "git-merge"),
    MesaEventKind.CLOSED: Turn("mesa-closure", _("Cerrar con balance"), "archive"),
}


def pages_of(mesa, *, is_told: bool | None = None) -> list[Turn]:
    """What may come; `is_told`: its official launch is already written, as far as one knows."""
    told = mesa.state != MesaState.PROPOSED if is_told is None else is_told
    return [
        page
        for kind, page in PAGES.items()
        if mesa.may_turn(kind) and not (told and kind == MesaEventKind.LAUNCHED)
    ]
