"""Things that tests need. People with a fixed meaning are the cast, in conftest.py."""

import datetime

import factory

from destraba.kit.vocabulary import AppointmentRole, Body, Constituency, MesaKind
from destraba.mesas.models import (
    AgendaItem,
    Appointment,
    Commitment,
    Meeting,
    Mesa,
    Option,
    Problem,
    Programme,
    Seat,
)
from destraba.people.models import Organization, Person

LONG_AGO = datetime.date(2026, 1, 1)


class Factory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True


class PersonFactory(Factory):
    class Meta:
        model = Person

    name = factory.Sequence("Persona {}".format)
    email = factory.Sequence("persona{}@ejemplo.test".format)


class OrganizationFactory(Factory):
    class Meta:
        model = Organization

    name = factory.Sequence("Organización {}".format)
    acronym = factory.Sequence("ORG{}".format)
    constituency = Constituency.GOVERNMENT
    level = "national"


class ProgrammeFactory(Factory):
    class Meta:
        model = Programme

    name = "Programa de prueba"


class MesaFactory(Factory):
    class Meta:
        model = Mesa

    name = "Mesa Ejecutiva Forestal"
    kind = MesaKind.SECTORAL


class SeatFactory(Factory):
    class Meta:
        model = Seat

    mesa = factory.SubFactory(MesaFactory)
    organization = factory.SubFactory(OrganizationFactory)
    body = Body.OPERATING
    since_on = LONG_AGO


class AppointmentFactory(Factory):
    class Meta:
        model = Appointment

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)
    role = AppointmentRole.HOLDER
    since_on = LONG_AGO


class ProblemFactory(Factory):
    class Meta:
        model = Problem

    mesa = factory.SubFactory(MesaFactory)
    title = "El registro tarda 90 días"


class MeetingFactory(Factory):
    class Meta:
        model = Meeting

    mesa = factory.SubFactory(MesaFactory)
    number = factory.Sequence(lambda n: n + 1)
    starts_at = datetime.datetime(2026, 11, 26, 15, tzinfo=datetime.UTC)


class AgendaItemFactory(Factory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "Registro de plantaciones"


class CommitmentFactory(Factory):
    class Meta:
        model = Commitment

    mesa = factory.SubFactory(MesaFactory)
    promise = "Publicar el instructivo"
    responsible = factory.SubFactory(OrganizationFactory)
    follower = factory.SubFactory(PersonFactory)
    due_on = datetime.date(2026, 12, 1)
    certainty = "determined"


def unblock(problem, *, on="", evidence="41 de 41", at):
    """It counts as solved: the solution chosen for it is in operation, and one knows how."""
    option = Option.propose(problem, title="Una", by=None, at=at)
    option.choose(why="Sí", by=None, at=at)
    option.advance(stage="in_operation", words="", evidence=evidence, on=on, by=None, at=at)
    return problem
