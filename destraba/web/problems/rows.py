"""A page of the long list: each problem with who must act on it and what comes next."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import EntityRole
from destraba.mesas.models import Commitment, Problem, ProblemEntity


@dataclass
class Row:
    problem: Problem
    acting: list[str] = field(default_factory=list)
    next_promise: str = ""
    next_due_on: datetime.date | None = None


def rows_for(problems: Iterable[Problem]) -> list[Row]:
    """Two questions for all of them: asked row by row inside the first, they cost the double."""
    told = {problem.pk: Row(problem) for problem in problems}
    for problem, acronym, name in _acting(told.keys()):
        told[problem].acting.append(acronym or name)
    for problem, promise, due_on in _owed(told.keys()):
        if not told[problem].next_promise:
            told[problem].next_promise, told[problem].next_due_on = promise, due_on
    return list(told.values())


@prepared
def _acting(problems: Collection[int]):
    parts = ProblemEntity.objects.filter(problem__in=problems, role=EntityRole.MUST_ACT)
    return parts.values_list("problem_id", "organization__acronym", "organization__name")


@prepared
def _owed(problems: Collection[int]):
    owed = Commitment.objects.filter(problem__in=problems).open().by_urgency()
    return owed.values_list("problem_id", "promise", "due_on")
