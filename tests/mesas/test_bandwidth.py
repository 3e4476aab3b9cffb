"""The bandwidth of the team: what each carries, and what the method advises before one more."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from destraba.kit.vocabulary import Body, MeetingState, MesaState
from destraba.mesas.bandwidth import bandwidth_of
from destraba.mesas.models import TeamMember
from tests.conftest import NOON
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    MeetingFactory,
    MesaFactory,
    PersonFactory,
    ProblemFactory,
    ProgrammeFactory,
    SeatFactory,
    unblock,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


def join(person=None, share_percent=100, role="core"):
    return TeamMember.join(
        person or PersonFactory(),
        role=role,
        share_percent=share_percent,
        since_on=LONG_AGO,
        by=None,
        at=NOON,
    )


def a_mesa_run_by(*people, state=MesaState.ACTIVE):
    mesa = MesaFactory(state=state)
    seat = SeatFactory(mesa=mesa, body=Body.DEDICATED_TEAM)
    for person in people:
        AppointmentFactory(seat=seat, person=person, role="alternate")
    return mesa


def kinds():
    return [each.kind for each in bandwidth_of(today=TODAY).warnings]


def test_each_member_carries_what_her_mesas_ask():
    ana, luz = join(share_percent=50), join()
    mesa = a_mesa_run_by(ana.person, luz.person)
    other = a_mesa_run_by(luz.person)
    ProblemFactory.create_batch(3, mesa=mesa, state="in_focus")
    ProblemFactory.create_batch(2, mesa=mesa)
    ProblemFactory(mesa=mesa, state="solved")
    ProblemFactory(mesa=other)
    MeetingFactory(mesa=mesa, starts_at=NOON - 7 * DAY, minutes=120, state=MeetingState.CLOSED)
    MeetingFactory(mesa=mesa, starts_at=NOON - 40 * DAY, state=MeetingState.CLOSED)
    MeetingFactory(mesa=mesa, starts_at=NOON + 7 * DAY, minutes=90)
    MeetingFactory(mesa=other, starts_at=NOON + 8 * DAY, minutes=60)
    MeetingFactory(mesa=other, starts_at=NOON + 8 * DAY, state=MeetingState.CANCELLED)

    told = bandwidth_of(today=TODAY)

    hers, other_load = told.members
    assert (hers.in_focus, hers.open, hers.past_hours, hers.next_hours) == (3, 5, 2, 2)
    assert (hers.week_hours, hers.most) == (20, 6)
    assert (other_load.open, other_load.next_meetings, other_load.next_hours) == (6, 2, 3)
    assert [mesa.pk for mesa in other_load.mesas] == [mesa.pk, other.pk]
    # A mesa of two counts once for the team.
    assert (told.team.open, told.team.next_meetings, told.team.week_hours) == (6, 2, 60)


def test_mesas_that_rest_weigh_nothing_and_those_that_nobody_runs_are_told():
    member = join()
    for state in (MesaState.SUSPENDED, MesaState.CLOSED):
        ProblemFactory(mesa=a_mesa_run_by(member.person, state=state))
    stranger = PersonFactory(name="Quien no figura")
    a_mesa_run_by(stranger)
    alone = MesaFactory(name="Sola")

    told = bandwidth_of(today=TODAY)

    assert told.members[0].mesas == []
    assert told.outside == ["Quien no figura"]
    assert told.unattended == [alone]


def test_more_mesas_than_three_before_an_early_win_are_advised_against():
    join()
    MesaFactory.create_batch(2)
    assert kinds() == []

    MesaFactory(state=MesaState.PROPOSED)
    assert kinds() == ["next_mesa"]
    MesaFactory.create_batch(2)
    assert kinds() == ["many_mesas"]
    unblock(ProblemFactory(mesa=MesaFactory(), pace="early_win"), at=NOON)
    assert kinds() == []


def test_more_open_problems_than_the_team_can_carry_are_advised_against():
    member = join(share_percent=50)
    mesa = a_mesa_run_by(member.person)
    ProblemFactory.create_batch(6, mesa=mesa)
    assert kinds() == []

    ProblemFactory(mesa=mesa)

    [advice] = bandwidth_of(today=TODAY).warnings
    assert (advice.kind, advice.number, advice.most) == ("many_problems", 7, 6)
    assert advice.source.startswith("OIT")


def test_more_in_focus_than_one_person_can_follow_is_advised_against():
    member = join(share_percent=25)
    join()
    mesa = a_mesa_run_by(member.person)
    ProblemFactory.create_batch(4, mesa=mesa, state="in_focus")

    [advice] = bandwidth_of(today=TODAY).warnings

    assert (advice.kind, advice.names) == ("full_hands", [member.person.name])


def test_without_a_team_it_says_so():
    assert kinds() == ["no_team"]


def test_it_asks_the_same_whatever_there_is():
    ProgrammeFactory()
    with CaptureQueriesContext(connection) as few:
        bandwidth_of(today=TODAY, week_hours=40)
    for _ in range(5):
        ProblemFactory(mesa=a_mesa_run_by(join().person))
    with CaptureQueriesContext(connection) as many:
        bandwidth_of(today=TODAY, week_hours=40)

    assert len(many) <= 5
    assert len(few) <= len(many)
