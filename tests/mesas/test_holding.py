import pytest

from destraba.mesas.holding import Held, holding
from destraba.mesas.models import Appointment, Mesa, Problem
from tests.factories import CommitmentFactory, ProblemFactory

pytestmark = pytest.mark.django_db


def test_a_row_says_which_of_its_parts_it_has_in_its_own_question(
    mesa, facilitadora, django_assert_num_queries
):
    full, whole, part = (ProblemFactory(mesa=mesa) for _ in range(3))
    CommitmentFactory(mesa=mesa, problem=full)
    Problem.objects.filter(pk=part.pk).update(split_from=whole)

    with django_assert_num_queries(1):
        told = {each.pk: each.held for each in holding(Problem.objects.all(), *PARTS)}

    assert told == {full.pk: {"commitments"}, whole.pk: {"parts"}, part.pk: set()}


def test_it_is_told_of_another_row_beside_it_too(mesa, facilitadora):
    ProblemFactory(mesa=mesa)
    held = Held(Mesa, ("seats", "elevations", "problems"), row="seat__mesa")

    place = Appointment.objects.filter(seat__mesa=mesa).annotate(held=held).first()

    assert place.held == {"seats", "problems"}


PARTS = ("commitments", "parts", "absorbed", "names")
