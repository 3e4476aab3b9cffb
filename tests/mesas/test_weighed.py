"""What should move and for whom: tags with meaning, figures before and after (R17, R44, R45)."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from destraba.mesas.models import RoadmapRevision
from destraba.mesas.models.metric_reading import movement_of
from destraba.mesas.models.roadmap import Chosen
from destraba.mesas.models.weighed import Unweighed
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa, metric="Días del certificado", unit="días")


def gauge(problem, by, value, on="", **more):
    return problem.gauge(value=Decimal(value), on=on, by=by, at=NOON, **more)


def moved(problem):
    return str(movement_of(problem, problem.readings.all()))


def test_it_is_told_what_should_move_and_for_whom(problem, facilitadora):
    told = {
        "deficits": ["DWD01"],
        "pillars": ["institutions"],
        "metric": "Días en frontera",
        "unit": "días",
        "transition": "not_relevant",
        "transition_why": "Es un trámite",
        "groups": ["women", "rural"],
    }

    problem.tag(**told, by=facilitadora, at=NOON)
    problem.tag(**{**told, "groups": ["rural", "women"]}, by=facilitadora, at=NOON)

    event = Event.objects.of_subject(problem).get()
    assert {name: getattr(problem, name) for name in told} == told
    assert event.changes["metric"] == ["Días del certificado", "Días en frontera"]
    assert event.changes["groups"] == [[], ["women", "rural"]]


def test_what_is_not_told_stays_as_it_was(problem, facilitadora):
    problem.tag(deficits=["DWD01"], pillars=[], by=facilitadora, at=NOON)

    assert problem.metric == "Días del certificado"
    assert Event.objects.get().changes == {"deficits": [[], ["DWD01"]]}


@pytest.mark.parametrize("transition", ["related", "not_relevant"])
def test_the_transition_is_told_with_a_word_why(problem, facilitadora, transition):
    with pytest.raises(Unweighed, match="por qué"):
        problem.tag(deficits=[], pillars=[], transition=transition, by=facilitadora, at=NOON)


def test_the_first_figure_is_the_before_and_the_last_one_the_after(problem, facilitadora):
    assert moved(problem) == ""
    gauge(problem, facilitadora, 45, "2026-03", found_in="Registro de la agencia", n=112)
    assert moved(problem) == "45 días"
    gauge(problem, facilitadora, 3, "2026-11-20")
    gauge(problem, facilitadora, "12.5", "2026-06")

    assert moved(problem) == "45 → 3 días"
    assert problem.moved_on == datetime.date(2026, 11, 22)
    assert Event.objects.filter(verb="problem.gauged").count() == 3


def test_with_an_unknown_day_they_are_in_the_order_in_which_they_were_told(problem, facilitadora):
    gauge(problem, facilitadora, 45)
    gauge(problem, facilitadora, 3)

    assert moved(problem) == "45 → 3 días"


def test_figures_of_another_thing_do_not_mix(problem, facilitadora):
    gauge(problem, facilitadora, 45, "2026-03")
    problem.tag(
        deficits=[], pillars=[], metric="Envíos rechazados", unit="%", by=facilitadora, at=NOON
    )
    gauge(problem, facilitadora, 8, "2026-04")

    movement = movement_of(problem, problem.readings.all())
    assert str(movement) == "8 %"
    assert [str(each) for each in movement.other] == ["45 días"]


def test_the_same_figure_twice_is_one(problem, facilitadora):
    first = gauge(problem, facilitadora, 45, "2026-03")

    assert gauge(problem, facilitadora, 45, "2026-03") == first
    assert problem.readings.count() == 1


def test_a_day_to_come_or_a_figure_of_nothing_is_refused(problem, facilitadora):
    with pytest.raises(Unweighed, match="todavía no llega"):
        gauge(problem, facilitadora, 45, "2026-12")
    with pytest.raises(ValidationError):
        gauge(problem, facilitadora, 45, "2026-13")
    gauge(problem, facilitadora, 45, "2026")
    problem.tag(deficits=[], pillars=[], metric="", by=facilitadora, at=NOON)
    with pytest.raises(Unweighed, match="qué se mide"):
        gauge(problem, facilitadora, 45)


def test_a_figure_written_wrong_goes_and_the_trail_keeps_it(problem, facilitadora):
    reading = gauge(problem, facilitadora, 450, "2026-03")
    with pytest.raises(Unweighed):
        problem.ungauge(reading, why=" ", by=facilitadora, at=NOON)

    for _time in range(2):
        problem.ungauge(reading, why="Sobra un cero", by=facilitadora, at=NOON)
        reading = type(reading)(pk=reading.pk or 999)

    event = Event.objects.get(verb="problem.ungauged")
    assert not problem.readings.exists()
    assert (event.why, event.changes) == ("Sobra un cero", {"figure": ["450 días", ""]})


def test_the_roadmap_keeps_how_it_had_moved_that_day(mesa, problem, facilitadora):
    gauge(problem, facilitadora, 45, "2026-03")
    gauge(problem, facilitadora, 3, "2026-11")
    problem.tag(deficits=[], pillars=[], groups=["women"], by=facilitadora, at=NOON)

    chosen = [Chosen(problem, deficits=["DWD01"])]
    one = RoadmapRevision.agree(
        mesa, objective="", chosen=chosen, why="Urge", by=facilitadora, at=NOON
    )

    [row] = one.content["focus"]
    assert (row["metric"], row["moved"]) == ("Días del certificado", "45 → 3 días")
    assert row["groups"] == ["women"]
