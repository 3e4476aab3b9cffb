"""What may happen to a cause as it stands: the word in the address, the button, and the verb."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import CauseState
from destraba.mesas.models import Cause

from .forms import DoubtForm, EvidenceForm


@dataclass(frozen=True)
class Step:
    word: str
    label: str | Promise
    ask: str | Promise
    icon: str
    leads_to: CauseState
    form: Any
    verb: Any


STEPS = {
    step.word: step
    for step in [
        Step(
            "confirmacion",
            _("Confirmar"),
            _("Qué muestra que es así"),
            "check",
            CauseState.CONFIRMED,
            EvidenceForm,
            Cause.confirm,
        ),
        Step(
            "refutacion",
            _("Refutar"),
            _("Qué muestra que no es así"),
            "x",
            CauseState.REFUTED,
            EvidenceForm,
            Cause.refute,
        ),
        Step(
            "duda",
            _("Volver a suponerla"),
            _("Por qué ya no está claro"),
            "circle-question-mark",
            CauseState.SUPPOSED,
            DoubtForm,
            Cause.suppose_again,
        ),
    ]
}


def steps_of(cause: Cause) -> list[Step]:
    return [step for step in STEPS.values() if step.leads_to != cause.state]
