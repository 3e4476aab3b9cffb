import datetime
from decimal import Decimal

import pytest

from destraba.kit.terms import EndsBeforeItBegins
from destraba.mesas.models import Option, Trial
from destraba.mesas.models.trial import TrialUnclear
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


@pytest.fixture
def option(mesa, told):
    problem = ProblemFactory(mesa=mesa)
    return Option.propose(problem, title="Ventanilla", metric="mediana", unit="días", **told)


@pytest.fixture
def trial(option, told):
    return Trial.begin(option, text="Un mes en Loreto", since_on=TODAY - 60 * DAY, **told)


def test_a_trial_is_measured_and_concluded(trial, told):
    trial.measure(on=TODAY - 60 * DAY, value=Decimal(45), n=120, found_in="Mesa de partes", **told)
    trial.measure(on=TODAY, value=Decimal(3), n=38, **told)
    trial.conclude(verdict="worked", why="Bastó una firma", **told)

    assert [str(each) for each in trial.measurements.all()] == ["45 días", "3 días"]
    assert trial.measurements.first().metric == "mediana"
    assert trial.verdict == "worked"
    assert trial.until_on == TODAY


def test_a_measurement_told_twice_is_one(trial, told):
    seen = [trial.measure(on=TODAY, value=Decimal(3), n=38, **told) for _ in range(2)]

    assert seen[0] == seen[1]
    assert trial.measurements.count() == 1
    assert Event.objects.of_subject(trial).filter(verb="trial.measured").count() == 1


def test_another_verdict_keeps_the_one_before(trial, told):
    trial.conclude(verdict="worked", why="Bajó", **told)
    trial.conclude(verdict="did_not", why="Volvió a subir al mes", **told)
    trial.conclude(verdict="did_not", why="Volvió a subir al mes", **told)

    last = Event.objects.of_subject(trial).filter(verb="trial.concluded").latest("pk")
    assert last.changes["verdict"] == ["worked", "did_not"]
    assert last.changes["why"] == ["Bajó", "Volvió a subir al mes"]


def test_what_nobody_could_learn_from_is_refused(option, trial, told):
    with pytest.raises(TrialUnclear):
        trial.conclude(verdict="worked", why=" ", **told)
    with pytest.raises(TrialUnclear):
        trial.measure(on=TODAY + DAY, value=Decimal(3), **told)
    with pytest.raises(TrialUnclear, match="todavía no llega"):
        Trial.begin(option, text="En 2099", since_on=TODAY + DAY, **told)
    with pytest.raises(TrialUnclear):
        Trial.begin(option, text="", since_on=TODAY, **told)
    with pytest.raises(EndsBeforeItBegins):
        trial.conclude(verdict="worked", why="Sí", until_on=TODAY - 90 * DAY, **told)
    option.set_aside(why="Cara", **told)
    with pytest.raises(TrialUnclear):
        Trial.begin(option, text="Otra vez", since_on=TODAY, **told)


def test_what_was_set_aside_meanwhile_is_not_tried(option, told):
    stale = Option.objects.get(pk=option.pk)
    option.set_aside(why="Nadie la paga", **told)

    with pytest.raises(TrialUnclear, match="tráigala de vuelta"):
        Trial.begin(stale, text="En pequeño", since_on=TODAY, **told)


def test_it_ends_today_unless_another_day_is_told(option, told):
    planned = Trial.begin(
        option, text="Un mes", since_on=TODAY - 40 * DAY, until_on=TODAY + 20 * DAY, **told
    )
    other = Trial.begin(option, text="Otro mes", since_on=TODAY - 40 * DAY, **told)

    planned.conclude(verdict="worked", why="Bastó", **told)
    other.conclude(verdict="worked", why="Bastó", until_on=TODAY - 3 * DAY, **told)

    assert planned.until_on == TODAY
    assert other.until_on == TODAY - 3 * DAY
    with pytest.raises(TrialUnclear):
        other.conclude(verdict="worked", why="Bastó", until_on=TODAY + DAY, **told)


def test_it_may_recommend_something_for_the_budget_and_why(trial, told):
    with pytest.raises(TrialUnclear, match="presupuesto"):
        trial.conclude(verdict="worked", why="Bastó", budget="spread", **told)

    trial.conclude(verdict="worked", why="Bastó", budget="spread", budget_why="Cuesta poco", **told)

    trial.refresh_from_db()
    assert (trial.get_budget_display(), trial.budget_why) == (
        "financiarla y extenderla",
        "Cuesta poco",
    )
    event = Event.objects.of_subject(trial).get(verb="trial.concluded")
    assert event.changes["budget"] == ["", "spread"]


def test_sent_twice_under_one_ref_it_is_one(option, told):
    first, again = (
        Trial.begin(option, text="Un mes", since_on=TODAY, ref="abc", **told) for _ in range(2)
    )

    assert first == again
    assert Event.objects.filter(verb="trial.begun").count() == 1
