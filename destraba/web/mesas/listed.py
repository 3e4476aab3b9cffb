"""The problems of a mesa as rows: their state, their next step, the last day that they moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from destraba.mesas.models import Problem

from .promises import Next, Promises


@dataclass(frozen=True)
class Listed:
    problem: Problem
    next: Next | None


def listed(problems: Iterable[Problem], promised: Mapping[int, Promises]) -> list[Listed]:
    return [Listed(problem, promised[problem.pk].next) for problem in problems]
