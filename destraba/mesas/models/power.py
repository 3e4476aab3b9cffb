"""Who can decide above the operating body of a mesa."""

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Body, ProgrammeRole
from destraba.people.models import Person

from .mesa import Mesa
from .seat import Appointment


class NoPower(Refused):
    """The person asked cannot decide it."""


def people_with_power(mesa: Mesa, *, on: datetime.date) -> QuerySet[Person]:
    """The programme's conveners, and who sits at the high-level body of the mesa (OIT §2a)."""
    above = Appointment.objects.current(on=on).filter(seat__mesa=mesa, seat__body=Body.HIGH_LEVEL)
    conveners = Q(roles__kind=ProgrammeRole.CONVENER, roles__since_on__lte=on) & (
        Q(roles__until_on=None) | Q(roles__until_on__gte=on)
    )
    return Person.objects.filter(conveners | Q(pk__in=above.values("person"))).distinct()


def must_have_power(person: Person | None, mesa: Mesa, *, on: datetime.date) -> None:
    if person and not people_with_power(mesa, on=on).filter(pk=person.pk).exists():
        raise NoPower(
            _("%s no es del cuerpo de alto nivel de esta mesa ni convoca el programa.")
            % person.name
        )
