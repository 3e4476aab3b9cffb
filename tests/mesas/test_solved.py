"""One rule for «solved»: in operation with evidence; published and verified counted apart."""

import pytest

from destraba.mesas import solved
from destraba.mesas.models import Option, Problem
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


@pytest.fixture
def chosen(mesa, told):
    """A problem whose chosen solution got as far as it is told."""

    def choose(*steps, **of_problem):
        option = Option.propose(ProblemFactory(mesa=mesa, **of_problem), title="Una", **told)
        option.choose(why="Sí", **told)
        for stage, evidence in steps:
            option.advance(stage=stage, words="", evidence=evidence, **told)
        return option

    return choose


def test_each_is_counted_by_what_is_known_of_it(chosen, told, mesa):
    chosen(("in_operation", "41 de 41 viajes"))
    chosen(("in_operation", "x"), ("verified", "Muestra de 40"))
    chosen(("published", "Gaceta"))
    chosen(("in_operation", ""))
    chosen(("agreed", ""), state="solved")
    ProblemFactory(mesa=mesa, state="solved")
    chosen(("in_operation", "x"), state="solved").set_aside(why="Se derogó", **told)
    problems = Problem.objects.filter(mesa=mesa)

    told_ = solved.tally(problems)

    counts = {"solved": 2, "verified": 1, "published": 1, "declared": 3, "exempted": 0}
    assert told_ == solved.Tally(**counts, chosen=5)
    for name, count in counts.items():
        assert getattr(solved, name)(problems).count() == count
    assert solved.answered(problems).count() == told_.chosen


def test_a_solution_that_intervenes_in_one_market_is_counted_apart(chosen, mesa):
    option = chosen(("agreed", ""))
    chosen(("agreed", ""))
    Option.objects.filter(pk=option.pk).update(instrument="vertical")
    problems = Problem.objects.filter(mesa=mesa)

    told = solved.tally(problems)

    assert (told.exempted, told.chosen, told.share_exempted) == (1, 2, 50)
    assert solved.exempted(problems).get() == option.problem
    assert solved.tally(problems.none()).share_exempted == 0


@pytest.mark.parametrize("state", ["dropped", "merged", "split"])
def test_what_was_dropped_or_goes_on_in_another_is_not_counted(chosen, state):
    chosen(("in_operation", "41 de 41 viajes"), state=state)
    problems = Problem.objects.all()

    told = solved.tally(problems)

    assert told == solved.Tally(0, 0, 0, 0, 0, 0)
    for which in (solved.solved, solved.answered, solved.counted):
        assert not which(problems).exists()


def test_after_a_step_back_the_evidence_of_before_is_no_evidence(chosen, told):
    option = chosen(("in_operation", "Funcionaba"))
    option.step_back(stage="published", why="Se suspendió", **told)
    assert not solved.solved(Problem.objects.all()).exists()

    option.advance(stage="in_operation", words="Dicen que volvió", **told)

    assert not solved.solved(Problem.objects.all()).exists()
    assert not solved.is_solved_by(Option.objects.with_standing().get())


def test_a_solution_at_hand_is_judged_by_the_same_rule(chosen):
    option = chosen(("in_operation", "41 de 41 viajes"))

    assert solved.is_solved_by(Option.objects.with_standing().get(pk=option.pk))
    assert not solved.is_solved_by(None)
