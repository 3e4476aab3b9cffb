import datetime

import pytest

from destraba.mesas.figures import Figures, figures
from destraba.mesas.speed import days_to_unblock
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MesaFactory, ProblemFactory, unblock

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def days(count):
    return datetime.timedelta(days=count)


def test_each_mesa_is_counted_apart_in_one_query(django_assert_num_queries):
    full, empty = MesaFactory(), MesaFactory()
    states = {"solved": 2, "in_focus": 2, "listed": 3, "dropped": 4, "parked": 1, "merged": 5}
    for state, count in states.items():
        ProblemFactory.create_batch(count, mesa=full, state=state, moved_on=TODAY)
    for state in ("solved", "in_focus", "listed", "parked", "dropped", "split"):
        unblock(ProblemFactory(mesa=full, state=state), at=NOON)
    CommitmentFactory(mesa=full, due_on=TODAY)
    CommitmentFactory(mesa=full, due_on=TODAY - days(1))
    CommitmentFactory(mesa=full, due_on=TODAY - days(1), state="fulfilled")

    with django_assert_num_queries(1):
        told = figures([full, empty], on=TODAY, with_still=True)

    assert told[full.pk] == Figures(
        solved=4,
        declared=2,
        in_focus=3,
        listed=4,
        parked=2,
        solved_in_focus=1,
        solved_waiting=2,
        open=2,
        late=1,
    )
    assert (told[full.pk].moving, told[full.pk].waiting, told[full.pk].total) == (2, 4, 12)
    assert told[empty.pk] == Figures()


@pytest.mark.parametrize(("ago", "still"), [(30, 0), (31, 1), (None, 0)])
def test_in_focus_for_more_than_thirty_days_without_movement_is_stuck(mesa, ago, still):
    moved_on = TODAY - days(ago) if ago else None
    ProblemFactory(mesa=mesa, state="in_focus", moved_on=moved_on)

    told = figures([mesa], on=TODAY, with_still=True)[mesa.pk]

    assert told.still == still
    assert told.moving == 1 - still


def test_what_is_solved_in_focus_is_not_stuck_too(mesa):
    problem = unblock(ProblemFactory(mesa=mesa, state="in_focus"), at=NOON - days(90))
    assert problem.moved_on == TODAY - days(90)

    told = figures([mesa], on=TODAY, with_still=True)[mesa.pk]

    assert (told.solved, told.moving, told.still, told.total) == (1, 0, 0, 1)


def test_the_speed_goes_from_the_day_it_came_to_the_day_it_works(mesa, facilitadora):
    came = NOON - days(60)
    problem = ProblemFactory(mesa=mesa)
    problem.record("raised", by=facilitadora, at=came)
    unblock(problem, on=str(TODAY - days(15)), at=NOON)
    unblock(ProblemFactory(mesa=mesa), on="2026-11", at=NOON)
    declared = ProblemFactory(mesa=mesa)
    declared.record("raised", by=facilitadora, at=came)
    declared.solve(why="Se dice", by=facilitadora, at=NOON)

    assert days_to_unblock(mesa) == [45]
