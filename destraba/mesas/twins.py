"""Which problems look like one of them: proposed to who merges, with the words that they share."""

from collections.abc import Sequence
from dataclasses import dataclass

from .likeness import ALIKE, ENOUGH, MOST_SHARED, Text, resemblances, weigh
from .models import Problem

MOST = 5


@dataclass(frozen=True)
class Twin:
    problem: Problem
    words: Sequence[str]


def twins_of(problem: Problem, others: Sequence[Problem]) -> list[Twin]:
    """The most alike first, at most five; by title and statement, each with another weight."""
    texts = [Text(each.pk, each.title, each.statement) for each in (problem, *others)]
    weights = weigh(texts)
    found = resemblances(weights.vectors)
    mine = weights.vectors[problem.pk]
    twins = []
    for other in others:
        first, second = sorted((problem.pk, other.pk), reverse=True)
        likeness = found[first].get(second, 0.0)
        theirs = weights.vectors[other.pk]
        shared = sorted(mine.keys() & theirs.keys(), key=lambda stem: -mine[stem] * theirs[stem])
        if likeness >= ALIKE and len(shared) >= min(ENOUGH, len(mine), len(theirs)):
            words = [weights.written[stem] for stem in shared[:MOST_SHARED]]
            twins.append((likeness, Twin(other, words)))
    return [twin for _likeness, twin in sorted(twins, key=lambda each: -each[0])[:MOST]]
