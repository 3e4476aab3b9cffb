"""The cast: people with a fixed meaning, at one mesa of one programme."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import expect

from destraba.kit.vocabulary import AppointmentRole, Body, Constituency, ProgrammeRole
from destraba.people.models import Role
from tests.below import articulator, territorial
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    MesaFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
    SeatFactory,
)

# A machine in a hurry shows the same, later.
expect.set_options(timeout=15_000)

NOON = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)


@pytest.fixture(scope="module", autouse=True)
def _it_is_that_noon(request):
    """The same day for whoever runs the tests, whenever; a browser has a clock of its own."""
    if "journeys" in request.path.parts:
        yield
        return
    with time_machine.travel(NOON):
        yield


@pytest.fixture(autouse=True)
def _content_types_are_asked_anew(request):
    """A demonstration that was undone leaves in memory numbers that are no more."""
    yield
    if hasattr(request.module, "demo"):
        ContentType.objects.clear_cache()


@pytest.fixture
def programme(db):
    return ProgrammeFactory()


@pytest.fixture
def mesa(programme):
    return MesaFactory()


@pytest.fixture
def at_table(mesa):
    """Seat somebody: at_table("enlace", constituency, role) → a person with a seat."""

    def seat(name, constituency, *, role=AppointmentRole.HOLDER, body=Body.OPERATING, acronym=""):
        organization = OrganizationFactory(
            name=f"Organización de {name}",
            acronym=acronym or name.upper(),
            constituency=constituency,
        )
        person = PersonFactory(name=name.capitalize(), email=f"{name}@ejemplo.test")
        where = SeatFactory(mesa=mesa, organization=organization, body=body)
        AppointmentFactory(seat=where, person=person, role=role)
        return person

    return seat


@pytest.fixture
def facilitadora(at_table):
    """Of the dedicated team: runs the mesa."""
    return at_table("facilitadora", Constituency.GOVERNMENT, body=Body.DEDICATED_TEAM)


@pytest.fixture
def enlace(at_table):
    """Liaison of a public entity."""
    return at_table("enlace", Constituency.GOVERNMENT, role=AppointmentRole.LIAISON, acronym="AFOR")


@pytest.fixture
def gremio(at_table):
    """Sits for an employers' organisation."""
    return at_table("gremio", Constituency.EMPLOYERS)


@pytest.fixture
def sindicato(at_table):
    """Sits for a workers' organisation."""
    return at_table("sindicato", Constituency.WORKERS)


@pytest.fixture
def ministra(db):
    """Convenes: sees everything, runs nothing day to day."""
    return _with_role("ministra", ProgrammeRole.CONVENER)


@pytest.fixture
def asesor(db):
    """Reads everything, changes nothing."""
    return _with_role("asesor", ProgrammeRole.ADVISER)


@pytest.fixture
def coordinadora(db):
    """Runs every mesa."""
    return _with_role("coordinadora", ProgrammeRole.COORDINATOR)


@pytest.fixture
def ajena(db):
    """A stranger: signs in, and sits nowhere."""
    return PersonFactory(name="Ajena", email="ajena@ejemplo.test")


@pytest.fixture
def met(mesa):
    """A territorial mesa under the national one."""
    return territorial(mesa)


@pytest.fixture
def articuladora(met):
    """Runs the territorial mesa day to day."""
    return articulator(met)


@pytest.fixture
def cast(facilitadora, enlace, gremio, sindicato, ministra, asesor, ajena):
    return SimpleNamespace(
        facilitadora=facilitadora,
        enlace=enlace,
        gremio=gremio,
        sindicato=sindicato,
        ministra=ministra,
        asesor=asesor,
        ajena=ajena,
    )


def _with_role(name, kind):
    person = PersonFactory(name=name.capitalize(), email=f"{name}@ejemplo.test")
    Role.give(person, kind, since_on=LONG_AGO, by=None, at=NOON)
    return person
