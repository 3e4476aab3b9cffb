"""What mesas have done and owe, counted for many at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Value

from destraba.kit.vocabulary import ProblemState

from .models import Commitment, Mesa, Problem

# In focus and without movement for longer than this: stuck.
STILL = datetime.timedelta(days=30)


@dataclass
class Figures:
    """Problems by where they stand (`still` are among those `in_focus`), and promises."""

    solved: int = 0
    in_focus: int = 0
    still: int = 0
    listed: int = 0
    open: int = 0
    late: int = 0

    @property
    def moving(self) -> int:
        return self.in_focus - self.still

    @property
    def total(self) -> int:
        """All problems but those that were dropped."""
        return self.solved + self.in_focus + self.listed


def figures(
    mesas: Iterable[Mesa], *, on: datetime.date, with_still: bool = False
) -> dict[int, Figures]:
    """The figures of each mesa, by its id, in two queries; `still` only where it is asked."""
    told = {mesa.pk: Figures() for mesa in mesas}
    problems = Problem.objects.filter(mesa__in=told).exclude(state=ProblemState.DROPPED).order_by()
    counted = problems.values_list("mesa_id", "state").annotate(count=Count("pk"))
    if with_still:
        stuck = problems.filter(state=ProblemState.IN_FOCUS, moved_on__lt=on - STILL)
        counted = counted.union(
            stuck.values_list("mesa_id", Value("still")).annotate(count=Count("pk")), all=True
        )
    for mesa, name, count in counted:
        setattr(told[mesa], name, count)
    owed = Commitment.objects.filter(mesa__in=told).open().order_by()
    late = Count("pk", filter=Q(due_on__lt=on))
    for mesa, count, overdue in owed.values_list("mesa_id").annotate(count=Count("pk"), late=late):
        told[mesa].open, told[mesa].late = count, overdue
    return told
