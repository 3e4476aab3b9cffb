"""Whom an elevation concerns: the parties before it goes up, who decides, and who waits below."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import ElevationTurn
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
        pages = {"brief": link("elevation-brief", elevation.pk)}
        pages["word"] = link("elevation-brief-docx", elevation.pk)
        yield Concern(asked, reason, _facts(event, elevation) | pages)


def unanswered(event: Event, elevation: Elevation) -> Iterator[Concern]:
    """Who has not answered, and the team that may take it to the next rung."""
    yield from raised(event, elevation)
    yield from _team(event, elevation, may_climb=True)


def answered(event: Event, elevation: Elevation) -> Iterator[Concern]:
    """Those who elevated it, and the other parties: what goes up comes back."""
    decision = elevation.turns.filter(kind=ElevationTurn.DECIDED).select_related("person").last()
    told = list(_team(event, elevation, decision=decision))
    yield from told
    reached = {event.by_id, *(concern.person.pk for concern in told)}
    reason = _("Recibe este correo porque su entidad tiene parte en este problema.")
    for person in parties_of(elevation):
        if person.pk not in reached:
            yield Concern(person, reason, _facts(event, elevation) | {"decision": decision})


def _team(event: Event, elevation: Elevation, **more: Any) -> Iterator[Concern]:
    reason = _("Recibe este correo porque conduce la mesa que elevó esto.")
    for person in who_else_runs(elevation.mesa_id, event):
        yield Concern(person, reason, _facts(event, elevation) | more)


def _facts(event: Event, elevation: Elevation) -> dict[str, Any]:
    return {
        "elevation": elevation,
        "by": event.by,
        "why": event.why,
        "link": link("elevation", elevation.pk),
    }
