"""Whom an elevation concerns, and who should not learn of it from others (NEEDS 4.3)."""

from django.db.models import Q

from destraba.kit.vocabulary import AppointmentRole
from destraba.people.models import Person

from .models import Appointment, Elevation

LINKS = [AppointmentRole.LIAISON, AppointmentRole.HOLDER, AppointmentRole.ARTICULATOR]


def parties_of(elevation: Elevation) -> list[Person]:
    """The liaisons of the entities with a part in it, or else who sits for them; and who owes it.

    Two queries, each person once.
    """
    problem, commitment = elevation.about, elevation.commitment
    parts = list(problem.entities.all()) if problem else []
    named = {part.liaison_id for part in parts if part.liaison_id}
    silent = {part.organization_id for part in parts if not part.liaison_id}
    if commitment and commitment.contact_id:
        named.add(commitment.contact_id)
    elif commitment and commitment.responsible_id:
        silent.add(commitment.responsible_id)
    sitting = Appointment.objects.current().filter(
        seat__mesa=elevation.mesa, seat__organization__in=silent, role__in=LINKS
    )
    concerned = Q(pk__in=named) | Q(pk__in=sitting.values("person"))
    return list(Person.objects.filter(concerned).order_by("name_key"))
