"""Rows are kept many at once, noun by noun, each after those that it refers to."""

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from destraba.search.models import SearchDoc
from destraba.trail.models import Tracked

from .kinds import Taking
from .noun import Noun
from .telling import Told

AT_ONCE = 500


def keep(noun: Noun, told: Sequence[Told], taking: Taking) -> None:
    """The rows of a noun, and then the rows within them."""
    records = list(told)
    noun.before(records, taking)
    rows = noun.model._default_manager
    rows.bulk_create([each.row for each in records if each.is_new], batch_size=AT_ONCE)
    _keep_changes(noun, [each for each in records if not each.is_new and each.touched])
    _keep_late(noun, [each for each in records if each.late])
    for each in records:
        for name, targets in each.many.items():
            getattr(each.row, name).set(targets)
    for part in noun.parts:
        keep(part, [child for each in records for child in each.every(part.name)], taking)
    noun.after(records, taking)
    _let_be_found(noun, [each.row for each in records if each.is_new or each.changes])


def _keep_changes(noun: Noun, told: Sequence[Told]) -> None:
    columns = set().union(*(each.touched for each in told))
    if columns:
        _update(noun, [each.row for each in told], sorted(columns))


def _keep_late(noun: Noun, told: Sequence[Told]) -> None:
    """References to rows of the same noun, now that all have their id."""
    for each in told:
        for name, target in each.late.items():
            setattr(each.row, name, target)
    columns = set().union(*(each.late for each in told))
    if columns:
        _update(noun, [each.row for each in told], sorted(columns))


def _update(noun: Noun, rows: list[Any], columns: list[str]) -> None:
    noun.model._default_manager.bulk_update(rows, columns, batch_size=AT_ONCE // len(columns) + 1)


def _let_be_found(noun: Noun, rows: list[Any]) -> None:
    """By the search, as each verb does for its own noun."""
    if not issubclass(noun.model, Tracked):
        return
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        if noun.found_by:
            prefetch_related_objects(batch, *noun.found_by)
        SearchDoc.refresh_all([row for row in batch if row.search_text()])
