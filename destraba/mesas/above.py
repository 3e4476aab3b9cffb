"""What a mesa waits for from above, and what above waits for from it, beside the mesa itself."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import BooleanField, QuerySet, TextField, Value

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import WAITING_ABOVE

from .models import Elevation, Guideline, Mesa

UP, DOWN = (Value(is_up, output_field=BooleanField()) for is_up in (True, False))
NO_TEXT = Value("", output_field=TextField())


def tell_above(mesas: Iterable[Mesa], *, on: datetime.date) -> list[Any]:
    """Tell each what is up and late, and what came down without its return, the first of it too.

    One query of plain rows, for as many as they are: counted inside theirs, it cost far more.
    """
    told: dict[int, Any] = {mesa.pk: mesa for mesa in mesas}
    for mesa in told.values():
        mesa.up = mesa.up_late = mesa.down = 0
    for pk, is_up, until, one, text in sorted(_waiting([*told]), key=_urgency):
        mesa = told[pk]
        if is_up:
            mesa.up += 1
            mesa.up_late += until is not None and until < on
            continue
        if not mesa.down:
            mesa.down_first, mesa.down_text, mesa.down_by = one, text, until
        mesa.down += 1
    return list(told.values())


@prepared
def _waiting(mesas: Sequence[int]) -> QuerySet[Any, Any]:
    """(mesa, whether it is up, until when, its id, its text)"""
    up = Elevation.objects.filter(mesa__in=mesas, state__in=WAITING_ABOVE).order_by()
    down = Guideline.objects.filter(mesa__in=mesas).open().order_by()
    asked = up.values_list("mesa_id", UP, "answer_by", "pk", NO_TEXT)
    return asked.union(down.values_list("mesa_id", DOWN, "wanted_by", "pk", "text"), all=True)


def _urgency(row: tuple[Any, ...]) -> tuple[datetime.date, int]:
    """What nobody waits for on a day comes last."""
    _mesa, _is_up, until, one, _text = row
    return until or datetime.date.max, one
