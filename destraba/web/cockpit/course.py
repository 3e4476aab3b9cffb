"""How the agenda goes: each item with its clock, and the one at hand with its problem in view."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.vocabulary import CoordinationFailure, ItemState, Pace
from destraba.mesas.models import AgendaItem, Commitment, Problem

from .behind import marks
from .table import Table


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds spent before, and since when it runs; `now` is left out of what marks a change."""

    minutes: int
    spent: int
    since: datetime.datetime | None
    now: datetime.datetime = field(repr=False, compare=False)

    @property
    def seconds(self) -> int:
        running = self.now - self.since if self.since else datetime.timedelta()
        return self.spent + int(running.total_seconds())

    @property
    def words(self) -> str:
        """«12 min de 25»; «25 min» for what nobody has begun."""
        if not self.since and not self.spent:
            return _("%(n)s min") % {"n": self.minutes}
        return _("%(spent)s de %(n)s min") % {"spent": self.seconds // 60, "n": self.minutes}

    @property
    def over(self) -> str:
        """In words, so that colour is not alone."""
        minutes = self.seconds // 60 - self.minutes
        if minutes <= 0:
            return ""
        return ngettext("%(n)s min de más", "%(n)s min de más", minutes) % {"n": minutes}


@dataclass(frozen=True, slots=True)
class Point:
    pk: int
    number: int
    title: str
    state: str
    clock: Clock
    comes_from: str
    is_shown: bool

    @property
    def is_current(self) -> bool:
        return self.state == ItemState.CURRENT

    @property
    def is_done(self) -> bool:
        return self.state == ItemState.DISCUSSED


@dataclass(frozen=True, slots=True)
class Course:
    points: tuple[Point, ...]

    @property
    def minutes(self) -> int:
        return sum(point.clock.minutes for point in self.points)

    @property
    def done(self) -> int:
        return sum(point.is_done for point in self.points)

    @property
    def current(self) -> Point | None:
        return next((point for point in self.points if point.is_current), None)


def course(table: Table) -> Course:
    return Course(tuple(_point(table, number, item) for number, item in enumerate(table.items, 1)))


def _point(table: Table, number: int, item: AgendaItem) -> Point:
    return Point(
        pk=item.pk,
        number=number,
        title=item.title,
        state=item.state,
        clock=Clock(item.minutes, int(item.spent.total_seconds()), item.started_at, table.now),
        comes_from=_comes_from(item),
        is_shown=item == table.item,
    )


def _comes_from(item: AgendaItem) -> str:
    if not item.came_from:
        return ""
    words = {"meeting": str(item.came_from.meeting).lower(), "n": item.carried_times + 1}
    return _("viene de la %(meeting)s · %(n)sª vez") % words


@dataclass(frozen=True, slots=True)
class Hand:
    """The item at hand. `mark` is what tells a change; the rest is shown."""

    mark: tuple[object, ...]
    item: AgendaItem = field(repr=False)
    point: Point = field(repr=False)
    problem: Problem | None = field(repr=False)
    next_step: Commitment | None = field(repr=False)
    following: AgendaItem | None = field(repr=False)
    today: datetime.date = field(repr=False)

    @property
    def pace(self) -> str:
        return self.problem.pace if self.problem else ""

    @property
    def is_early_win(self) -> bool:
        return self.pace == Pace.EARLY_WIN

    @property
    def failures(self) -> list[str]:
        codes = self.problem.failures if self.problem else []
        return [str(CoordinationFailure(code).label) for code in codes]

    @property
    def days_still(self) -> int | None:
        return self.problem.days_still(on=self.today) if self.problem else None


def hand(table: Table) -> Hand | None:
    item = table.item
    if item is None:
        return None
    problem = item.problem
    step = table.owed[0] if table.owed and problem else None
    point = _point(table, table.items.index(item) + 1, item)
    mark = (point, problem and _said_of(problem), step and marks([step]))
    return Hand(
        mark=mark,
        item=item,
        point=point,
        problem=problem,
        next_step=step,
        following=table.waiting_after(item),
        today=table.today,
    )


def _said_of(problem: Problem) -> tuple[object, ...]:
    return (problem.title, problem.statement, problem.pace, problem.state, problem.moved_on)
