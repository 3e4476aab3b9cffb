"""Whom an exemption concerns when its review or its end comes: those who run its mesa."""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import Option
from destraba.trail.models import Event

from .concern import Concern
from .links import link
from .running import who_run


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
    for person in who_run(option.problem.mesa_id):
        yield Concern(person, reason, facts)
