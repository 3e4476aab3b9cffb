"""Whatever is done to problems, every earlier text stays reachable and every count has its list."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from destraba.kit.refusal import Refused
from destraba.mesas import clock, public_figures
from destraba.mesas.figures import figures
from destraba.mesas.models import Cause, Commitment, Mesa, Option, Part, Problem
from destraba.mesas.models.reshaping import REPLACED
from destraba.people.models import Role
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MesaFactory, PersonFactory, ProblemFactory, unblock

pytestmark = pytest.mark.django_db
VERBS = (
    *("focus", "wait", "solve", "drop", "reopen", "reword", "park", "resume", "split", "split"),
    *("merge", "merge", "merge", "promise", "cause", "unblock", "choose", "look", "fulfil"),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 9), st.integers(0, 9)), max_size=14
)
PLAIN = ("focus", "wait", "solve", "drop", "reopen", "resume")


class World:
    """A few problems of two mesas, and all that was ever said of them."""

    def __init__(self):
        self.by = PersonFactory()
        since = datetime.date(2026, 1, 1)
        Role.give(self.by, "coordinator", since_on=since, by=None, at=NOON)
        self.mesas = [MesaFactory(name="Uno"), MesaFactory(name="Dos")]
        self.said, self.at, self.made = set(), NOON, 0
        for number in range(3):
            ProblemFactory(mesa=self.mesas[number % 2], title=self.say("Problema"))

    def say(self, words):
        self.made += 1
        text = f"{words} {self.made}."
        self.said.add(text)
        return text

    def one(self, number):
        problems = list(Problem.objects.order_by("pk"))
        return problems[number % len(problems)]

    def do(self, verb, number, other):
        self.at += datetime.timedelta(hours=1)
        told = {"by": self.by, "at": self.at}
        kept, self.said = set(self.said), set(self.said)
        try:
            if verb in PLAIN:
                getattr(self.one(number), verb)(why=self.say("Porque"), **told)
            else:
                getattr(self, verb)(self.one(number), other, told)
        except Refused:
            self.said = kept

    def reword(self, problem, _other, told):
        words = {"title": self.say("Dicho"), "statement": self.say("Explicado")}
        problem.reword(**words, why=self.say("Porque"), **told)

    def park(self, problem, other, told):
        until_on = (self.at + datetime.timedelta(days=2 + other)).date()
        problem.park(until_on=until_on, why=self.say("Porque"), **told)

    def split(self, problem, other, told):
        causes = list(problem.causes.values_list("pk", flat=True)[:other])
        parts = [Part(self.say("Parte")), Part(self.say("Parte"), self.say("Dura"), causes=causes)]
        problem.split(into=parts, why=self.say("Eran"), **told)

    def merge(self, problem, other, told):
        problem.merge_into(self.one(other), why=self.say("Igual"), **told)

    def promise(self, problem, _other, _told):
        CommitmentFactory(mesa=problem.mesa, problem=problem, promise=self.say("Prometido"))

    def fulfil(self, problem, _other, told):
        for each in problem.commitments.open()[:1]:
            each.fulfil(evidence=self.say("Hecho"), **told)

    def cause(self, problem, other, told):
        parent = problem.causes.order_by("pk")[other % 3 : other % 3 + 1]
        text = self.say("Causa")
        Cause.suppose(problem, text=text, parent=parent.first() if parent else None, **told)

    def choose(self, problem, _other, told):
        option = Option.propose(problem, title=self.say("Solución"), **told)
        option.choose(why=self.say("Porque"), **told)

    def unblock(self, problem, _other, _told):
        unblock(problem, at=self.at)

    def look(self, _problem, other, _told):
        self.at += datetime.timedelta(days=other)
        clock.look(at=self.at)


def reachable():
    """All the words that can be read: in the rows, and in the trail with what it replaced."""
    told = []
    for model, names in (
        (Problem, ("title", "statement")),
        (Commitment, ("promise",)),
        (Cause, ("text",)),
        (Option, ("title",)),
        (Event, ("about", "why", "changes")),
    ):
        told += [str(each) for row in model.objects.values_list(*names) for each in row]
    told += [str(each) for each in _histories()]
    return "\n".join(told)


def _histories():
    for each in Commitment.objects.prefetch_related("fulfilments"):
        yield from (done.evidence for done in each.fulfilments.all())


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_nothing_that_was_said_is_lost_and_every_count_has_its_list(programme, steps):
    with transaction.atomic():
        world = World()
        for verb, number, other in steps:
            world.do(verb, number, other)

        text = reachable()
        assert [each for each in world.said if each not in text] == []
        _every_count_has_its_list(world)
        _what_is_owed_is_owed_where_it_goes_on(world)
        transaction.set_rollback(True)


def _every_count_has_its_list(world):
    today = world.at.date()
    rows = public_figures.rows_now(on=today)
    assert public_figures.counts_now(on=today) == {code: len(its) for code, its in rows.items()}
    mesas = list(Mesa.objects.all())
    told = figures(mesas, on=today, with_still=True).values()
    for code in ("solved", "declared", "in_focus", "listed", "parked", "open", "late"):
        assert sum(getattr(each, code) for each in told) == len(rows[code]), code
    counted = Problem.objects.exclude(state__in=["dropped", *REPLACED])
    assert sum(each.total for each in told) == counted.count()


def _where_it_goes_on(problem, seen=()):
    following = problem.merged_into
    if following is None or following in seen:
        return problem
    return _where_it_goes_on(following, (*seen, problem))


def _what_is_owed_is_owed_where_it_goes_on(world):
    for problem in Problem.objects.filter(state="merged"):
        assert _where_it_goes_on(problem).state != "merged"
    for problem in Problem.objects.all():
        causes = problem.causes.exclude(parent=None)
        assert not causes.exclude(parent__problem=problem).exists()
        assert problem.options.chosen().count() <= 1
        for promise in problem.commitments.open():
            assert promise.mesa_id == problem.mesa_id
