"""A high-level session for what was elevated, and authorities who sit in ordinary ones."""

import datetime

import pytest

from destraba.kit.vocabulary import Body, Constituency, ElevationState, EntityRole
from destraba.mesas.advice import stuck_by_itself, worth_elevating
from destraba.mesas.high_level import (
    NotTogether,
    authorities_at,
    call_session,
    explain,
    session_for,
)
from destraba.mesas.models import Attendance, Brief, Elevation, Promise, SetAside
from destraba.mesas.models.aside import NoReason
from destraba.mesas.models.meeting import NotBriefed
from destraba.people.models import Post
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db

TODAY = NOON.date()


def later(days):
    return NOON + datetime.timedelta(days=days)


@pytest.fixture
def viceministro(at_table):
    return at_table("viceministro", Constituency.GOVERNMENT, body=Body.HIGH_LEVEL)


def raise_it(problem, of, by, **about):
    elevation = Elevation.prepare(
        **(about or {"problem": problem}),
        asked=f"Que se resuelva: {problem}",
        asked_of=of,
        wanted_by=later(20).date(),
        by=by,
        at=NOON,
    )
    Brief.write(elevation, text="Una página", by=by, at=NOON)
    elevation.warn(by=by, at=NOON)
    elevation.go_up(by=by, at=NOON)
    return elevation


@pytest.fixture
def raised(mesa, viceministro, facilitadora):
    return raise_it(ProblemFactory(mesa=mesa, title="Dos registros"), viceministro, facilitadora)


def call(elevations, by, **told):
    return call_session(elevations, **{"starts_at": later(3), **told}, by=by, at=NOON)


def test_one_step_plans_it_with_what_was_elevated_alone(raised, facilitadora, viceministro, mesa):
    other = raise_it(ProblemFactory(mesa=mesa, title="La tarifa"), viceministro, facilitadora)

    meeting = call([raised, other], facilitadora)

    assert meeting.is_high_level
    assert [item.problem for item in meeting.items.all()] == [raised.problem, other.problem]
    assert raised.state == ElevationState.SCHEDULED
    assert raised.turns.last().meeting == meeting
    assert session_for(raised) == meeting


def test_the_briefs_go_with_the_convocatoria_and_when_they_went_stays(
    raised, facilitadora, viceministro
):
    meeting = call([raised], facilitadora)
    seats = [viceministro.appointments.get().seat]

    for _time in range(2):
        meeting.convene(seats=seats, by=facilitadora, at=later(1))

    sent = raised.turns.get(kind="sent")
    assert (sent.meeting, sent.on) == (meeting, later(1).date())
    assert "Versión 1" in sent.words


def test_a_promise_that_was_elevated_is_seen_with_its_problem(mesa, facilitadora, viceministro):
    problem = ProblemFactory(mesa=mesa)
    promise = CommitmentFactory(mesa=mesa, problem=problem)
    elevation = raise_it(problem, viceministro, facilitadora, commitment=promise)

    meeting = call([elevation], facilitadora)
    meeting.convene(seats=[viceministro.appointments.get().seat], by=facilitadora, at=NOON)

    assert meeting.is_convened


def test_what_one_session_cannot_decide_is_refused(raised, facilitadora, viceministro, mesa):
    alone = raise_it(
        "sola", viceministro, facilitadora, commitment=CommitmentFactory(mesa=mesa, problem=None)
    )
    with pytest.raises(NotTogether, match="una misma mesa"):
        call([], facilitadora)
    with pytest.raises(NotTogether, match="ningún problema"):
        call([alone], facilitadora)

    call([raised], facilitadora)
    with pytest.raises(NotTogether, match="ya está en la agenda"):
        call([raised], facilitadora)
    raised.send_back(words="No", by=facilitadora, at=NOON)
    with pytest.raises(NotTogether, match="devuelta"):
        call([raised], facilitadora)


def test_its_agenda_is_of_elevated_problems_only_and_it_does_not_begin_without(
    raised, facilitadora, viceministro
):
    meeting = call([raised], facilitadora)
    AgendaItemFactory(meeting=meeting, problem=None, title="Varios")

    with pytest.raises(NotBriefed, match="Varios"):
        meeting.convene(seats=[viceministro.appointments.get().seat], by=facilitadora, at=NOON)
    with pytest.raises(NotBriefed, match="Varios"):
        meeting.open(by=facilitadora, at=NOON)


def test_an_authority_in_an_ordinary_session_is_asked_why_once(
    mesa, facilitadora, enlace, viceministro
):
    meeting = MeetingFactory(mesa=mesa, state="planned", starts_at=later(2))
    seat = enlace.appointments.get().seat
    Post.take(
        enlace, seat.organization, title="Viceministra de Puertos", since_on=None, by=None, at=NOON
    )
    assert authorities_at(meeting) == []

    meeting.convene(seats=[seat], by=facilitadora, at=NOON)
    Attendance.mark(
        meeting,
        facilitadora.appointments.get().seat,
        presence="present",
        person=viceministro,
        by=facilitadora,
        at=NOON,
    )
    assert authorities_at(meeting) == [enlace, viceministro]

    with pytest.raises(NoReason):
        explain(meeting, enlace, why=" ", by=facilitadora, at=NOON)
    for _time in range(2):
        explain(meeting, enlace, why="Viene a firmar", by=facilitadora, at=NOON)

    assert authorities_at(meeting) == [viceministro]
    assert SetAside.objects.get().why == "Viene a firmar"


@pytest.mark.parametrize("kind", ["high_level", "intersession", "premesa"])
def test_elsewhere_nobody_asks(mesa, facilitadora, viceministro, kind):
    meeting = MeetingFactory(mesa=mesa, kind=kind, state="planned", starts_at=later(2))
    Attendance.mark(
        meeting,
        facilitadora.appointments.get().seat,
        presence="present",
        person=viceministro,
        by=facilitadora,
        at=NOON,
    )

    assert authorities_at(meeting) == []


@pytest.fixture
def stuck(mesa, enlace):
    def make(days, *, state="in_focus", **told):
        problem = ProblemFactory(mesa=mesa, state=state, **told)
        entity = enlace.appointments.get().seat.organization
        problem.involve(entity, role=EntityRole.MUST_ACT, by=None, at=NOON)
        type(problem).objects.filter(pk=problem.pk).update(moved_on=later(-days).date())
        problem.refresh_from_db()
        return problem

    return make


def advice(person):
    return worth_elevating(person, on=TODAY)


def test_what_does_not_move_is_advised_to_go_up_the_oldest_first(stuck, facilitadora, enlace):
    month, dispute = stuck(31), stuck(40, failures=["public_public"])
    stuck(20), stuck(10, failures=["public_public"])
    fresh_dispute = stuck(15, failures=["public_public"])

    told = advice(facilitadora)

    assert [each.problem for each in told] == [dispute, month, fresh_dispute]
    assert [each.motive for each in told] == ["deadlock", "unresponsive", "deadlock"]
    assert advice(enlace) == []


def test_the_page_of_a_problem_advises_what_the_list_of_its_mesa_does(stuck, facilitadora):
    dispute = {"failures": ["public_public"]}
    made = [stuck(days, **told) for days in (14, 15, 30, 31) for told in ({}, dispute)]
    made.append(stuck(40, state="listed"))

    listed = {each.problem: each.words for each in advice(facilitadora)}
    by_itself = {
        each: told.words
        for each in made
        if (told := stuck_by_itself(each, each.entities.select_related("organization"), on=TODAY))
    }

    assert by_itself == listed
    assert set(listed) == {made[3], made[5], made[6], made[7]}


def test_what_is_up_already_or_was_set_aside_with_a_reason_is_not_advised(
    stuck, facilitadora, viceministro, mesa
):
    up, aside, listed = stuck(40), stuck(40), stuck(40)
    raise_it(up, viceministro, facilitadora)
    SetAside.keep(
        mesa, signal="R07", problem=aside, why="Se reúnen el lunes", by=facilitadora, at=NOON
    )
    type(listed).objects.filter(pk=listed.pk).update(state="listed")

    assert advice(facilitadora) == []


def test_an_entity_with_three_promises_late_is_told_above(mesa, enlace, facilitadora, gremio):
    entity = enlace.appointments.get().seat.organization
    late = [
        CommitmentFactory(mesa=mesa, responsible=entity, due_on=later(-days).date())
        for days in (3, 9)
    ]
    other = MesaFactory()
    CommitmentFactory(mesa=other, responsible=entity, due_on=later(-5).date())
    assert advice(facilitadora) == []

    CommitmentFactory(mesa=mesa, responsible=entity, due_on=later(-1).date())
    [told] = advice(facilitadora)

    assert (told.commitment, told.organization) == (late[1], entity)
    assert "3 compromisos vencidos" in told.words
    SetAside.keep(
        mesa, signal="R35", organization=entity, why="Cambió la directora", by=None, at=NOON
    )
    assert advice(facilitadora) == []


def test_what_was_decided_does_not_go_to_the_next_session_of_the_high_level(
    mesa, raised, facilitadora, viceministro
):
    other = raise_it(ProblemFactory(mesa=mesa, title="La tarifa"), viceministro, facilitadora)
    told = {"by": facilitadora, "at": later(3)}
    meeting = call([raised, other], facilitadora)
    following = MeetingFactory(
        mesa=mesa, kind="high_level", state="planned", starts_at=later(10), number=9
    )
    seats = [viceministro.appointments.get().seat]
    meeting.convene(seats=seats, **told)
    meeting.open(**told)
    entity = viceministro.appointments.get().seat.organization
    raised.decide(
        ruling="instruction",
        words="Lo lleva una sola entidad",
        decider=viceministro,
        decided_on=later(3).date(),
        promises=[Promise("Publicar la orden", entity, later(30).date(), facilitadora)],
        meeting=meeting,
        **told,
    )

    meeting.close(**told)

    assert [item.problem for item in following.items.all()] == [other.problem]
    following.convene(seats=seats, **told)
    assert following.invitations.exists()
