"""A problem is parked, split and merged; nothing of what it held is lost (OIT §2c)."""

import datetime

import pytest

from destraba.kit.vocabulary import Body, Constituency, ProblemState
from destraba.mesas import clock
from destraba.mesas.merging import merge
from destraba.mesas.models import Cause, Elevation, Option, Part, Problem, Seat
from destraba.mesas.models.reshaping import (
    NoSuchDay,
    NotDivisible,
    NotMergeable,
    OutOfStep,
    ReasonMissing,
)
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MesaFactory,
    OrganizationFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)
LATER = TODAY + 30 * DAY
FURTHEST = TODAY + 732 * DAY


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa, title="El registro de plantaciones tarda 90 días")


@pytest.fixture
def other(mesa):
    return ProblemFactory(mesa=mesa, title="Inscribir una plantación es lento")


def last_of(problem, verb):
    return Event.objects.of_subject(problem).filter(verb=f"problem.{verb}").latest("pk")


@pytest.mark.parametrize("until_on", [datetime.date(2099, 1, 1), FURTHEST + DAY])
def test_a_pause_is_not_for_ever(problem, told, until_on):
    with pytest.raises(NoSuchDay, match=r"dos años a lo más.*descártelo"):
        problem.park(until_on=until_on, why="Algún día", **told)

    problem.park(until_on=FURTHEST, why="Se espera el presupuesto que sigue", **told)

    assert problem.state == ProblemState.PARKED


def test_a_pause_has_a_reason_and_a_day_to_come(problem, told):
    with pytest.raises(ReasonMissing):
        problem.park(until_on=LATER, why=" ", **told)
    with pytest.raises(NoSuchDay):
        problem.park(until_on=TODAY, why="Se espera el censo", **told)

    problem.park(until_on=LATER, why="Se espera el censo", **told)

    assert problem.state == ProblemState.PARKED
    assert problem.attend_on == problem.parked_until == LATER
    event = last_of(problem, "parked")
    assert event.why == "Se espera el censo"
    assert event.changes["parked_until"] == ["", LATER.isoformat()]


def test_a_pause_sent_twice_is_one_and_a_longer_one_is_told(problem, told):
    problem.park(until_on=LATER, why="Se espera el censo", **told)
    problem.park(until_on=LATER, why="Se espera el censo", **told)
    assert Event.objects.filter(verb="problem.parked").count() == 1

    problem.park(until_on=LATER + datetime.timedelta(days=9), why="Se atrasó", **told)

    assert last_of(problem, "parked").changes["parked_until"][0] == LATER.isoformat()


def test_the_clock_asks_on_that_day_and_each_week_until_somebody_says(problem, told):
    problem.park(until_on=LATER, why="Se espera el censo", **told)
    looks = [NOON + datetime.timedelta(days=days) for days in (29, 30, 30, 36, 37)]

    asked = [clock.look(at=at) for at in looks]

    assert asked == [0, 1, 0, 0, 1]
    assert Event.objects.filter(verb="problem.pause_over").count() == 2

    problem.resume(why="Llegó el censo", **told)

    assert problem.state == ProblemState.LISTED
    assert problem.attend_on is problem.parked_until is None
    assert clock.look(at=NOON + datetime.timedelta(days=90)) == 0


def test_only_what_rests_is_resumed_and_what_rests_may_be_dropped(problem, told):
    with pytest.raises(OutOfStep):
        problem.resume(why="Sigue", **told)
    problem.park(until_on=LATER, why="Se espera el censo", **told)

    problem.drop(why="Ya no hace falta", **told)

    assert problem.attend_on is None


def test_each_part_takes_what_it_claims_and_the_first_takes_the_rest(problem, mesa, told):
    root = Cause.suppose(problem, text="Nadie asigna casos", **told)
    deep = Cause.suppose(problem, text="No hay sistema", parent=root, **told)
    free = Cause.suppose(problem, text="Hay pocas oficinas", **told)
    option = Option.propose(problem, title="Un sistema", **told)
    option.choose(why="Es barato", **told)
    promise = CommitmentFactory(mesa=mesa, problem=problem)
    kept = CommitmentFactory(mesa=mesa, problem=problem, state="fulfilled")
    entity = problem.involve(OrganizationFactory(), role="must_act", **told)

    one, two = problem.split(
        into=[
            Part("Las oficinas", entities=[entity.pk]),
            Part(
                "El sistema", "Dura.", causes=[root.pk], options=[option.pk], entities=[entity.pk]
            ),
        ],
        why="Eran dos",
        **told,
    )

    assert problem.state == ProblemState.SPLIT
    assert [each.state for each in (one, two)] == ["listed", "listed"]
    assert list(problem.parts.all()) == [one, two]
    assert set(two.causes.all()) == {root, deep}
    assert list(one.causes.all()) == [free]
    assert list(two.options.chosen()) == [option]
    assert list(one.commitments.all()) == [promise]
    assert list(problem.commitments.all()) == [kept]
    assert [each.entities.get().organization for each in (one, two, problem)] == [
        entity.organization
    ] * 3
    assert last_of(problem, "split").changes["into"][1] == "«Las oficinas» · «El sistema»"


@pytest.mark.parametrize(
    "into",
    [[], [Part("Una")], [Part("Una"), Part(" ")], [Part("Una"), Part("una")]],
)
def test_it_is_split_into_two_or_more_each_with_its_name(problem, told, into):
    with pytest.raises(NotDivisible):
        problem.split(into=into, why="Eran dos", **told)

    assert Problem.objects.count() == 1


def test_the_same_thing_is_not_in_two_parts(problem, mesa, told):
    promise = CommitmentFactory(mesa=mesa, problem=problem)
    into = [Part("Una", commitments=[promise.pk]), Part("Otra", commitments=[promise.pk])]

    with pytest.raises(NotDivisible):
        problem.split(into=into, why="Eran dos", **told)


def test_a_split_is_undone_with_all_that_its_parts_gained(problem, mesa, told):
    one, two = problem.split(into=[Part("Una"), Part("Otra")], why="Eran dos", **told)
    promise = CommitmentFactory(mesa=mesa, problem=two)
    one.refresh_from_db()
    one.solve(why="Ya está", **told)

    problem.reopen(why="Eran lo mismo", **told)

    two.refresh_from_db()
    assert problem.state == ProblemState.LISTED
    assert (two.state, two.merged_into) == (ProblemState.MERGED, problem)
    assert list(problem.commitments.all()) == [promise]
    assert Problem.objects.get(pk=one.pk).state == ProblemState.SOLVED


def test_what_is_alive_of_one_goes_on_in_the_other(problem, other, mesa, told):
    promise = CommitmentFactory(mesa=mesa, problem=problem)
    kept = CommitmentFactory(mesa=mesa, problem=problem, state="fulfilled")
    cause = Cause.suppose(problem, text="Nadie asigna casos", **told)
    Cause.suppose(other, text="Otra", **told)
    option = Option.propose(problem, title="Un sistema", **told)
    problem.also_call("La demora", organization=None, **told)
    entity = problem.involve(OrganizationFactory(), role="must_act", **told)
    both = OrganizationFactory()
    problem.involve(both, role="must_act", **told)
    other.involve(both, role="affected", **told)
    seat = Seat.offer(mesa, both, body="operating", kind="for_problem", problem=problem, **told)
    item = AgendaItemFactory(problem=problem, meeting__mesa=mesa)

    problem.merge_into(other, why="Es lo mismo", **told)

    assert (problem.state, problem.merged_into) == (ProblemState.MERGED, other)
    for thing in (promise, cause, option, entity, seat, item):
        thing.refresh_from_db()
        assert thing.problem == other, thing
    assert [each.position for each in other.causes.in_order()] == [1, 2]
    assert list(problem.commitments.all()) == [kept]
    assert problem.entities.get().organization == both
    assert {each.name for each in other.names.all()} == {"La demora", problem.title}
    assert last_of(other, "absorbed").why == "Es lo mismo"


def test_the_chosen_solution_of_the_one_that_stays_is_the_one(problem, other, told):
    for each in (problem, other):
        Option.propose(each, title=f"Para {each.pk}", **told).choose(why="Sí", **told)

    problem.merge_into(other, why="Es lo mismo", **told)

    assert other.options.chosen().get().title == f"Para {other.pk}"
    assert other.options.get(state="set_aside").title == f"Para {problem.pk}"


def test_a_problem_is_not_merged_into_itself_nor_into_one_that_ended(problem, other, told):
    with pytest.raises(NotMergeable):
        problem.merge_into(problem, why="Es lo mismo", **told)
    other.drop(why="No", **told)

    with pytest.raises(NotMergeable, match="descartado"):
        problem.merge_into(other, why="Es lo mismo", **told)


def test_it_goes_to_another_mesa_only_with_who_runs_it(problem, told, coordinadora):
    elsewhere = ProblemFactory(mesa=MesaFactory())
    promise = CommitmentFactory(mesa=problem.mesa, problem=problem)
    with pytest.raises(NotMergeable, match="otra mesa"):
        problem.merge_into(elsewhere, why="Es lo mismo", **told)

    problem.merge_into(elsewhere, why="Es lo mismo", by=coordinadora, at=NOON)

    promise.refresh_from_db()
    assert (promise.problem, promise.mesa) == (elsewhere, elsewhere.mesa)

    problem.reopen(why="No era lo mismo", by=coordinadora, at=NOON)

    promise.refresh_from_db()
    assert (promise.problem, promise.mesa) == (problem, problem.mesa)


def test_a_merger_is_undone_and_what_was_carried_comes_back(problem, other, mesa, told):
    promise = CommitmentFactory(mesa=mesa, problem=problem)
    cause = Cause.suppose(problem, text="Nadie asigna casos", **told)
    problem.merge_into(other, why="Es lo mismo", **told)
    gained = Cause.suppose(other, text="Por algo", parent=cause.__class__.objects.get(), **told)
    born_there = CommitmentFactory(mesa=mesa, problem=other)

    problem.reopen(why="No era lo mismo", **told)

    assert (problem.state, problem.merged_into) == (ProblemState.LISTED, None)
    assert list(problem.commitments.all()) == [promise]
    assert list(problem.causes.all()) == [cause]
    assert list(other.commitments.all()) == [born_there]
    gained.refresh_from_db()
    assert (gained.problem, gained.parent) == (other, None)
    assert not other.names.exists()
    assert last_of(other, "parted").why == "No era lo mismo"


def test_it_comes_back_from_where_the_other_went_afterwards(problem, other, mesa, told):
    third = ProblemFactory(mesa=mesa)
    promise = CommitmentFactory(mesa=mesa, problem=problem)
    problem.merge_into(other, why="Es lo mismo", **told)
    other.merge_into(third, why="También", **told)
    assert Problem.objects.get(pk=problem.pk).merged_into.merged_into == third

    problem.reopen(why="No era lo mismo", **told)

    promise.refresh_from_db()
    assert promise.problem == problem


def test_what_waits_above_goes_with_it(problem, other, at_table, told):
    elevation = Elevation.prepare(
        problem=problem,
        motive="deadlock",
        asked="Que un solo ministerio lleve el registro",
        asked_of=at_table("viceministro", Constituency.GOVERNMENT, body=Body.HIGH_LEVEL),
        wanted_by=LATER,
        **told,
    )

    problem.merge_into(other, why="Es lo mismo", **told)

    elevation.refresh_from_db()
    assert elevation.problem == other


def test_what_rests_goes_on_where_its_mesa_went(problem, mesa, told):
    problem.park(until_on=LATER, why="Se espera el censo", **told)
    into = MesaFactory(name="La que sigue")

    merge(mesa, into=into, why="Se unen", **told)

    problem.refresh_from_db()
    assert (problem.mesa, problem.state) == (into, ProblemState.PARKED)


def test_whom_it_touches_goes_on_with_it(problem, other, told):
    problem.tag(deficits=[], pillars=[], groups=["women", "youth"], **told)
    other.tag(deficits=[], pillars=[], groups=["youth"], **told)

    born = problem.split(into=[Part(title="Una"), Part(title="Otra")], why="Son dos", **told)
    born[0].merge_into(other, why="Es el mismo", **told)

    assert [sorted(each.groups) for each in (born[1], other)] == [["women", "youth"]] * 2


def test_it_comes_back_from_the_parts_in_which_the_other_was_split(problem, other, told):
    cause = Cause.suppose(problem, text="Nadie lo firma", **told)
    problem.merge_into(other, why="Es el mismo", **told)
    part, _rest = other.split(into=[Part(title="Una"), Part(title="Dos")], why="Son dos", **told)
    cause.refresh_from_db()
    assert cause.problem == part

    problem.reopen(why="No era el mismo", **told)

    cause.refresh_from_db()
    assert cause.problem == problem


def test_a_name_that_the_other_already_had_stays_when_the_merger_is_undone(problem, other, told):
    other.also_call(problem.title, organization=None, **told)

    problem.merge_into(other, why="Son el mismo", **told)
    assert other.names.count() == 1
    problem.reopen(why="No lo eran", **told)

    assert [each.name for each in other.names.all()] == [problem.title]
