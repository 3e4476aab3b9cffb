import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from destraba.kit.vocabulary import Inducement, InterventionLevel, MesaKind, MesaState

from .mesa import Mesa
from .problem import Problem
from .question import NotReady

UP = [InterventionLevel.SECOND, InterventionLevel.THIRD]


@dataclass(frozen=True)
class Asking:
    """What a territorial mesa asks of a national one: by its level it asks for other things."""

    level: str
    # Level 2: what is to be induced. Level 3: what the national bodies are to do.
    asked: str
    # Level 2: who executes below. Level 3: which national bodies.
    executor: str
    why: str
    wanted_by: datetime.date | None
    inducement: str = ""
    consulted: str = ""
    contact: str = ""

    def must_be_whole(self) -> None:
        """Raises NotReady with what is missing."""
        if self.level not in UP:
            raise NotReady(_("Solo lo de segundo o tercer nivel se eleva: lo demás se queda aquí."))
        is_second = self.level == InterventionLevel.SECOND
        told: dict[str, object] = {
            _("qué se pide"): self.asked.strip(),
            _("quién ejecuta aquí abajo") if is_second else _("a qué entidades nacionales toca"): (
                self.executor.strip()
            ),
            _("por qué no se puede resolver aquí"): self.why.strip(),
            _("para cuándo"): self.wanted_by,
            _("a quién se consultó"): self.consulted.strip(),
            _("con quién hablar"): self.contact.strip(),
        }
        if is_second:
            told[_("qué se espera de la mesa nacional")] = self.inducement in Inducement.values
        missing = [words for words, value in told.items() if not value]
        if missing:
            raise NotReady(_("A la elevación le falta: %s.") % ", ".join(missing))


def must_go_up(problem: Problem, to: Mesa | None) -> None:
    """Only what a territorial mesa has at hand, and only to a national mesa at work."""
    if problem.mesa.kind != MesaKind.TERRITORIAL:
        raise NotReady(_("Solo una mesa territorial eleva a una mesa nacional."))
    if problem.mesa.state != MesaState.ACTIVE:
        raise NotReady(_("La mesa no está en marcha: nada se eleva desde ella."))
    if not problem.is_alive:
        raise NotReady(_("El problema está %s: no se eleva.") % problem.get_state_display())
    if to is None:
        raise NotReady(_("Diga a qué mesa nacional se eleva."))
    if to.kind == MesaKind.TERRITORIAL:
        raise NotReady(_("«%s» también es territorial: elija una mesa nacional.") % to.name)
    if to.state != MesaState.ACTIVE:
        raise NotReady(_("«%s» no está en marcha: elija otra mesa nacional.") % to.name)
