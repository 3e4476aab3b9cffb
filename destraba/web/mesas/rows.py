"""A mesa as one row: its pulse, and where it is asked, its problems and what it owes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from destraba.mesas.figures import Figures, figures
from destraba.mesas.models import Mesa
from destraba.mesas.pulse import Pulse, pulses_of
from destraba.web.components.shapes import Beat

from . import pulses as drawn


@dataclass(frozen=True)
class Row:
    mesa: Mesa
    pulse: Pulse
    figures: Figures

    @property
    def line(self) -> list[Beat]:
        return drawn.line(self.pulse)

    @property
    def trouble(self) -> str:
        return drawn.trouble_words(self.pulse)


def rows_of(mesas: Iterable[Mesa], *, today: datetime.date, with_figures: bool = True) -> list[Row]:
    listed = list(mesas)
    beating = pulses_of(listed, today=today, most=drawn.LINE)
    counted = figures(listed, on=today, with_still=True) if with_figures else {}
    return [Row(mesa, beating[mesa.pk], counted.get(mesa.pk, Figures())) for mesa in listed]
