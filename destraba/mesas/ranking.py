"""Several criteria, one order: recognised methods, as pure functions of numbers.

A `Matrix` has a row for each candidate and a column for each criterion, and more is always
better. Weights are one number for each column, none negative; only their proportion matters.

- The weighted sum, or simple additive weighting: P. C. Fishburn, «Additive utilities with
  incomplete product sets: application to priorities and assignments», Operations Research 15(3),
  1967; C.-L. Hwang and K. Yoon, «Multiple attribute decision making», Springer, 1981.
- TOPSIS, likeness to the best and the worst there could be: Hwang and Yoon, as above.

Judgement varies, and so does a weight: `robustness` tells how much of the order survives it.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import mul

from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused

Matrix = Sequence[Sequence[float]]
Method = Callable[[Matrix, Sequence[float]], list[float]]
# The lowest and the highest that a number may be, for each candidate and criterion.
Spans = Sequence[Sequence[tuple[float, float]]]

DRAWS = 1000
# The same picture for the same data: only a weight or a score changes it.
SEED = 20_150_930
# Each weight may be half as much again, or half.
VARIATION = 0.5
PODIUM = 3
# Closer than this, two numbers differ by the machine's rounding and not by anybody's judgement.
DIGITS = 9


class NothingWeighs(Refused):
    """All weights are zero: there is nothing to compare by."""


@dataclass(frozen=True)
class Standing:
    """In which share of the draws a candidate came first, second and third."""

    shares: tuple[float, ...]

    @property
    def on_the_podium(self) -> float:
        return sum(self.shares)


def proportions(weights: Sequence[float]) -> list[float]:
    """The same weights, adding up to one: w_j / Σ w."""
    total = sum(weights)
    if not total:
        raise NothingWeighs(_("Todos los pesos son cero: dé peso al menos a un criterio."))
    return [weight / total for weight in weights]


def weighted_sum(matrix: Matrix, weights: Sequence[float]) -> list[float]:
    """S_i = Σ_j w_j·x_ij with Σ w = 1: one number for each row, on the scale of the columns."""
    shares = proportions(weights)
    return [sum(map(mul, row, shares)) for row in matrix]


def closeness(matrix: Matrix, weights: Sequence[float]) -> list[float]:
    """TOPSIS: C_i = D⁻_i / (D⁺_i + D⁻_i), one number from 0 to 1 for each row.

    v_ij = w_j·x_ij / √(Σ_i x_ij²); D⁺ and D⁻ are the Euclidean distances from a row of v to the
    highest and to the lowest of each column. A column of zeros tells nobody apart; rows that are
    all the same are as near to one as to the other: 0.5.
    """
    shares = proportions(weights)
    columns = list(zip(*matrix, strict=True))
    factors = [
        share / (math.hypot(*column) or 1) for share, column in zip(shares, columns, strict=True)
    ]
    best = [max(column) * factor for column, factor in zip(columns, factors, strict=True)]
    worst = [min(column) * factor for column, factor in zip(columns, factors, strict=True)]
    return [_nearness(list(map(mul, row, factors)), best, worst) for row in matrix]


def _nearness(row: list[float], best: list[float], worst: list[float]) -> float:
    far, near = math.dist(row, best), math.dist(row, worst)
    return near / (far + near) if far + near else 0.5


def places(values: Sequence[float]) -> list[int]:
    """The place of each value, the highest first; equals share theirs: 1, 2, 2, 4."""
    seen = [round(value, DIGITS) for value in values]
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(seen, reverse=True), 1):
        first.setdefault(value, place)
    return [first[value] for value in seen]


def robustness(
    spans: Spans,
    weights: Sequence[float],
    methods: Sequence[Method] = (weighted_sum,),
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> list[list[Standing]]:
    """Monte Carlo: a list for each method, with the standing of each row.

    In each draw every weight is multiplied by something between 0.5 and 1.5, and every number
    lies anywhere in its span; all evenly spread, and the same draw is ranked by each method.
    """
    proportions(weights)
    chance = random.Random(seed).random
    counts = [[[0] * PODIUM for _row in spans] for _method in methods]
    widths = [[(low, high - low) for low, high in row] for row in spans]
    for _draw in range(draws):
        drawn = [weight * (1 - VARIATION + 2 * VARIATION * chance()) for weight in weights]
        matrix = [[low + width * chance() for low, width in row] for row in widths]
        for method, counted in zip(methods, counts, strict=True):
            for row, place in enumerate(places(method(matrix, drawn))):
                if place <= PODIUM:
                    counted[row][place - 1] += 1
    return [
        [Standing(tuple(count / draws for count in row)) for row in counted] for counted in counts
    ]
