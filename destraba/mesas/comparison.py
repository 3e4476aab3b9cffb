"""Candidates side by side: what people gave them, in which order they come, and how surely.

It informs. Who chooses is a person, who says why (`Candidate.choose`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from destraba.kit.vocabulary import Criterion

from .models import Candidate
from .models.candidate import HIGHEST, LOWEST
from .ranking import PODIUM, Standing, closeness, places, robustness, weighted_sum

# So far apart, two people do not see the same candidate: worth talking about.
FAR_APART = 2


@dataclass(frozen=True)
class Cell:
    """What people gave a candidate by one criterion."""

    criterion: str
    values: Sequence[int]

    @property
    def mean(self) -> float | None:
        """None when nobody has said: never a zero."""
        return fmean(self.values) if self.values else None

    @property
    def lowest(self) -> int:
        return min(self.values)

    @property
    def highest(self) -> int:
        return max(self.values)

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1

    @property
    def is_far_apart(self) -> bool:
        return bool(self.values) and self.highest - self.lowest >= FAR_APART

    @property
    def span(self) -> tuple[float, float]:
        """Where it may lie: among what people gave, or a point around what one alone gave."""
        if len(self.values) > 1:
            return self.lowest, self.highest
        return max(LOWEST, self.lowest - 1), min(HIGHEST, self.highest + 1)


@dataclass(frozen=True)
class Row:
    """A candidate with a cell for each criterion."""

    candidate: Candidate
    cells: Sequence[Cell]
    people: int

    def lacks(self, weights: Mapping[str, int]) -> list[str]:
        """The criteria that weigh something and that nobody has scored, in their own words."""
        return [
            str(Criterion(cell.criterion).label)
            for cell in self.cells
            if weights[cell.criterion] and not cell.values
        ]


@dataclass(frozen=True)
class Ranked:
    """A candidate in its place, by both methods."""

    row: Row
    total: float
    place: int
    closeness: float
    closeness_place: int
    standing: Standing

    @property
    def candidate(self) -> Candidate:
        return self.row.candidate

    @property
    def is_disputed(self) -> bool:
        """The methods do not agree on whether it is among the first, or by far."""
        apart = abs(self.place - self.closeness_place)
        near_the_top = min(self.place, self.closeness_place) <= PODIUM
        return bool(apart) and (near_the_top or apart >= PODIUM)


class Comparison:
    """The candidates given, by these weights; all of them more than zero somewhere."""

    def __init__(self, candidates: Iterable[Candidate], weights: Mapping[str, int]) -> None:
        self.weights = weights
        self.rows = [row_of(candidate) for candidate in candidates]

    @cached_property
    def lacking(self) -> list[tuple[Row, list[str]]]:
        """Those that cannot be ranked, and what each lacks: nothing is invented."""
        told = [(row, row.lacks(self.weights)) for row in self.rows]
        return [(row, lacks) for row, lacks in told if lacks]

    @property
    def weighs_nothing(self) -> bool:
        return not any(self.weights.values())

    @property
    def is_too_few(self) -> bool:
        """One or two: no formula is needed to look at them."""
        return 0 < len(self.ranked) < PODIUM

    @property
    def is_all_podium(self) -> bool:
        """With three, all are among the first three: look at who comes first."""
        return len(self.ranked) == PODIUM

    @cached_property
    def ranked(self) -> list[Ranked]:
        """The others, the first first."""
        if self.weighs_nothing:
            return []
        rows = [row for row in self.rows if not row.lacks(self.weights)]
        return sorted(self._rank(rows), key=lambda each: (each.place, each.closeness_place))

    def _rank(self, rows: Sequence[Row]) -> list[Ranked]:
        if not rows:
            return []
        kept = [place for place, code in enumerate(Criterion.values) if self.weights[code]]
        weights = [self.weights[Criterion.values[place]] for place in kept]
        cells = [[row.cells[place] for place in kept] for row in rows]
        matrix = [[fmean(cell.values) for cell in each] for each in cells]
        spans = [[cell.span for cell in each] for each in cells]
        totals, nearness = (method(matrix, weights) for method in (weighted_sum, closeness))
        [standings] = robustness(spans, weights)
        told = (rows, totals, places(totals), nearness, places(nearness), standings)
        return [Ranked(*each) for each in zip(*told, strict=True)]


def row_of(candidate: Candidate) -> Row:
    """From its scores, already at hand."""
    given: dict[str, list[int]] = {code: [] for code in Criterion.values}
    scores = candidate.scores.all()
    for score in scores:
        given[score.criterion].append(score.value)
    people = {score.person_id for score in scores}
    return Row(candidate, [Cell(*each) for each in given.items()], len(people))
