"""Whom an elevation concerns: the parties before it goes up, who decides, and who waits below."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import Elevation
from destraba.mesas.parties import parties_of
from destraba.trail.models import Event

from .concern import Concern
from .links import link
from .running import who_else_runs


def warned(event: Event, elevation: Elevation) -> Iterator[Concern]:
    """The parties, before anybody above reads of it: no surprises."""
    reason = _("Recibe este correo porque su entidad tiene parte en este problema.")
    for person in parties_of(elevation):
        yield Concern(person, reason, _facts(event, elevation))


def raised(event: Event, elevation: Elevation) -> Iterator[Concern]:
    """Of whom the decision is asked, while she holds the office for it."""
    asked = elevation.asked_of
    seen = Elevation.objects.visible_to(asked) if asked else Elevation.objects.none()
    if asked and asked.pk != event.by_id and seen.filter(pk=elevation.pk).exists():
        reason = _("Recibe este correo porque se le pide esta decisión.")
        yield Concern(asked, reason, _facts(event, elevation))


def unanswered(event: Event, elevation: Elevation) -> Iterator[Concern]:
    """Who has not answered, and the team that may take it to the next rung."""
    yield from raised(event, elevation)
    yield from _team(event, elevation, may_climb=True)


def answered(event: Event, elevation: Elevation) -> Iterator[Concern]:
    """Those who elevated it, and the other parties: what goes up comes back."""
    told = list(_team(event, elevation))
    yield from told
    reached = {event.by_id, *(concern.person.pk for concern in told)}
    reason = _("Recibe este correo porque su entidad tiene parte en este problema.")
    for person in parties_of(elevation):
        if person.pk not in reached:
            yield Concern(person, reason, _facts(event, elevation))


def _team(event: Event, elevation: Elevation, *, may_climb: bool = False) -> Iterator[Concern]:
    reason = _("Recibe este correo porque conduce la mesa que elevó esto.")
    for person in who_else_runs(elevation.mesa_id, event):
        facts = _facts(event, elevation) | {"may_climb": may_climb}
        yield Concern(person, reason, facts)


def _facts(event: Event, elevation: Elevation) -> dict[str, Any]:
    return {
        "elevation": elevation,
        "by": event.by,
        "why": event.why,
        "link": link("elevation", elevation.pk),
    }
