"""Whom a promise concerns: who answers for it, and who follows it up."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import Commitment
from destraba.trail.models import Event

from .concern import Concern
from .links import link


def made(event: Event, commitment: Commitment) -> Iterator[Concern]:
    """Whom it binds, unless she wrote it; what is promised in a session, its record tells."""
    if commitment.contact_id != event.by_id and not _in_session(event, commitment):
        yield from _contact(event, commitment)


def reassigned(event: Event, commitment: Commitment) -> Iterator[Concern]:
    """Who answers for it from now on; not who did only until somebody else took over."""
    _before, after = event.changes.get("contact", ["", ""])
    if after and after == str(commitment.contact) and commitment.contact_id != event.by_id:
        yield from _contact(event, commitment)


def due(event: Event, commitment: Commitment) -> Iterator[Concern]:
    """It falls due, or is late: who answers for it, and who follows it up."""
    if commitment.is_open:
        yield from _contact(event, commitment)
        if commitment.follower:
            reason = _("Recibe este correo porque da seguimiento a este compromiso.")
            facts = _facts(event, commitment) | {"follows": True}
            yield Concern(commitment.follower, reason, facts)


def _contact(event: Event, commitment: Commitment) -> Iterator[Concern]:
    if commitment.contact:
        reason = _("Recibe este correo porque responde por este compromiso.")
        yield Concern(commitment.contact, reason, _facts(event, commitment))


def _facts(event: Event, commitment: Commitment) -> dict[str, Any]:
    return {
        "commitment": commitment,
        "today": timezone.localdate(event.at),
        "by": event.by,
        "changes": event.changes,
        "why": event.why,
        "link": link("commitment", commitment.pk),
    }


def _in_session(event: Event, commitment: Commitment) -> bool:
    meeting = commitment.meeting
    if meeting is None or meeting.opened_at is None or event.at < meeting.opened_at:
        return False
    return meeting.closed_at is None or event.at <= meeting.closed_at
