"""Fifty rows a page, without counting the hundred thousand behind them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

ROWS = 50
FARTHEST = 2000


class Page:
    """One page of a queryset: asks for a row more than it shows, to know whether there are more."""

    def __init__(self, rows: QuerySet[Any], number: str | None, *, size: int = ROWS) -> None:
        self.number = _whole(number)
        found = self._read(rows, size)
        if not found and self.number > 1:
            # The list is shorter than the address says: it is read from its beginning.
            self.number = 1
            found = self._read(rows, size)
        self.rows, self._has_more = found[:size], len(found) > size

    def _read(self, rows: QuerySet[Any], size: int) -> list[Any]:
        start = (self.number - 1) * size
        return list(rows[start : start + size + 1])

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def has_next(self) -> bool:
        return self._has_more

    def has_previous(self) -> bool:
        return self.number > 1


def _whole(number: str | None) -> int:
    """The page asked for; the first when the address says something else."""
    if number and number.isascii() and number.isdigit():
        return min(max(int(number[:9]), 1), FARTHEST)
    return 1
