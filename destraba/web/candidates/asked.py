"""What a comparison is asked for in its address: which candidates, and with which weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import CandidateState
from destraba.mesas.models.programme import HEAVIEST

from .criteria import ASKED, Asked


@dataclass(frozen=True)
class Which:
    word: str
    label: str | Promise
    states: Sequence[str]


WHICH = {
    which.word: which
    for which in [
        Which(
            "en-juego",
            _("en la lista y elegidas"),
            [CandidateState.LISTED, CandidateState.CHOSEN],
        ),
        Which("lista", _("solo las de la lista"), [CandidateState.LISTED]),
        Which("todas", _("también las que quedaron para más adelante"), CandidateState.values),
    ]
}


@dataclass(frozen=True)
class Slider:
    asked: Asked
    value: int
    saved: int


class Weights:
    """Those of the address; what is not there, or is no weight, is as the programme says."""

    def __init__(self, query, programme):
        self.sliders = [
            Slider(asked, _number(query.get(asked.code), saved), saved)
            for asked in ASKED
            for saved in [programme.weight_of(asked.code)]
        ]

    @cached_property
    def values(self):
        return {slider.asked.code: slider.value for slider in self.sliders}

    @cached_property
    def are_moved(self):
        return any(slider.value != slider.saved for slider in self.sliders)

    @cached_property
    def query(self):
        return urlencode(self.values)


def _number(text, saved):
    return int(text) if text in [str(weight) for weight in range(HEAVIEST + 1)] else saved
