"""Whom a guideline concerns: the team of its mesa, and on its way back who proposed it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import Guideline
from destraba.trail.models import Event

from .concern import Concern
from .links import link
from .running import who_else_runs


def proposed(event: Event, guideline: Guideline) -> Iterator[Concern]:
    """Who runs the mesa: it waits for their answer."""
    reason = _("Recibe este correo porque conduce la mesa a la que se propone esto.")
    for person in who_else_runs(guideline.mesa_id, event):
        yield Concern(person, reason, _facts(event, guideline))


def answered(event: Event, guideline: Guideline) -> Iterator[Concern]:
    """Who proposed it, while she holds the office from which she sees it."""
    asked = guideline.proposer
    seen = Guideline.objects.visible_to(asked) if asked else Guideline.objects.none()
    if asked and asked.pk != event.by_id and seen.filter(pk=guideline.pk).exists():
        reason = _("Recibe este correo porque usted lo propuso.")
        yield Concern(asked, reason, _facts(event, guideline))


def unreturned(event: Event, guideline: Guideline) -> Iterator[Concern]:
    """Both ends: who owes the return, and who waits for it."""
    yield from proposed(event, guideline)
    yield from answered(event, guideline)


def _facts(event: Event, guideline: Guideline) -> dict[str, Any]:
    return {
        "guideline": guideline,
        "by": event.by,
        "why": event.why,
        "link": link("guideline", guideline.pk),
    }
