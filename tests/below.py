"""A territorial mesa and who runs it, beside the national one of the cast."""

import datetime

from destraba.kit.vocabulary import AppointmentRole, Body, MesaKind
from destraba.mesas.models import Referral
from tests.factories import (
    AppointmentFactory,
    MesaFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    SeatFactory,
)


def territorial(parent, *, name="Mesa Territorial Selva"):
    return MesaFactory(name=name, kind=MesaKind.TERRITORIAL, parent=parent)


def articulator(mesa, *, name="Articuladora", body=Body.OPERATING):
    """Who runs a territorial mesa day to day."""
    organization = OrganizationFactory(name=f"Gobierno de {mesa.name}")
    seat = SeatFactory(mesa=mesa, organization=organization, body=body)
    person = PersonFactory(name=name, email=f"{name.lower()}{mesa.pk}@ejemplo.test")
    AppointmentFactory(seat=seat, person=person, role=AppointmentRole.ARTICULATOR)
    return person


def asking(at, **told):
    """All that a referral says, of the third level unless told."""
    return {
        "level": "third",
        "asked": "Que el ministerio repare el puente del kilómetro nueve",
        "executor": "Ministerio de Caminos",
        "why": "La municipalidad no tiene competencia sobre el puente",
        "wanted_by": at.date() + datetime.timedelta(days=30),
        "consulted": "La cooperativa y el sindicato de motosierristas",
        "contact": "Articuladora, 555-0101",
        **told,
    }


def sent(mesa, to, *, by, at, title="El puente se corta tres meses al año", **told):
    problem = ProblemFactory(mesa=mesa, title=title)
    return Referral.send_up(problem, to=to, by=by, at=at, **asking(at, **told))
