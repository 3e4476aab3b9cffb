"""The data of a record, put in its row. Nothing is kept here."""

from typing import Any

from django.db.models import Model

from .fault import Faults
from .kinds import Moment, Refs, Taking
from .known import NotTaken
from .noun import Field, column
from .provenance import merged
from .rows import mark, mark_of, said
from .telling import Told


def write(told: Told, taking: Taking, faults: Faults) -> None:
    """Into the row: all of it when it is new, and only what differs when it was there."""
    for field in told.noun.fields:
        if field.lives_in_trail or field.late:
            continue
        if (
            told.is_new
            and _is_demanded(told.noun.model, field)
            and field.name not in told.mentioned
        ):
            _leave_unknown(told, field)
            _write_datum(told, field, taking, faults)
        elif field.name in told.values or _is_forgotten(told, field):
            _write_datum(told, field, taking, faults)
    if told.noun.is_sourced:
        told.put("provenance", merged(told))


def _leave_unknown(told: Told, field: Field) -> None:
    """A day that the model demands and the file does not tell; when it was noted is now."""
    if told.noun.is_sourced and not isinstance(field.kind, Moment):
        told.unknown.add(field.name)


def _is_forgotten(told: Told, field: Field) -> bool:
    """The file says that nobody knows it, and the row does not say so yet."""
    return field.name in told.unknown and (told.is_new or not told.row.is_unknown(field.name))


def _write_datum(told: Told, field: Field, taking: Taking, faults: Faults) -> None:
    found, value = _value(told, field, taking, faults)
    if found and isinstance(field.kind, Refs):
        _write_many(told, field.name, value)
    elif found:
        told.put(field.name, value)


def write_late(told: Told, taking: Taking, faults: Faults) -> None:
    """References to rows of the same noun, which may have no id yet."""
    for field in told.noun.fields:
        if not field.late or field.name not in (told.values.keys() | told.unknown):
            continue
        found, target = _value(told, field, taking, faults)
        if found and mark(told.row, field.name) != mark_of(target):
            told.late[field.name] = target
            if not told.is_new:
                told.changes[field.name] = [said(getattr(told.row, field.name)), said(target)]


def _value(told: Told, field: Field, taking: Taking, faults: Faults) -> tuple[bool, Any]:
    """The datum as the model holds it, if it can be told."""
    value = told.values.get(field.name)
    if value in (None, ""):
        return True, _blank(told, field, taking)
    try:
        return True, field.kind.take(value, taking)
    except NotTaken as error:
        told.fault(faults, str(error), field.name)
        return False, None


def _blank(told: Told, field: Field, taking: Taking) -> Any:
    """What the model holds when there is no datum."""
    held = column(told.noun.model, field.name)
    if held is None:
        return field.kind.empty
    if held.has_default():
        return held.get_default()
    if held.null:
        return None
    if field.stand_in:
        return field.stand_in(told, taking)
    return field.kind.empty if field.kind.empty is not None else field.kind.stand_in(taking)


def _is_demanded(model: type[Model], field: Field) -> bool:
    held = column(model, field.name)
    return held is not None and not (
        held.null or held.has_default() or held.empty_strings_allowed or field.must
    )


def _write_many(told: Told, name: str, value: list[Any]) -> None:
    before = [] if told.is_new else list(getattr(told.row, name).all())
    if {mark_of(each) for each in before} != {mark_of(each) for each in value}:
        told.many[name] = value
        if not told.is_new:
            told.changes[name] = [", ".join(map(str, before)), ", ".join(map(str, value))]
