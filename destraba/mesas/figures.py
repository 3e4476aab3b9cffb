"""What mesas have done and owe, counted for many at once, by the one rule of `solved`."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import ProblemState

from .models import Commitment, Mesa, Problem
from .solved import NOT_COUNTED, is_at_work

# In focus and without movement for longer than this: stuck.
STILL = datetime.timedelta(days=30)
# How a count of those that the rule calls solved is told from a count of a whole state.
BY_THE_RULE = "solved:"
# Of promises, beside the states of problems.
OPEN, LATE = "owed:open", "owed:late"
NONE = Value(0)
# (mesa, of what, how many, how many of them solved or late, how many still)
Counts = QuerySet[Any, tuple[int, str, int, int, int]]


@dataclass
class Figures:
    """Problems by where they stand, and promises.

    `solved` follows the rule, whatever their state; `declared` were said to be solved, and nothing
    shows it. `in_focus`, `listed` and `parked` are whole states, as their lists show them. The bar
    has each problem once: of those states, only what is not solved.
    """

    solved: int = 0
    declared: int = 0
    in_focus: int = 0
    listed: int = 0
    parked: int = 0
    # In focus, not solved, and still.
    still: int = 0
    # Of the focus, the list and those that rest, how many are solved by the rule.
    solved_in_focus: int = 0
    solved_waiting: int = 0
    open: int = 0
    late: int = 0

    @property
    def moving(self) -> int:
        return self.in_focus - self.solved_in_focus - self.still

    @property
    def waiting(self) -> int:
        """In the list or at rest, and not solved."""
        return self.listed + self.parked - self.solved_waiting

    @property
    def total(self) -> int:
        """All problems but those that were dropped, and those that go on in another."""
        return self.solved + self.declared + self.moving + self.still + self.waiting


def figures(
    mesas: Iterable[Mesa], *, on: datetime.date, with_still: bool = False
) -> dict[int, Figures]:
    """The figures of each mesa, by its id, in one query; `still` only where it is asked."""
    told = {mesa.pk: Figures() for mesa in mesas}
    counts: dict[int, Counter[str]] = {pk: Counter() for pk in told}
    for mesa, name, count, among, still in _rows([*told], on, on - STILL if with_still else None):
        its = counts[mesa]
        its[name] = count
        its[LATE if name == OPEN else f"{BY_THE_RULE}{name}"] = among
        its["still"] += still
    for pk, its in counts.items():
        _tell(told[pk], its)
    return told


@prepared
def _rows(mesas: Sequence[int], on: datetime.date, still_since: datetime.date | None) -> Counts:
    problems = Problem.objects.filter(mesa__in=mesas).exclude(state__in=NOT_COUNTED).order_by()
    owed = Commitment.objects.filter(mesa__in=mesas).open().order_by()
    return _owed(owed, on=on).union(_counted(problems, still_since=still_since), all=True)


def _counted(problems: QuerySet[Problem], *, still_since: datetime.date | None) -> Counts:
    """Of each mesa: how many in each state, how many of them are solved, how many are still."""
    stuck = Q(state=ProblemState.IN_FOCUS, moved_on__lt=still_since) & ~Q(is_at_work())
    return problems.values_list("mesa_id", "state").annotate(
        count=Count("pk"),
        solved=Count("pk", filter=is_at_work()),
        still=Count("pk", filter=stuck) if still_since else NONE,
    )


def _owed(owed: QuerySet[Commitment], *, on: datetime.date) -> Counts:
    """Of each mesa: how many it owes, how many of them are late."""
    late = Count("pk", filter=Q(due_on__lt=on))
    return owed.values_list("mesa_id", Value(OPEN)).annotate(
        count=Count("pk"), late=late, still=NONE
    )


def _tell(figures: Figures, its: Counter[str]) -> None:
    by_rule = {name: count for name, count in its.items() if name.startswith(BY_THE_RULE)}
    of = {state: by_rule.get(f"{BY_THE_RULE}{state}", 0) for state in ProblemState.values}
    figures.open, figures.late = its[OPEN], its[LATE]
    figures.solved = sum(by_rule.values())
    figures.declared = its[ProblemState.SOLVED] - of[ProblemState.SOLVED]
    figures.in_focus, figures.listed = its[ProblemState.IN_FOCUS], its[ProblemState.LISTED]
    figures.parked, figures.still = its[ProblemState.PARKED], its["still"]
    figures.solved_in_focus = of[ProblemState.IN_FOCUS]
    figures.solved_waiting = of[ProblemState.LISTED] + of[ProblemState.PARKED]
