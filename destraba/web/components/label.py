from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import Model


def label(row: Model, name: str) -> str:
    """`{{ meeting|label:"state" }}`: as `get_state_display`, which lists the choices at each call.

    That costs twenty times as much, in pages that say it of every row.
    """
    value = getattr(row, name)
    return str(_labels(type(row), name).get(value, value))


@cache
def _labels(model: type[Model], name: str) -> Mapping[Any, Any]:
    """The labels are told in their own language each time that they are shown."""
    field: Any = model._meta.get_field(name)
    return dict(field.flatchoices)
