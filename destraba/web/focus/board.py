"""The board of a mesa: its places in focus, and the list beside them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from destraba.kit.vocabulary import DecentWorkDeficit, ProductivityPillar
from destraba.mesas.choosing import WayIn
from destraba.mesas.models import Problem
from destraba.web.components.shapes import Tone
from destraba.web.mesas.focus import movement_words
from destraba.web.roadmap.told import Side, sides_of


@dataclass(frozen=True)
class Card:
    """A problem and what helps to choose it; `number` is its place, when it has one."""

    problem: Problem
    moves: list[str]
    way_in: WayIn | None
    sides: list[Side]
    movement: str
    tone: Tone
    number: int = 0
    is_beyond: bool = False


@dataclass(frozen=True)
class Slots:
    """`free` are the numbers of the places that wait for a problem."""

    taken: list[Card]
    free: range
    all: int

    @property
    def is_full(self) -> bool:
        return not self.free


def slots_of(in_focus: Iterable[Card], *, slots: int) -> Slots:
    taken = list(in_focus)
    return Slots(taken, range(len(taken) + 1, slots + 1), slots)


def cards(
    problems: Iterable[Problem], *, today: datetime.date, slots: int = 0, ways: dict[int, WayIn]
) -> list[Card]:
    """Numbered when there are `slots`."""
    return [
        _card(each, ways.get(each.pk), today, number if slots else 0, slots)
        for number, each in enumerate(problems, 1)
    ]


def _card(
    problem: Problem, way: WayIn | None, today: datetime.date, number: int, slots: int
) -> Card:
    movement, tone = movement_words(problem.days_still(on=today))
    return Card(
        problem=problem,
        moves=[
            *(str(DecentWorkDeficit(code).label) for code in problem.deficits),
            *(str(ProductivityPillar(code).label) for code in problem.pillars),
        ],
        way_in=way,
        sides=sides_of(way.space.told()) if way else [],
        movement=movement,
        tone=tone,
        number=number,
        is_beyond=bool(slots) and number > slots,
    )
