"""Whom an elevation concerns, and who should not learn of it from others (NEEDS 4.3)."""

from django.db.models import Q

from destraba.kit.vocabulary import AppointmentRole
from destraba.people.models import Person

from .models import Appointment, Elevation

LINKS = [AppointmentRole.LIAISON, AppointmentRole.HOLDER, AppointmentRole.ARTICULATOR]


def parties_of(elevation: Elevation) -> list[Person]:
    """The liaisons of the entities with a part in it, or else who sits for them; and who owes it.

    Whoever left the mesa is a party no more: whoever sits there now is. Three queries, each
    person once.
    """
    problem, commitment = elevation.about, elevation.commitment
    parts = list(problem.entities.all()) if problem else []
    told: list[tuple[int | None, int | None]]
    told = [(part.liaison_id, part.organization_id) for part in parts]
    if commitment:
        told.append((commitment.contact_id, commitment.responsible_id))
    gone = _gone(elevation.mesa_id, [person for person, _organization in told if person])
    named = {person for person, _organization in told} - gone
    silent = {organization for person, organization in told if person is None or person in gone}
    sitting = Appointment.objects.current().filter(
        seat__mesa=elevation.mesa, seat__organization__in=silent - {None}, role__in=LINKS
    )
    concerned = Q(pk__in=named - {None}) | Q(pk__in=sitting.values("person"))
    return list(Person.objects.filter(concerned).order_by("name_key"))


def _gone(mesa: int, people: list[int]) -> set[int]:
    """Those of them who sat at the mesa and no longer do."""
    ever = Appointment.objects.filter(seat__mesa=mesa, person__in=people)
    here = Appointment.objects.current().filter(seat__mesa=mesa)
    left = ever.exclude(person__in=here.values("person"))
    return set(left.values_list("person", flat=True)) if people else set()
