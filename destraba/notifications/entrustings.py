"""Whom it concerns that a follow-up is handed down: who runs the territorial mesa."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import Entrusting
from destraba.trail.models import Event

from .concern import Concern
from .links import link
from .running import who_else_runs


def made(event: Event, entrusting: Entrusting) -> Iterator[Concern]:
    """Not once it was taken back: that letter would send her to a closed door."""
    if entrusting.is_standing:
        yield from _those_below(event, entrusting)


def taken_back(event: Event, entrusting: Entrusting) -> Iterator[Concern]:
    yield from _those_below(event, entrusting)


def _those_below(event: Event, entrusting: Entrusting) -> Iterator[Concern]:
    reason = _("Recibe este correo porque conduce la mesa territorial que lo sigue.")
    facts = {
        "entrusting": entrusting,
        "commitment": entrusting.commitment,
        "today": timezone.localdate(event.at),
        "by": event.by,
        "why": event.why,
        "link": link("field", entrusting.mesa_id),
    }
    for person in who_else_runs(entrusting.mesa_id, event):
        yield Concern(person, reason, facts)
