"""Who sees and who runs what: every page starts here."""

import datetime

import pytest

from destraba.mesas.models import Commitment, Meeting, Mesa, Problem
from tests.conftest import NOON
from tests.factories import (
    AppointmentFactory,
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
NOUNS = [Mesa, Problem, Meeting, Commitment]
SEATED = ["facilitadora", "enlace", "gremio", "sindicato"]


@pytest.fixture
def two_mesas(mesa):
    other = MesaFactory(name="Otra mesa")
    for each in (mesa, other):
        ProblemFactory(mesa=each)
        MeetingFactory(mesa=each)
        CommitmentFactory(mesa=each)


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("name", SEATED)
def test_who_sits_sees_her_mesa_and_no_other(cast, two_mesas, noun, name):
    assert noun.objects.visible_to(getattr(cast, name)).count() == 1


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("name", ["ministra", "asesor"])
def test_who_has_a_role_in_the_programme_sees_all(cast, two_mesas, noun, name):
    person = getattr(cast, name)

    assert noun.objects.visible_to(person).count() == 2
    assert not noun.objects.run_by(person).exists()


@pytest.mark.parametrize("noun", NOUNS)
def test_a_stranger_sees_nothing(cast, two_mesas, noun):
    assert not noun.objects.visible_to(cast.ajena).exists()


@pytest.mark.parametrize("noun", NOUNS)
def test_only_the_dedicated_team_runs_its_mesa(cast, two_mesas, noun):
    running = [name for name in vars(cast) if noun.objects.run_by(getattr(cast, name)).exists()]

    assert running == ["facilitadora"]


def test_whoever_left_the_seat_no_longer_sees_the_mesa(mesa, enlace):
    seat = enlace.appointments.get().seat

    seat.vacate(enlace, on=datetime.date(2026, 11, 1), by=None, at=NOON)

    assert not Mesa.objects.visible_to(enlace).exists()


def test_a_seat_that_left_the_table_takes_its_people_along(mesa, enlace):
    seat = enlace.appointments.get().seat

    seat.withdraw(on=datetime.date(2026, 11, 1), why="Fusión", by=None, at=NOON)

    assert not Mesa.objects.visible_to(enlace).exists()


def test_nobody_is_shown_a_mesa_twice(mesa, enlace):
    AppointmentFactory(seat=SeatFactory(mesa=mesa), person=enlace)

    assert Mesa.objects.visible_to(enlace).count() == 1
