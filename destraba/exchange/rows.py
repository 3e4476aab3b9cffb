"""What tells rows and their data apart, also before they have an id."""

import datetime
from collections.abc import Callable, Hashable
from typing import Any

from django.db.models import ForeignKey, Model


def mark(row: Any, name: str) -> Any:
    """What tells a datum of a row apart; for a reference, see `mark_of`."""
    field = row._meta.get_field(name)
    if not isinstance(field, ForeignKey):
        return getattr(row, name)
    target = field.get_cached_value(row, default=None)
    return mark_of(target) if target is not None else getattr(row, field.attname)


def mark_of(target: Any) -> Any:
    """Of a row, its id, or the very object while it has none; of anything else, itself."""
    if not isinstance(target, Model):
        return target
    return target.pk if target.pk is not None else ("new", id(target))


def by(*names: str) -> Callable[[Any], Hashable]:
    """Two rows are the same one when these data are the same."""
    return lambda row: tuple(mark(row, name) for name in names)


def by_known(name: str, *names: str) -> Callable[[Any], Hashable]:
    """The same, for rows whose first datum is not empty."""
    return lambda row: by(name, *names)(row) if mark(row, name) not in (None, "") else None


def said(value: Any) -> Any:
    """A value as the trail keeps it."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Model | datetime.timedelta) else value
