"""What is about to fall due of solutions and norms: rungs, effects, and the days of exemptions."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from destraba.kit.vocabulary import Instrument, OptionState, Stage

from .models import Option
from .models.option import OptionQuerySet

SPAN = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Ahead:
    """`what` is stage, effect, review, anniversary or end; what should have been is late."""

    on: datetime.date
    what: str
    option: Option
    is_late: bool


def ahead_of(options: OptionQuerySet, *, on: datetime.date) -> list[Ahead]:
    """The next thirty days, soonest first; before them, what is late. In three queries.

    An effect that did not come in time is for its trials to tell; it is not late here.
    """
    until = on + SPAN
    soon = Q(due_on__lte=until) & ~Q(due_stage="")
    chosen = Q(state=OptionState.CHOSEN)
    works = chosen & Q(expected_on__range=(on, until)) & ~Q(stage=Stage.VERIFIED)
    exempt = chosen & Q(instrument=Instrument.VERTICAL)
    alive = options.filter(state__in=[OptionState.PROPOSED, OptionState.CHOSEN])
    rows = alive.filter(soon | works | exempt).select_related("problem__mesa")
    found = [
        Ahead(day, what, option, day < on)
        for option in rows.prefetch_related("turns", "reviews_held")
        for day, what in _days_of(option, on)
        if day <= until
    ]
    return sorted(found, key=lambda each: (each.on, each.option.pk, each.what))


def _days_of(option: Option, on: datetime.date) -> Iterator[tuple[datetime.date, str]]:
    if option.is_due and option.due_on:
        yield option.due_on, "stage"
    if option.is_chosen and option.expected_on and option.expected_on >= on:
        yield option.expected_on, "effect"
    if option.is_chosen and option.is_exemption:
        for day, what in option.days_to_look():
            if day >= on or what != "anniversary":
                yield day, what
