"""What must hold among the rows of one noun, whatever the noun: nothing twice, and no circles."""

from collections.abc import Sequence
from typing import Any

from django.db.models import ForeignKey
from django.utils.translation import gettext as _

from .fault import Faults
from .noun import Noun
from .rows import mark
from .telling import Told


def look_together(noun: Noun, told: Sequence[Told], faults: Faults) -> None:
    if noun.once:
        _nothing_twice(noun, told, faults)
    for field in noun.fields:
        if field.late:
            _no_circles(field.name, told, faults)


def _nothing_twice(noun: Noun, told: Sequence[Told], faults: Faults) -> None:
    met: set[Any] = set()
    for each in told:
        marks = [mark(each.row, name) for name in noun.once]
        key = (id(getattr(each.row, noun.within)), *marks)
        if None not in marks and key in met:
            each.fault(faults, _("está dos veces en la misma lista."), noun.once[0])
        met.add(key)


def _no_circles(name: str, told: Sequence[Told], faults: Faults) -> None:
    """Whoever follows the reference again and again must arrive somewhere."""
    by_row = {id(each.row): each for each in told}
    sound: set[int] = set()
    for each in told:
        row: Any = each.row
        path: set[int] = set()
        while row is not None and id(row) not in sound | path:
            path.add(id(row))
            row = _next(row, by_row.get(id(row)), name)
        if row is not None and id(row) in path:
            each.fault(faults, _("da la vuelta: acaba en el mismo sitio."), name)
        sound |= path


def _next(row: Any, told: Told | None, name: str) -> Any:
    """Where the reference of a row leads, as far as it is known without asking."""
    if told and name in told.late:
        return told.late[name]
    field = row._meta.get_field(name)
    return field.get_cached_value(row, default=None) if isinstance(field, ForeignKey) else None
