import datetime

import pytest
import time_machine

from destraba.kit.vocabulary import AppointmentRole, Body
from destraba.mesas.models import Appointment
from destraba.mesas.models.seat import AlreadySeated, Neutrality
from tests.conftest import NOON
from tests.factories import PersonFactory, SeatFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def appoint(seat, person, role=AppointmentRole.HOLDER, since_on=TODAY):
    return seat.appoint(person, role=role, since_on=since_on, by=None, at=NOON)


def test_a_seat_is_vacant_until_somebody_is_appointed():
    seat = SeatFactory()
    assert seat.is_vacant

    person = PersonFactory()
    appoint(seat, person, since_on=datetime.date(2026, 1, 1))

    assert seat.holder == person


def test_a_new_holder_takes_over_and_the_last_one_keeps_her_dates():
    seat, ana, bea = SeatFactory(), PersonFactory(), PersonFactory()
    appoint(seat, ana, since_on=datetime.date(2026, 1, 1))

    appoint(seat, bea)

    last = Appointment.objects.get(person=ana)
    assert (last.since_on, last.until_on) == (
        datetime.date(2026, 1, 1),
        datetime.date(2026, 11, 21),
    )
    assert [each.person for each in seat.appointments.current(on=TODAY)] == [bea]


def test_alternates_stand_beside_each_other():
    seat = SeatFactory()

    for person in PersonFactory.create_batch(2):
        appoint(seat, person, AppointmentRole.ALTERNATE)

    assert seat.appointments.current(on=TODAY).count() == 2


def test_nobody_takes_a_place_from_before_whoever_holds_it_came():
    seat = SeatFactory()
    appoint(seat, PersonFactory(), since_on=datetime.date(2026, 6, 1))

    with pytest.raises(AlreadySeated, match="2026-06-01"):
        appoint(seat, PersonFactory(), since_on=datetime.date(2026, 1, 1))

    assert seat.appointments.count() == 1


def test_a_slip_is_corrected_the_same_day():
    seat, right = SeatFactory(), PersonFactory()
    appoint(seat, PersonFactory())

    appoint(seat, right)

    for appointment in seat.appointments.all():
        assert appointment.until_on is None or appointment.until_on >= appointment.since_on
    with time_machine.travel(NOON):
        assert seat.holder == right


def test_nobody_takes_the_same_place_twice():
    seat, ana = SeatFactory(), PersonFactory()
    appoint(seat, ana)

    with pytest.raises(AlreadySeated):
        appoint(seat, ana)


def test_the_dedicated_team_does_not_sit_for_a_member(mesa, facilitadora, enlace):
    with pytest.raises(Neutrality):
        appoint(SeatFactory(mesa=mesa), facilitadora)
    with pytest.raises(Neutrality):
        appoint(SeatFactory(mesa=mesa, body=Body.DEDICATED_TEAM), enlace)


def test_people_of_many_seats_cost_three_queries(mesa, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        told = [
            (seat.holder, seat.liaison, seat.organization)
            for seat in mesa.seats.current().with_people()
        ]

    assert len(told) == 4
