"""The life of a mesa: launched, narrowed, suspended, relaunched, merged, closed."""

import datetime

import pytest

from destraba.kit.vocabulary import (
    AppointmentRole,
    Body,
    Constituency,
    DecisionKind,
    MeetingKind,
    MeetingState,
    MesaEventKind,
    MesaState,
)
from destraba.mesas.merging import NotMergeable, merge, unseated
from destraba.mesas.models import Commitment, Decision, Meeting, Mesa, Norm, Option
from destraba.mesas.models.living import NotItsTurn, TooEarly, Unexplained
from destraba.mesas.models.meeting import BeforeLaunch
from destraba.search.models import SearchDoc
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    AppointmentFactory,
    CommitmentFactory,
    MesaFactory,
    OrganizationFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = NOON.date()


@pytest.fixture
def proposed(programme):
    return Mesa.propose(name="Mesa Textil", kind="value_chain", by=None, at=NOON - 60 * DAY)


def decide(kind=DecisionKind.GO, on=TODAY - 10 * DAY, mesa=None):
    return Decision.take(
        kind=kind,
        mesa=mesa,
        decided_on=on,
        decider="Ministra de Producción",
        why="El gremio y el sindicato lo piden.",
        by=None,
        at=NOON,
    )


def verbs(mesa):
    events = Event.objects.filter(stream=mesa.stream()).order_by("pk")
    return list(events.values_list("verb", flat=True))


def test_a_decided_mesa_is_launched_officially(proposed, ministra):
    decide(mesa=proposed)
    host = OrganizationFactory()

    proposed.launch_officially(
        on=TODAY,
        place="Palacio de Gobierno",
        authorities="Ministra de Producción; ministro de Trabajo",
        norm="RM 10-2026",
        host=host,
        by=ministra,
        at=NOON,
    )

    turn = proposed.life.get()
    assert (proposed.state, proposed.launched_on) == (MesaState.ACTIVE, TODAY.isoformat())
    assert proposed.host == host
    assert (turn.kind, turn.place, turn.norm) == ("launched", "Palacio de Gobierno", "RM 10-2026")
    assert verbs(proposed)[-1] == "mesa.launched_officially"


def test_a_launch_before_its_decision_is_refused(proposed, ministra):
    decide(mesa=proposed)

    with pytest.raises(TooEarly, match="antes de su decisión"):
        proposed.launch_officially(on=TODAY - 11 * DAY, why="Urge", by=ministra, at=NOON)

    proposed.refresh_from_db()
    assert proposed.is_proposed


def test_a_launch_before_the_political_decision_is_refused(proposed, ministra):
    decide(DecisionKind.CONVENE)

    with pytest.raises(TooEarly):
        proposed.launch_officially(on=TODAY - 11 * DAY, why="Urge", by=ministra, at=NOON)


@pytest.mark.parametrize("kind", [None, DecisionKind.NO_GO])
def test_without_the_decision_to_launch_it_takes_a_reason(proposed, ministra, kind):
    if kind:
        decide(kind, mesa=proposed)

    with pytest.raises(Unexplained):
        proposed.launch_officially(on=TODAY, by=ministra, at=NOON)
    proposed.launch_officially(on=TODAY, why="La ministra lo pidió", by=ministra, at=NOON)

    assert proposed.life.get().words == "La ministra lo pidió"


def test_it_is_launched_once_and_not_ahead_of_time(proposed, ministra):
    with pytest.raises(TooEarly):
        proposed.launch_officially(on=TODAY + DAY, why="Urge", by=ministra, at=NOON)
    proposed.launch_officially(on=TODAY, why="Urge", by=ministra, at=NOON)

    with pytest.raises(NotItsTurn):
        proposed.launch_officially(on=TODAY, why="Otra vez", by=ministra, at=NOON)


def test_a_mesa_at_work_may_tell_its_launch_afterwards(mesa, ministra):
    mesa.launch_officially(on=TODAY - 90 * DAY, why="Fue así", by=ministra, at=NOON)

    assert mesa.launched_on == (TODAY - 90 * DAY).isoformat()


@pytest.mark.parametrize(("way", "verb"), [("narrowed", "narrowed"), ("widened", "widened")])
def test_the_scope_before_and_after_is_kept(mesa, facilitadora, way, verb):
    mesa.rescope(scope="Todo el turismo", way="widened", why="Al inicio", by=None, at=NOON)

    mesa.rescope(scope="Tres asuntos", way=way, why="Para llegar", by=facilitadora, at=NOON)

    turn = mesa.life.last()
    assert (turn.scope_before, turn.scope_after) == ("Todo el turismo", "Tres asuntos")
    assert verbs(mesa)[-1] == f"mesa.{verb}"


@pytest.mark.parametrize(("scope", "why"), [("", "Sí"), ("Igual", "Sí"), ("Otro", " ")])
def test_the_same_scope_or_one_without_a_reason_is_refused(mesa, facilitadora, scope, why):
    mesa.rescope(scope="Igual", way="widened", why="Al inicio", by=None, at=NOON)

    with pytest.raises(Unexplained):
        mesa.rescope(scope=scope, way="narrowed", why=why, by=facilitadora, at=NOON)


def test_a_suspension_cancels_what_was_planned_and_plans_no_more(mesa, facilitadora):
    meeting = Meeting.plan(mesa, starts_at=NOON + 7 * DAY, by=facilitadora, at=NOON)

    mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED
    with pytest.raises(NotItsTurn, match="está suspendida"):
        Meeting.plan(mesa, starts_at=NOON + 9 * DAY, by=facilitadora, at=NOON)


def test_a_session_in_progress_is_closed_before_the_mesa_rests(mesa, facilitadora):
    meeting = Meeting.plan(mesa, starts_at=NOON, by=facilitadora, at=NOON)
    meeting.open(by=facilitadora, at=NOON)

    with pytest.raises(NotItsTurn, match="en curso"):
        mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)


def test_a_relaunch_under_another_host_keeps_all_its_history(mesa, facilitadora, ministra):
    problem = ProblemFactory(mesa=mesa)
    mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)
    before, host = verbs(mesa), OrganizationFactory()

    mesa.relaunch(
        on=TODAY, host=host, convener="Primera ministra", why="Sigue", by=ministra, at=NOON
    )

    mesa.refresh_from_db()
    assert (mesa.state, mesa.host) == (MesaState.ACTIVE, host)
    assert verbs(mesa) == [*before, "mesa.relaunched"]
    assert [turn.kind for turn in mesa.turns()] == ["suspended", "relaunched"]
    assert mesa.problems.get() == problem


def test_a_relaunch_comes_after_the_suspension(mesa, facilitadora):
    mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)

    with pytest.raises(TooEarly, match="Debe ser después de: suspensión"):
        mesa.relaunch(on=TODAY - DAY, why="Sigue", by=facilitadora, at=NOON)


@pytest.mark.parametrize("state", [MesaState.PROPOSED, MesaState.SUSPENDED, MesaState.CLOSED])
def test_only_a_mesa_at_work_is_suspended(mesa, facilitadora, state):
    Mesa.objects.update(state=state)

    with pytest.raises(NotItsTurn):
        mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)


@pytest.mark.parametrize("state", [MesaState.PROPOSED, MesaState.ACTIVE])
def test_only_a_mesa_at_rest_is_relaunched(mesa, facilitadora, state):
    Mesa.objects.update(state=state)

    with pytest.raises(NotItsTurn):
        mesa.relaunch(on=TODAY, why="Sigue", by=facilitadora, at=NOON)


def test_a_mesa_is_closed_with_its_balance(mesa, facilitadora):
    with pytest.raises(Unexplained):
        mesa.close(balance=" ", by=facilitadora, at=NOON)

    mesa.close(balance="Se destrabó lo principal.", by=facilitadora, at=NOON)

    assert mesa.state == MesaState.CLOSED
    assert mesa.life.get().words == "Se destrabó lo principal."
    with pytest.raises(NotItsTurn):
        mesa.close(balance="Otra vez", by=facilitadora, at=NOON)


def test_what_is_alive_goes_to_the_other_mesa(mesa, facilitadora):
    other = MesaFactory(name="Mesa de la Madera")
    alive, ended = ProblemFactory(mesa=mesa), ProblemFactory(mesa=mesa, state="solved")
    open_one = CommitmentFactory(mesa=mesa, problem=alive)
    kept = CommitmentFactory(mesa=mesa, state="fulfilled")

    merge(mesa, into=other, why="Son la misma cadena", by=facilitadora, at=NOON)

    assert list(other.problems.all()) == [alive]
    assert list(mesa.problems.all()) == [ended]
    assert Commitment.objects.get(pk=open_one.pk).mesa == other
    assert Commitment.objects.get(pk=kept.pk).mesa == mesa
    assert {"mesa.merged", "problem.handed_over", "commitment.handed_over"} <= set(verbs(mesa))
    assert {"mesa.absorbed", "problem.taken_over", "commitment.taken_over"} <= set(verbs(other))
    mesa.refresh_from_db()
    assert (mesa.state, mesa.life.get().other) == (MesaState.CLOSED, other)


def test_who_had_a_seat_has_one_at_the_other_mesa_and_owes_there(mesa, gremio, facilitadora):
    other = MesaFactory(name="Mesa de la Madera")
    organization = gremio.appointments.get().seat.organization
    owed = CommitmentFactory(mesa=mesa, responsible=organization, contact=gremio)

    merge(mesa, into=other, why="Son la misma cadena", by=facilitadora, at=NOON)

    seat = other.seats.get()
    owed.refresh_from_db()
    assert (seat.organization, seat.holder) == (organization, gremio)
    assert (owed.seat, owed.contact) == (seat, gremio)


def test_an_organisation_already_seated_is_not_seated_twice(mesa, gremio, facilitadora):
    other = MesaFactory(name="Mesa de la Madera")
    SeatFactory(mesa=other, organization=gremio.appointments.get().seat.organization)

    assert unseated(mesa, other) == []
    merge(mesa, into=other, why="Son la misma cadena", by=facilitadora, at=NOON)

    assert other.seats.count() == 1


def test_who_is_of_the_other_mesas_team_stays_of_it(mesa, gremio, facilitadora):
    other = MesaFactory(name="Mesa de la Madera")
    team = SeatFactory(mesa=other, body=Body.DEDICATED_TEAM)
    AppointmentFactory(seat=team, person=gremio, role=AppointmentRole.HOLDER)

    merge(mesa, into=other, why="Son la misma cadena", by=facilitadora, at=NOON)

    assert other.seats.get(body=Body.OPERATING).is_vacant


def test_a_mesa_merges_with_another_at_work_and_with_a_reason(mesa, facilitadora):
    resting = MesaFactory(name="Mesa de la Madera", state=MesaState.CLOSED)

    with pytest.raises(NotItsTurn):
        merge(mesa, into=resting, why="Son la misma cadena", by=facilitadora, at=NOON)
    with pytest.raises(NotMergeable):
        merge(mesa, into=mesa, why="Son la misma cadena", by=facilitadora, at=NOON)
    with pytest.raises(NotMergeable):
        merge(mesa, into=MesaFactory(name="M"), why=" ", by=facilitadora, at=NOON)


def test_a_session_before_the_launch_takes_a_reason(proposed, facilitadora):
    day = NOON + 7 * DAY

    with pytest.raises(BeforeLaunch):
        Meeting.plan(proposed, starts_at=day, by=facilitadora, at=NOON)
    Meeting.plan(proposed, starts_at=day, why="El ministro viaja", by=facilitadora, at=NOON)

    assert Event.objects.get(verb="meeting.planned").why == "El ministro viaja"


def test_a_premesa_is_planned_without_a_reason(proposed, facilitadora):
    Meeting.plan(proposed, starts_at=NOON + DAY, kind=MeetingKind.PREMESA, by=facilitadora, at=NOON)

    assert proposed.meetings.count() == 1


def test_a_session_before_the_launch_still_closes_and_plans_the_next(proposed, facilitadora):
    meeting = Meeting.plan(proposed, starts_at=NOON, why="Urge", by=facilitadora, at=NOON)
    meeting.open(by=facilitadora, at=NOON)

    following = meeting.close(
        next_at=NOON + 14 * DAY, nothing_promised=True, by=facilitadora, at=NOON
    )

    assert following.number == 2


def test_the_turns_that_a_source_tells_by_year_are_compared_by_year(mesa, facilitadora):
    mesa.life.create(kind=MesaEventKind.LAUNCHED, happened_on=str(TODAY.year))

    mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)

    assert mesa.state == MesaState.SUSPENDED


def test_the_constituency_balance_of_a_merger_is_that_of_its_people(mesa, at_table, facilitadora):
    other = MesaFactory(name="Mesa de la Madera")
    for name, constituency in [("a", Constituency.EMPLOYERS), ("b", Constituency.WORKERS)]:
        at_table(name, constituency)

    merge(mesa, into=other, why="Son la misma cadena", by=facilitadora, at=NOON)

    assert {seat.constituency for seat in other.seats.all()} == {"employers", "workers"}


def test_solutions_go_with_their_problem_with_the_norms_that_they_needed(mesa, facilitadora):
    other, told = MesaFactory(name="Mesa de la Madera"), {"by": facilitadora, "at": NOON}
    option = Option.propose(ProblemFactory(mesa=mesa), title="Ventanilla", **told)
    option.choose(why="Es la más barata", **told)
    norm = {"kind": "decreto", "number": "14"}
    option.advance(stage="drafted", words="Hay proyecto", new_norm=norm, **told)
    of_none = Norm.keep(mesa, kind="ley", number="1", **told)

    merge(mesa, into=other, why="Son la misma cadena", **told)

    assert list(mesa.norms.all()) == [of_none]
    assert other.norms.get().number == "14"
    found = SearchDoc.objects.filter(kind__in=["option", "norm"], stream=other.stream())
    assert sorted(found.values_list("kind", flat=True)) == ["norm", "option"]


def test_a_decision_sent_twice_is_one(proposed):
    assert decide(mesa=proposed) == decide(mesa=proposed)

    decide(DecisionKind.NO_GO, mesa=proposed)
    decide(mesa=proposed)

    assert [each.kind for each in proposed.decisions.order_by("pk")] == ["go", "no_go", "go"]
