"""The dedicated team: who comes, with how much of her time, what she declares, and who leaves."""

import datetime

import pytest

from destraba.kit.vocabulary import AppointmentRole, Body, ProgrammeRole, TeamRole
from destraba.mesas.models import ConflictDeclaration, TeamMember
from destraba.mesas.models.seat import Neutrality
from destraba.mesas.models.team import (
    AlreadyOfTheTeam,
    NobodyLeft,
    NothingDeclared,
    NotNeutral,
    NotOfTheTeam,
    OneLeader,
    is_of_the_team,
    may_change_the_team,
    may_read_conversations,
)
from destraba.people.models import Person, Role
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import LONG_AGO, AppointmentFactory, PersonFactory, SeatFactory

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)
TOLD = {"by": None, "at": NOON}


def join(person=None, role=TeamRole.CORE, since_on=LONG_AGO, **more):
    return TeamMember.join(person or PersonFactory(), role=role, since_on=since_on, **TOLD, **more)


def rededicate(member, **more):
    told = {"role": member.role, "share_percent": 100, "direct_line": "", "why": "Urge.", **more}
    member.rededicate(**told, **TOLD)


def fresh(person):
    """As another request would ask who she is."""
    return Person.objects.get(pk=person.pk)


def test_who_joins_is_of_the_team_from_that_day():
    member = join(since_on=TODAY + DAY, share_percent=50)

    assert not TeamMember.objects.current(on=TODAY).exists()
    assert TeamMember.objects.current(on=TODAY + DAY).get() == member
    assert not member.is_exclusive
    event = Event.objects.get(verb="teammember.joined")
    assert (event.stream, event.about) == ("team", str(member))


def test_who_coordinates_works_at_every_mesa_until_she_leaves():
    other = PersonFactory()
    Role.give(other, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, **TOLD)
    member = join(since_on=TODAY - DAY, coordinates=True)
    assert fresh(member.person).runs_everything

    member.leave(on=TODAY - DAY, why="Vuelve a su entidad.", **TOLD)

    assert not fresh(member.person).runs_everything
    assert not is_of_the_team(fresh(member.person))
    assert Event.objects.get(verb="teammember.left").why == "Vuelve a su entidad."


def test_what_she_was_before_she_came_she_still_is_when_she_leaves():
    member = join(since_on=TODAY - DAY)
    Role.give(member.person, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, **TOLD)

    member.leave(on=TODAY - DAY, why="Rota.", **TOLD)

    assert fresh(member.person).runs_everything


def test_the_only_one_who_coordinates_does_not_leave():
    member = join(coordinates=True)

    with pytest.raises(NobodyLeft, match="única"):
        member.leave(on=TODAY, why="Rota.", **TOLD)

    assert TeamMember.objects.get().until_on is None


def test_nobody_is_twice_of_the_team():
    member = join()

    with pytest.raises(AlreadyOfTheTeam):
        join(member.person, since_on=TODAY)

    member.leave(on=TODAY - DAY, why="Rota.", **TOLD)
    assert join(member.person, since_on=TODAY) != member


def test_there_is_one_leader_at_a_time():
    leader = join(role=TeamRole.LEADER)
    core = join()

    with pytest.raises(OneLeader, match=leader.person.name):
        join(role=TeamRole.LEADER)
    with pytest.raises(OneLeader):
        rededicate(core, role=TeamRole.LEADER)

    rededicate(leader, role=TeamRole.CORE)
    rededicate(core, role=TeamRole.LEADER)
    assert core.is_leader


def test_another_dedication_keeps_what_it_was():
    member = join(share_percent=50)

    rededicate(member, share_percent=80)
    rededicate(member, share_percent=80)

    event = Event.objects.get(verb="teammember.rededicated")
    assert (event.why, event.changes) == ("Urge.", {"share_percent": [50, 80]})


def test_a_conversation_is_words_and_what_was_said_before_is_kept():
    member = join()
    member.converse(criteria={"ethics": "Sin dudas.", "mindset": " ", "otra": "x"}, **TOLD)

    member.converse(criteria={"ethics": "Dos referencias más."}, **TOLD)

    assert TeamMember.objects.get().criteria == {"ethics": "Dos referencias más."}
    assert Event.objects.last().changes["criteria"][0] == {"ethics": "Sin dudas."}


def test_a_declaration_holds_for_a_year():
    member = join()
    assert member.current_declaration(on=TODAY) is None

    member.declare(has_interest=False, on=TODAY - 365 * DAY, **TOLD)
    assert member.current_declaration(on=TODAY) is None
    last = member.declare(has_interest=True, words="Acciones de su padre.", on=TODAY, **TOLD)

    assert member.current_declaration(on=TODAY) == last
    assert ConflictDeclaration.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"has_interest": True, "words": " "}, {"on": TODAY + DAY}])
def test_a_declaration_that_says_nothing_is_refused(wrong):
    member = join()

    with pytest.raises(NothingDeclared):
        member.declare(**{"has_interest": False, "on": TODAY, **wrong}, **TOLD)

    assert not ConflictDeclaration.objects.exists()


def test_who_has_left_is_asked_nothing_more():
    member = join()
    member.leave(on=TODAY - DAY, why="Rota.", **TOLD)

    with pytest.raises(NotOfTheTeam):
        rededicate(member, share_percent=10)
    with pytest.raises(NotOfTheTeam):
        member.leave(on=TODAY, why="Otra vez.", **TOLD)


def test_nobody_leaves_before_she_came():
    with pytest.raises(NotOfTheTeam, match="antes"):
        join(since_on=TODAY).leave(on=TODAY - DAY, why="Rota.", **TOLD)


def test_who_sits_for_a_member_does_not_join_the_team():
    seat = SeatFactory()
    appointment = AppointmentFactory(seat=seat)

    with pytest.raises(NotNeutral, match=seat.organization.short):
        join(appointment.person, since_on=TODAY)

    seat.vacate(appointment.person, on=TODAY - DAY, **TOLD)
    join(appointment.person, since_on=TODAY)


def test_an_articulator_and_who_runs_a_mesa_may_join():
    of_the_team = SeatFactory(body=Body.DEDICATED_TEAM)
    runs = AppointmentFactory(seat=of_the_team).person
    articulates = AppointmentFactory(role=AppointmentRole.ARTICULATOR).person

    join(runs)
    join(articulates)

    assert TeamMember.objects.count() == 2


@pytest.mark.parametrize("since", [LONG_AGO, TODAY + 9 * DAY])
def test_who_is_of_the_team_sits_for_no_member_at_any_mesa(since):
    member = join(since_on=since)

    with pytest.raises(Neutrality, match="ninguna mesa"):
        SeatFactory().appoint(member.person, role="holder", since_on=TODAY, **TOLD)

    SeatFactory(body=Body.DEDICATED_TEAM).appoint(
        member.person, role="holder", since_on=TODAY, **TOLD
    )
    SeatFactory().appoint(member.person, role="articulator", since_on=TODAY, **TOLD)


def test_who_left_the_team_may_sit_again():
    member = join()
    member.leave(on=TODAY - DAY, why="Rota.", **TOLD)

    seat = SeatFactory()
    seat.appoint(member.person, role="holder", since_on=TODAY, **TOLD)

    assert seat.appointments.get().person == member.person


def test_who_sees_the_team_and_who_changes_it(cast):
    leader, core = join(role=TeamRole.LEADER), join()

    def sees(person):
        return TeamMember.objects.visible_to(person).exists()

    assert all(map(sees, (cast.ministra, cast.asesor, leader.person, core.person)))
    assert not any(map(sees, (cast.ajena, cast.enlace, cast.facilitadora)))
    assert may_change_the_team(leader.person)
    assert not any(map(may_change_the_team, (core.person, cast.ministra, cast.asesor)))
    assert all(map(may_read_conversations, (core.person, cast.ministra)))
    assert not any(map(may_read_conversations, (cast.asesor, cast.ajena)))
    answers = TeamMember.objects.answerable_by
    assert list(answers(core.person)) == [core]
    assert answers(leader.person).count() == 2
    assert not answers(cast.asesor).exists()


def test_an_earlier_last_day_also_ends_sooner_what_she_coordinates():
    Role.give(PersonFactory(), ProgrammeRole.COORDINATOR, since_on=LONG_AGO, **TOLD)
    member = join(since_on=TODAY - 9 * DAY, coordinates=True)
    member.leave(on=TODAY + 30 * DAY, why="Termina su contrato.", **TOLD)

    member.leave(on=TODAY - DAY, why="Se fue antes.", **TOLD)

    assert member.person.roles.get().until_on == TODAY - DAY
    assert not fresh(member.person).runs_everything
