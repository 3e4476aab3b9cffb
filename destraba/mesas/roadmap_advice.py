"""What the method advises of a first roadmap. It may be set aside with a reason; nothing stops."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.vocabulary import DecentWorkDeficit, Pace

from .models.roadmap import Chosen

FEWEST, MOST = 3, 4
# Employment, and what people earn by it.
EMPLOYMENT = {DecentWorkDeficit.JOBS, DecentWorkDeficit.PAY}


@dataclass(frozen=True)
class Advice:
    """`signal` is its code in the method's list of signals."""

    signal: str
    words: str


def advice_on(objective: str, chosen: Sequence[Chosen], *, most: int = MOST) -> list[Advice]:
    """Nothing when the roadmap is as the method would have it (R03, R04, R44).

    `most` are the places in focus of the programme.
    """
    found = []
    if not objective.strip():
        found.append(Advice("R03", _("No tiene objetivo de mediano plazo: hacia dónde va.")))
    if not min(FEWEST, most) <= len(chosen) <= most:
        found.append(Advice("R03", _how_many(len(chosen), most)))
    if not any(each.pace == Pace.EARLY_WIN for each in chosen):
        found.append(
            Advice("R04", _("Ninguno es una victoria temprana: lo primero que sale da confianza."))
        )
    if not any(moves_work(each) for each in chosen):
        found.append(
            Advice("R44", _("Ninguno mueve el empleo ni la productividad: dígalo en al menos uno."))
        )
    return found


def moves_work(chosen: Chosen) -> bool:
    """Whether it moves employment or productivity."""
    return bool(chosen.pillars) or bool(EMPLOYMENT & set(chosen.deficits))


def _how_many(count: int, most: int) -> str:
    told = ngettext("Hay %(n)s problema", "Hay %(n)s problemas", count) % {"n": count}
    if count < min(FEWEST, most):
        return _("%(told)s: con tres o cuatro, si uno se atasca la mesa sigue.") % {"told": told}
    words = _("%(told)s: con más de %(most)s, ninguno está de verdad en foco.")
    return words % {"told": told, "most": most}
