"""Whatever happens to the solutions of a problem, all that was ever said stays within reach."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from destraba.kit.lessons import ReviewOutcome
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Stage, Verdict
from destraba.mesas import solved
from destraba.mesas.models import Option, Problem, Review, Trial
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import ProblemFactory

TODAY = NOON.date()
GUARDRAILS = {
    "ends_on": TODAY + datetime.timedelta(days=300),
    "complements": "Laboratorio",
    "fiscal_cost": "2",
    "benefit": "Empleo",
    "review_on": ["2027-01-10"],
}
WHICH = st.integers(0, 4)
STAGES = st.sampled_from([stage.value for stage in Stage])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("propose"), st.sampled_from(["", "vertical", "red_tape"])),
        st.tuples(st.just("reword"), WHICH),
        st.tuples(st.just("choose"), WHICH, st.booleans()),
        st.tuples(st.just("set_aside"), WHICH),
        st.tuples(st.just("bring_back"), WHICH),
        st.tuples(st.just("advance"), WHICH, STAGES, st.sampled_from(["", "Se vio"])),
        st.tuples(st.just("step_back"), WHICH, STAGES),
        st.tuples(st.just("renew"), WHICH, st.integers(200, 900)),
        st.tuples(st.just("review"), WHICH, st.sampled_from(ReviewOutcome.values), st.booleans()),
        st.tuples(st.just("try"), WHICH),
        st.tuples(st.just("measure"), WHICH, st.integers(0, 90)),
        st.tuples(st.just("conclude"), WHICH, st.sampled_from([each.value for each in Verdict])),
    ),
    min_size=1,
    max_size=25,
)


class Story:
    """Does what it is told, and remembers every word that was taken."""

    def __init__(self, problem, by):
        self.problem, self.by, self.words = problem, by, 0
        self.said = []

    def do(self, act, *parts):
        self.words += 1
        text = f"palabra {self.words}."
        told = {"by": self.by, "at": NOON + datetime.timedelta(minutes=self.words)}
        try:
            with transaction.atomic():
                done = getattr(self, f"_{act}")(text, told, *parts)
        except Refused:
            return
        if done:
            self.said.append(text)

    def option(self, which):
        options = list(self.problem.options.all())
        return options[which % len(options)] if options else None

    def _propose(self, text, told, instrument):
        return Option.propose(self.problem, title=text, instrument=instrument, **told)

    def _of_option(verb):
        def act(self, text, told, which, *parts):
            option = self.option(which)
            if option is None:
                return False
            verb(option, text, told, *parts)
            return True

        return act

    _reword = _of_option(lambda option, text, told: option.reword(title=text, why=text, **told))
    _choose = _of_option(
        lambda option, text, told, guarded: option.choose(
            why=text, guardrails=GUARDRAILS if guarded else None, **told
        )
    )
    _set_aside = _of_option(lambda option, text, told: option.set_aside(why=text, **told))
    _bring_back = _of_option(lambda option, text, told: option.bring_back(why=text, **told))
    _advance = _of_option(
        lambda option, text, told, stage, evidence: option.advance(
            stage=stage, words=text, evidence=evidence, **told
        )
    )
    _step_back = _of_option(
        lambda option, text, told, stage: option.step_back(stage=stage, why=text, **told)
    )
    _renew = _of_option(
        lambda option, text, told, days: option.renew(
            ends_on=TODAY + datetime.timedelta(days=days), why=text, **told
        )
    )
    _review = _of_option(
        lambda option, text, told, outcome, planned: Review.write(
            option,
            due_on=datetime.date(2027, 1, 10) if planned else None,
            outcome=outcome,
            **dict.fromkeys(["cost", "benefit", "found_in", "why"], text),
            **told,
        )
    )
    _try = _of_option(
        lambda option, text, told: Trial.begin(option, text=text, since_on=TODAY, **told)
    )

    def _trial(self, which):
        trials = list(Trial.objects.filter(option__problem=self.problem))
        return trials[which % len(trials)] if trials else None

    def _measure(self, text, told, which, value):
        trial = self._trial(which)
        return trial and trial.measure(on=TODAY, value=Decimal(value), words=text, **told)

    def _conclude(self, text, told, which, verdict):
        trial = self._trial(which)
        if trial:
            trial.conclude(verdict=verdict, why=text, **told)
        return trial


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS)
def test_no_sequence_of_verbs_loses_what_was_there(mesa, facilitadora, acts):
    with transaction.atomic():
        story = Story(ProblemFactory(mesa=mesa), facilitadora)
        for act in acts:
            story.do(*act)

        written = everything_written(story)
        assert [word for word in story.said if word not in written] == []
        assert replayed() == standing()
        assert Option.objects.chosen().count() <= 1
        counted = solved.tally(Problem.objects.all())
        for name in ("solved", "verified", "published", "declared", "exempted"):
            listed = getattr(solved, name)(Problem.objects.all())
            assert listed.count() == getattr(counted, name)
        assert counted.verified <= counted.solved
        transaction.set_rollback(True)


def everything_written(story):
    """In the rows, and in the trail of what they said before."""
    events = [(e.about, e.why, e.changes) for e in Event.objects.all()]
    rows = [
        list(option.stages.values_list("words")) + list(option.turns.values_list("why"))
        for option in story.problem.options.all()
    ]
    return repr([events, rows])


def standing():
    """Where each solution and each trial stands."""
    options = {(f"option:{o.pk}"): [o.title, o.state, o.stage] for o in Option.objects.all()}
    return options | {f"trial:{t.pk}": [t.verdict] for t in Trial.objects.all()}


def replayed():
    """The same, from nothing but the trail."""
    found = {}
    for event in Event.objects.select_related("subject_type").order_by("pk"):
        key = f"{event.subject_type.model}:{event.subject_id}"
        if event.verb == "option.proposed":
            found[key] = [event.about, "proposed", "proposed"]
        elif event.verb == "trial.begun":
            found[key] = [""]
        for place, name in enumerate(["title", "state", "stage"]):
            if key.startswith("option") and name in event.changes:
                found[key][place] = event.changes[name][1]
        if "verdict" in event.changes:
            found[key] = [event.changes["verdict"][1]]
    return found
