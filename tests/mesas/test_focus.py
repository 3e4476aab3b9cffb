"""How the focus moved over time, rebuilt from the trail."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from destraba.mesas.focus import UNKNOWN, Turn, focus_of, spans_of
from destraba.mesas.models import Problem
from tests.conftest import NOON
from tests.factories import ProblemFactory

DAY = datetime.timedelta(days=1)
STATES = ["listed", "in_focus", "solved", "dropped"]


@pytest.mark.django_db
def test_a_problem_waits_is_worked_on_and_ends(mesa, facilitadora):
    other = Problem.raise_at(mesa, title="Espera", by=facilitadora, at=NOON)
    problem = Problem.raise_at(mesa, title="Traba", by=facilitadora, at=NOON)
    problem.focus(why="Urge", by=facilitadora, at=NOON + DAY)
    problem.wait(why="Falta", by=facilitadora, at=NOON + 2 * DAY)
    problem.focus(why="Ya hay", by=facilitadora, at=NOON + 3 * DAY)
    problem.solve(why="Listo", by=facilitadora, at=NOON + 4 * DAY)

    first, second = focus_of(mesa, at=NOON + 9 * DAY)

    assert [span.state for span in first.spans] == ["listed", "in_focus", "listed", "in_focus"]
    assert first.ended_at == NOON + 4 * DAY
    assert (second.pk, second.first_focus, second.ended_at) == (other.pk, None, None)
    assert second.spans[0].until == NOON + 9 * DAY


@pytest.mark.django_db
def test_of_a_problem_that_nobody_told_of_nothing_is_drawn(mesa):
    ProblemFactory(mesa=mesa, state="in_focus")

    [track] = focus_of(mesa, at=NOON)

    assert track.spans == []


def test_a_state_that_nobody_told_the_day_of_is_unknown_not_invented():
    [span] = spans_of([Turn(NOON, "", "listed")], state="in_focus", until=NOON + DAY)

    assert span.state == UNKNOWN


@given(st.lists(st.tuples(st.integers(0, 90), st.sampled_from(STATES)), min_size=1))
def test_its_spans_follow_one_another_and_never_overlap(told):
    turns = [Turn(NOON + day * DAY, "", state) for day, state in told]
    state = max(turns, key=lambda turn: turn.at).after

    spans = spans_of(turns, state=state, until=NOON + 100 * DAY)

    assert all(one.until <= other.since for one, other in pairwise(spans))
    assert all(span.since <= span.until for span in spans)
    assert not {span.state for span in spans} & {"solved", "dropped"}
