"""A territorial mesa is run day to day by its articulator (OIT §2f)."""

import pytest

from destraba.kit.vocabulary import AppointmentRole, Body, Constituency
from destraba.mesas.models import Mesa, Seat
from tests.factories import MesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def articuladora(at_table):
    role = AppointmentRole.ARTICULATOR
    return at_table("articuladora", Constituency.GOVERNMENT, role=role)


def test_the_articulator_runs_her_mesa_and_no_other(mesa, articuladora):
    MesaFactory(name="Otra")

    assert list(Mesa.objects.run_by(articuladora)) == [mesa]


def test_an_alternate_of_a_member_runs_nothing(mesa, at_table):
    alternate = at_table("alterna", Constituency.EMPLOYERS, role=AppointmentRole.ALTERNATE)

    assert not Mesa.objects.run_by(alternate).exists()


def test_her_seat_is_not_vacant(mesa, at_table):
    role, body = AppointmentRole.ARTICULATOR, Body.DEDICATED_TEAM
    person = at_table("articuladora", Constituency.GOVERNMENT, role=role, body=body)

    seat = Seat.objects.with_people().get(appointments__person=person)

    assert not seat.is_vacant
    assert seat.contact == person
