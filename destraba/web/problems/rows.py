"""A page of the long list: each problem with who must act on it and what comes next."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

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
    parts = ProblemEntity.objects.filter(problem__in=told, role=EntityRole.MUST_ACT)
    for problem, acronym, name in parts.values_list(
        "problem_id", "organization__acronym", "organization__name"
    ):
        told[problem].acting.append(acronym or name)
    owed = Commitment.objects.filter(problem__in=told).open().by_urgency()
    for problem, promise, due_on in owed.values_list("problem_id", "promise", "due_on"):
        if not told[problem].next_promise:
            told[problem].next_promise, told[problem].next_due_on = promise, due_on
    return list(told.values())
