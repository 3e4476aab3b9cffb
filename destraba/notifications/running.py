"""Whose day-to-day a mesa is: its dedicated team and its articulators (OIT §2a, §2f)."""

from django.db.models import Q, QuerySet

from destraba.kit.vocabulary import AppointmentRole, Body
from destraba.mesas.models import Appointment
from destraba.people.models import Person
from destraba.trail.models import Event


def who_run(mesa: int) -> QuerySet[Person]:
    """Each of them once, by name; `mesa` is its id."""
    runs = Q(seat__body=Body.DEDICATED_TEAM) | Q(role=AppointmentRole.ARTICULATOR)
    seated = Appointment.objects.current().filter(runs, seat__mesa=mesa)
    return Person.objects.filter(pk__in=seated.values("person")).order_by("name_key", "pk")


def who_else_runs(mesa: int, event: Event) -> QuerySet[Person]:
    """The same, without who did it: she knows."""
    others = who_run(mesa)
    return others.exclude(pk=event.by_id) if event.by_id else others
