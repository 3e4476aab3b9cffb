"""Two kinds of data of the solutions: a figure, and a list of days."""

import datetime
from decimal import Decimal
from typing import Any

from destraba.kit.quantity import DECIMALS, MOST

from ..kinds import Giving, Kind, Taking

FINEST = Decimal(1).scaleb(-DECIMALS)


class Quantity(Kind):
    """A number with four decimals at most: the model holds it exactly."""

    def __init__(self) -> None:
        super().__init__(type="number", minimum=-int(MOST), maximum=int(MOST))

    def take(self, value: Any, taking: Taking) -> Any:
        return Decimal(str(value)).quantize(FINEST)

    def give(self, value: Any, giving: Giving) -> Any:
        return int(value) if value == value.to_integral_value() else float(value)

    def stand_in(self, taking: Taking) -> Any:
        return Decimal(0)


class Days(Kind):
    """Several days, in their order; the model holds them as text."""

    def __init__(self) -> None:
        day = {"type": "string", "format": "date"}
        super().__init__(type="array", items=day, uniqueItems=True)

    @property
    def empty(self) -> list[str]:
        return []

    def take(self, value: Any, taking: Taking) -> Any:
        return sorted(value)

    def give(self, value: Any, giving: Giving) -> Any:
        return [datetime.date.fromisoformat(day) for day in value]
