"""Whom of the directory a person may see: those with whom she shares a table."""

from django.db.models import Q, QuerySet

from destraba.people.models import Organization, Person, Post
from destraba.people.models.post import PostQuerySet

from .models import Appointment, Mesa
from .models.places import Looking, places_of


def runs_any_mesa(person: Looking) -> bool:
    """Who runs a mesa keeps the directory up to date."""
    return person.runs_everything or bool(places_of(person).run)


def organizations_visible_to(person: Looking) -> QuerySet[Organization]:
    """All for who runs a mesa or sees everything; else those at her mesas and their problems."""
    if _sees_all(person):
        return Organization.objects.all()
    mesas = Mesa.objects.visible_to(person)
    hers = Q(seats__mesa__in=mesas) | Q(problem_roles__problem__mesa__in=mesas)
    near = Organization.objects.filter(hers | Q(commitments__mesa__in=mesas))
    return Organization.objects.filter(pk__in=near.values("pk"))


def people_visible_to(person: Looking) -> QuerySet[Person]:
    """All for who runs a mesa or sees everything; else those who sit at her mesas, and herself."""
    if _sees_all(person):
        return Person.objects.all()
    seated = Appointment.objects.filter(seat__mesa__in=Mesa.objects.visible_to(person))
    return Person.objects.filter(Q(pk__in=seated.values("person")) | Q(pk=person.pk))


def people_invitable_by(person: Person) -> QuerySet[Person]:
    """Whom she may let in: anybody, for who coordinates; else who sits at a mesa that she runs."""
    if person.runs_everything:
        return Person.objects.all()
    seated = Appointment.objects.current().filter(seat__mesa__in=places_of(person).run)
    return Person.objects.filter(pk__in=seated.values("person"))


def posts_visible_to(person: Looking) -> PostQuerySet:
    """What people are in organisations, where the person may see both."""
    if _sees_all(person):
        return Post.objects.all()
    return Post.objects.filter(
        person__in=people_visible_to(person), organization__in=organizations_visible_to(person)
    )


def _sees_all(person: Looking) -> bool:
    return person.sees_everything or runs_any_mesa(person)
