import datetime

import pytest

from destraba.mesas.figures import Figures, figures
from tests.factories import CommitmentFactory, MesaFactory, ProblemFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def days(count):
    return datetime.timedelta(days=count)


def test_each_mesa_is_counted_apart_in_two_queries(django_assert_num_queries):
    full, empty = MesaFactory(), MesaFactory()
    for state, count in {"solved": 2, "in_focus": 1, "listed": 3, "dropped": 4}.items():
        ProblemFactory.create_batch(count, mesa=full, state=state, moved_on=TODAY)
    CommitmentFactory(mesa=full, due_on=TODAY)
    CommitmentFactory(mesa=full, due_on=TODAY - days(1))
    CommitmentFactory(mesa=full, due_on=TODAY - days(1), state="fulfilled")

    with django_assert_num_queries(2):
        told = figures([full, empty], on=TODAY, with_still=True)

    assert told[full.pk] == Figures(solved=2, in_focus=1, listed=3, open=2, late=1)
    assert told[full.pk].total == 6
    assert told[empty.pk] == Figures()


@pytest.mark.parametrize(("ago", "still"), [(30, 0), (31, 1), (None, 0)])
def test_in_focus_for_more_than_thirty_days_without_movement_is_stuck(mesa, ago, still):
    moved_on = TODAY - days(ago) if ago else None
    ProblemFactory(mesa=mesa, state="in_focus", moved_on=moved_on)

    told = figures([mesa], on=TODAY, with_still=True)[mesa.pk]

    assert told.still == still
    assert told.moving == 1 - still
