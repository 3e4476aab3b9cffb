"""What was measured, as a small line from before to after; plain values for a picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.quantity import in_words
from destraba.mesas.models import Measurement, Option
from destraba.web.components.dates import day_words

WIDTH, HEIGHT, EDGE = 240, 64, 8


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    words: str
    is_baseline: bool = False


@dataclass(frozen=True)
class Line:
    """`before` and `after` are the figures that one remembers; `words`, what is drawn."""

    before: str
    after: str
    words: str
    dots: Sequence[Dot]
    goal: float | None

    @property
    def path(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def line_of(option: Option, measurements: Iterable[Measurement]) -> Line | None:
    """Of the figures that measure one thing; None when there are not two to compare."""
    dated = [each for each in measurements if each.on]
    if not dated:
        return None
    metric, unit = dated[0].metric, dated[0].unit
    rows = sorted(
        (each for each in dated if (each.metric, each.unit) == (metric, unit)),
        key=lambda each: (each.on, each.pk),
    )
    is_ours = unit == option.unit and metric in ("", option.metric)
    base = option.value_from if is_ours else None
    goal = option.value_to if is_ours else None
    values = [*([base] if base is not None else []), *(each.value for each in rows)]
    if len(values) < 2:
        return None
    return _drawn(rows, base, goal, unit)


def _drawn(rows, base, goal, unit):
    values = [each.value for each in rows] + [each for each in (base, goal) if each is not None]
    low, high = min(0, *values), max(values)
    first, span = rows[0].on, (rows[-1].on - rows[0].on).days
    left = EDGE if base is None else EDGE + 28

    def at(value):
        part = float(value - low) / (float(high - low) or 1)
        return round(HEIGHT - EDGE - part * (HEIGHT - 2 * EDGE), 1)

    def along(place, day):
        """By its day; those of one day alone, one after the other."""
        part = (day - first).days / span if span else (place + 1) / len(rows)
        return round(left + part * (WIDTH - EDGE - left), 1)

    dots = [
        Dot(along(place, each.on), at(each.value), f"{day_words(each.on)}: {each}")
        for place, each in enumerate(rows)
    ]
    if base is not None:
        told = _("antes: %s") % in_words(base, unit)
        dots.insert(0, Dot(EDGE, at(base), told, is_baseline=True))
    before = in_words(rows[0].value if base is None else base, unit)
    words = _in_words(dots, in_words(goal, unit), len(rows))
    return Line(before, str(rows[-1]), words, dots, None if goal is None else at(goal))


def _in_words(dots, goal, count):
    said = ngettext("%(n)s medición", "%(n)s mediciones", count) % {"n": count}
    told = [said, "; ".join(dot.words for dot in dots)]
    if goal:
        told.append(_("se esperaba %s") % goal)
    return ". ".join(told)
