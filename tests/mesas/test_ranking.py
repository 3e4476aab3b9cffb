"""Our formulas give what a maintained library gives, and say so where it says nothing."""

import math

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import vector_normalization

from destraba.mesas.ranking import (
    NothingWeighs,
    closeness,
    places,
    proportions,
    robustness,
    weighted_sum,
)

SCORES = st.one_of(st.integers(1, 5), st.floats(1, 5).map(lambda score: round(score, 2)))


@st.composite
def problems(draw, scores=SCORES):
    """A matrix, with columns of zeros, equal rows and equal columns now and then; and weights."""
    width, height = draw(st.integers(1, 11)), draw(st.integers(2, 30))
    row = st.lists(scores, min_size=width, max_size=width)
    matrix = draw(st.lists(row, min_size=height, max_size=height))
    if draw(st.booleans()):
        matrix[-1] = matrix[0]
    if draw(st.integers(0, 3)) == 0:
        matrix = [[0, *each[1:]] for each in matrix]
    weights = draw(st.lists(st.integers(0, 5), min_size=width, max_size=width).filter(any))
    return matrix, weights


def oracle(method, matrix, weights):
    shares = numpy.array(weights) / sum(weights)
    return list(
        method(numpy.array(matrix, dtype=float), shares, numpy.ones(len(weights)), validation=False)
    )


def as_they_are(column, cost=False):
    return column


def vector(column, cost=False):
    """Theirs divides by zero in a column of zeros; there it tells nobody apart."""
    return vector_normalization(column, cost) if column.any() else column


@given(problems())
def test_the_weighted_sum_is_the_librarys(problem):
    matrix, weights = problem

    assert weighted_sum(matrix, weights) == pytest.approx(
        oracle(WSM(as_they_are), matrix, weights), abs=1e-9
    )


@given(problems())
def test_the_closeness_is_the_librarys(problem):
    matrix, weights = problem
    with numpy.errstate(invalid="ignore"):
        expected = oracle(TOPSIS(vector), matrix, weights)

    found = closeness(matrix, weights)

    # It has no answer where nobody differs in what weighs; a rounding may give it one.
    differing = [
        max(column) - min(column) > 1e-6
        for column, weight in zip(zip(*matrix, strict=True), weights, strict=True)
        if weight
    ]
    if any(differing):
        assert found == pytest.approx(expected, abs=1e-7)
    else:
        assert all(math.isnan(each) or 0 <= each <= 1 for each in expected)


def test_rows_that_are_all_the_same_are_as_near_to_the_best_as_to_the_worst():
    assert closeness([[3, 4], [3, 4]], [1, 2]) == [0.5, 0.5]
    assert closeness([[0], [0]], [1]) == [0.5, 0.5]


def test_a_known_case_by_hand():
    matrix, weights = [[5, 1], [3, 3], [1, 5]], [3, 1]

    assert weighted_sum(matrix, weights) == [4.0, 3.0, 2.0]
    best, middle, worst = closeness(matrix, weights)
    assert best == pytest.approx(0.75)
    assert middle == pytest.approx(0.5)
    assert worst == pytest.approx(0.25)


@pytest.mark.parametrize("method", [weighted_sum, closeness, robustness])
def test_weights_that_are_all_zero_are_refused_with_words(method):
    with pytest.raises(NothingWeighs, match="al menos a un criterio"):
        method([[(1, 2), (2, 3)]], [0, 0])


def test_only_the_proportion_of_the_weights_matters():
    matrix = [[1, 5, 2], [4, 2, 3]]

    assert proportions([1, 2, 1]) == [0.25, 0.5, 0.25]
    assert weighted_sum(matrix, [1, 2, 1]) == weighted_sum(matrix, [2, 4, 2])
    assert closeness(matrix, [1, 2, 1]) == closeness(matrix, [2, 4, 2])


@given(st.lists(st.integers(1, 5), max_size=30))
def test_equals_share_their_place_and_the_next_ones_are_left_out(values):
    assert places(values) == [1 + sum(other > value for other in values) for value in values]


def test_a_difference_of_rounding_is_no_difference():
    assert places([0.1 + 0.2, 0.3]) == [1, 1]


# Five candidates and what people gave them, from the lowest to the highest.
SPANS = [[(4, 5)] * 4, [(3, 5)] * 4, [(3, 4)] * 4, [(2, 4)] * 4, [(1, 2)] * 4]


def test_how_firm_an_order_is_does_not_change_from_one_look_to_the_next():
    assert robustness(SPANS, [3] * 4) == robustness(SPANS, [3] * 4)
    assert robustness(SPANS, [3] * 4) != robustness(SPANS, [3] * 4, seed=7)


def test_in_each_draw_somebody_takes_each_of_the_first_places():
    [standings] = robustness(SPANS, [3, 2, 1, 0], draws=200)

    assert [sum(each.shares[place] for each in standings) for place in range(3)] == pytest.approx(
        [1, 1, 1]
    )
    assert standings[0].on_the_podium > 0.99
    assert 0 < standings[3].on_the_podium < 0.5
    assert standings[4].on_the_podium == 0


def test_what_nobody_doubts_never_moves():
    sure = [[(value, value)] * 3 for value in (5, 4, 3, 2)]

    [by_sum, by_closeness] = [
        [each.shares for each in standings]
        for standings in robustness(sure, [1, 2, 3], (weighted_sum, closeness), draws=100)
    ]

    assert by_sum == by_closeness == [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0)]


def test_equals_share_the_podium():
    [standings] = robustness([[(3, 3)], [(3, 3)]], [1], draws=10)

    assert [each.shares for each in standings] == [(1, 0, 0), (1, 0, 0)]
