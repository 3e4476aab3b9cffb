"""Whom an exemption concerns when its review or its end comes: those who run its mesa."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import AppointmentRole, Body
from destraba.mesas.models import Appointment, Option
from destraba.trail.models import Event

from .concern import Concern
from .links import link


def due(event: Event, option: Option) -> Iterator[Concern]:
    """Its review or its end is near, or it has lapsed; nobody hears of one that was replaced."""
    if not option.is_chosen:
        return
    facts = {
        "option": option,
        "mesa": option.problem.mesa,
        "day": datetime.date.fromisoformat(event.changes["day"][1]),
        "today": timezone.localdate(event.at),
        "link": link("problem-options", option.problem_id),
    }
    reason = _("Recibe este correo porque conduce la mesa.")
    for appointment in _running(option):
        yield Concern(appointment.person, reason, facts)


def _running(option: Option) -> Iterator[Appointment]:
    team = Q(seat__body=Body.DEDICATED_TEAM) | Q(role=AppointmentRole.ARTICULATOR)
    of_mesa = Appointment.objects.current().filter(seat__mesa=option.problem.mesa_id)
    yield from of_mesa.filter(team).select_related("person").order_by("pk")
