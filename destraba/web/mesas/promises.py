"""What was promised for each of some problems: what is kept, what is open, and what comes next."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import CommitmentState
from destraba.mesas.models import Commitment, Problem


@dataclass(frozen=True)
class Next:
    commitment: int
    promise: str
    due_on: datetime.date | None
    certainty: str
    who: str


@dataclass
class Promises:
    kept: int = 0
    open: int = 0
    next: Next | None = None


def promises_for(problems: Iterable[Problem]) -> dict[int, Promises]:
    """By the problem's id, in one query."""
    told = {problem.pk: Promises() for problem in problems}
    for problem, state, commitment, promise, due_on, certainty, who in _promised(told.keys()):
        promises = told[problem]
        if state == CommitmentState.FULFILLED:
            promises.kept += 1
            continue
        promises.open += 1
        promises.next = promises.next or Next(commitment, promise, due_on, certainty, who or "")
    return told


@prepared
def _promised(problems: Collection[int]):
    made = Commitment.objects.filter(problem__in=problems).exclude(state=CommitmentState.WITHDRAWN)
    return made.order_by(F("due_on").asc(nulls_last=True), "pk").values_list(
        "problem_id", "state", "pk", "promise", "due_on", "certainty", "responsible__acronym"
    )
