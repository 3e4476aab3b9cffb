"""Replaying the trail rebuilds the same state: nothing changes without a word."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Ruling, Stage, Verdict
from destraba.mesas.models import Brief, Cause, Commitment, Elevation, Option, Problem, Trial
from tests.conftest import NOON
from tests.factories import OrganizationFactory
from tests.replaying import differences, replayed

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)
NOUNS = (Problem, Cause, Option, Trial, Commitment, Elevation)
CODES = {"deficits": ["DWD01", "DWD02"], "pillars": ["macro", "institutions"]}


def born(world, model, text, told):
    problem = world.one(Problem)
    if model is Problem or problem is None:
        return Problem.raise_at(world.mesa, title=text, **told)
    if model is Cause:
        return Cause.suppose(problem, text=text, parent=world.one(Cause, problem=problem), **told)
    if model is Option:
        return Option.propose(problem, title=text, **told)
    if model is Trial:
        option = world.one(Option)
        return option and Trial.begin(option, text=text, since_on=TODAY, **told)
    if model is Commitment:
        who = {"responsible": world.organization, "follower": told["by"]}
        due = TODAY + world.many * DAY
        return Commitment.make(world.mesa, promise=text, due_on=due, problem=problem, **who, **told)
    question = {"asked": text, "asked_of": world.ministra, "wanted_by": TODAY + 9 * DAY}
    return Elevation.prepare(problem=problem, **question, **told)


def go_up(it, text, many, told):
    Brief.write(it, text=text, **told)
    it.warn(words=text, **told)
    it.go_up(**told)


def decide(it, text, many, told):
    it.decide(ruling=Ruling.OTHER, words=text, decider=it.asked_of, decided_on=TODAY, **told)


def tag(it, text, many, told):
    it.tag(deficits=CODES["deficits"][: many % 3], pillars=CODES["pillars"][many % 2 :], **told)


VERBS = {
    Problem: [
        lambda it, text, many, told: it.focus(why=text, why_more=text, **told),
        lambda it, text, many, told: it.wait(why=text, **told),
        lambda it, text, many, told: it.solve(why=text, **told),
        lambda it, text, many, told: it.drop(why=text, **told),
        lambda it, text, many, told: it.reopen(why=text, **told),
        lambda it, text, many, told: it.park(until_on=TODAY + (many + 1) * DAY, why=text, **told),
        lambda it, text, many, told: it.reword(title=text, statement=text, why=text, **told),
        tag,
    ],
    Cause: [
        lambda it, text, many, told: it.reword(
            text=text, said_by=None, would_refute=text[: many % 2], why=text, **told
        ),
        lambda it, text, many, told: it.confirm(evidence=text, evidence_source=text, **told),
        lambda it, text, many, told: it.refute(evidence=text, **told),
        lambda it, text, many, told: it.suppose_again(why=text, **told),
        lambda it, text, many, told: it.move(parent=None, **told),
    ],
    Option: [
        lambda it, text, many, told: it.reword(title=text, cost=text, why=text, **told),
        lambda it, text, many, told: it.choose(why=text, **told),
        lambda it, text, many, told: it.set_aside(why=text, **told),
        lambda it, text, many, told: it.bring_back(why=text, **told),
        lambda it, text, many, told: it.advance(
            stage=Stage.values[many % len(Stage.values)], words=text, evidence=text, **told
        ),
        lambda it, text, many, told: it.step_back(stage=Stage.values[many % 4], why=text, **told),
    ],
    Trial: [
        lambda it, text, many, told: it.conclude(
            verdict=Verdict.values[many % 4], why=text, **told
        ),
    ],
    Commitment: [
        lambda it, text, many, told: it.fulfil(evidence=text, **told),
        lambda it, text, many, told: it.withdraw(reason=text, **told),
        lambda it, text, many, told: it.reopen(why=text, **told),
        lambda it, text, many, told: it.reword(promise=text, why=text, **told),
        lambda it, text, many, told: it.extend(
            due_on=TODAY + 3 * many * DAY,
            certainty=["determined", "estimated"][many % 2],
            reason=text,
            **told,
        ),
    ],
    Elevation: [
        lambda it, text, many, told: it.reword(asked=text, cost=text, why=text, **told),
        go_up,
        lambda it, text, many, told: it.receive(words=text, **told),
        lambda it, text, many, told: it.study(words=text, **told),
        lambda it, text, many, told: it.climb(why=text, **told),
        lambda it, text, many, told: it.send_back(words=text, **told),
        decide,
    ],
}
ACTS = st.lists(
    st.tuples(st.sampled_from(NOUNS), st.integers(0, 9), st.integers(0, 9)), min_size=5, max_size=40
)


class World:
    """Does what it is told, as far as the verbs let it."""

    def __init__(self, mesa, by, ministra):
        self.mesa, self.by, self.ministra = mesa, by, ministra
        self.organization, self.many, self.steps = OrganizationFactory(), 0, 0

    def one(self, model, **of):
        found = list(model.objects.filter(**of).order_by("pk"))
        return found[self.many % len(found)] if found else None

    def do(self, model, which, many):
        self.many, self.steps = many, self.steps + 1
        text, at = f"palabra {self.steps}", NOON + self.steps * datetime.timedelta(minutes=1)
        told = {"by": self.by, "at": at}
        it = self.one(model)
        try:
            with transaction.atomic():
                if it is None or which >= len(VERBS[model]):
                    born(self, model, text, told)
                else:
                    VERBS[model][which](it, text, many, told)
        except Refused:
            return


@pytest.mark.django_db
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS)
def test_whatever_the_verbs_do_the_trail_rebuilds_it(mesa, facilitadora, ministra, acts):
    with transaction.atomic():
        world = World(mesa, facilitadora, ministra)
        for act in acts:
            world.do(*act)

        assert differences() == []
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_what_changed_behind_the_verbs_is_noticed(mesa, facilitadora):
    problem = Problem.raise_at(mesa, title="Una", by=facilitadora, at=NOON)
    problem.reword(title="Otra", statement="", why="Mejor", by=facilitadora, at=NOON)
    Problem.objects.filter(pk=problem.pk).update(title="Nadie lo dijo")

    [found] = differences()

    assert "Nadie lo dijo" in found
    assert replayed({("problem", problem.pk): None})["problem", problem.pk, "title"] == [
        ("Una", "Otra")
    ]
