"""Who would be at the table on the day of the launch."""

from collections import Counter
from dataclasses import dataclass

from destraba.web.components.shapes import SeatShape
from destraba.web.mesas.table import Table


@dataclass(frozen=True)
class Members:
    """The seats of the operating body: filled, of how many, by constituency."""

    seats: list[SeatShape]
    filled: Counter[str]
    total: Counter[str]
    missing: list[str]


def members_of(table: Table) -> Members:
    around = [shape for shape in table.shapes if not shape.is_dedicated]
    return Members(
        seats=around,
        filled=Counter(shape.constituency or "other" for shape in around if not shape.vacant),
        total=Counter(shape.constituency or "other" for shape in around),
        missing=table.missing_constituencies,
    )
