"""The only list of who is told what: each verb of the trail is told, or is silent."""

from collections.abc import Callable, Iterator
from typing import Any

from destraba.trail.models import Event

from . import gatherings, promises
from .concern import Concern

CONCERNED: dict[str, Callable[[Event, Any], Iterator[Concern]]] = {
    "meeting.convened": gatherings.convened,
    "meeting.reminded": gatherings.reminded,
    "meeting.rescheduled": gatherings.changed,
    "meeting.cancelled": gatherings.changed,
    "meeting.near": gatherings.near,
    "meeting.closed": gatherings.recorded,
    "meeting.record_reissued": gatherings.recorded,
    "commitment.made": promises.made,
    "commitment.reassigned": promises.reassigned,
    "commitment.due_soon": promises.due,
    "commitment.overdue": promises.due,
}

# What a person gets who wants invitations only.
INVITING = frozenset(
    {
        "meeting.convened",
        "meeting.reminded",
        "meeting.rescheduled",
        "meeting.cancelled",
        "meeting.near",
    }
)

# Seen in the timeline and in Mi semana; nobody's mail.
SILENT = frozenset(
    {
        "agendaitem.added",
        "agendaitem.changed",
        "agendaitem.dropped",
        "agreement.noted",
        "agreement.objected",
        "agreement.objection_forgotten",
        "agreement.reworded",
        "agreement.taken_back",
        "appointment.ended",
        "appointment.made",
        "commitment.corrected",
        "commitment.extended",
        "commitment.fulfilled",
        "commitment.reopened",
        "commitment.reworded",
        "commitment.taken_back",
        "commitment.withdrawn",
        "invitation.answered",
        "meeting.left_open",
        "meeting.opened",
        "meeting.planned",
        "mesa.aimed",
        "mesa.launched",
        "organization.registered",
        "organization.renamed",
        "person.changed",
        "person.password_taken",
        "person.registered",
        "post.left",
        "post.taken",
        "problem.dropped",
        "problem.focused",
        "problem.involved",
        "problem.named",
        "problem.raised",
        "problem.released",
        "problem.reopened",
        "problem.reworded",
        "problem.solved",
        "problem.waited",
        "programme.set_up",
        "role.ended",
        "role.given",
        "seat.offered",
        "seat.withdrawn",
    }
)


def concerns(event: Event) -> list[Concern]:
    """One for each person; who is concerned twice is told once. None when it is gone."""
    if event.verb not in CONCERNED or event.subject is None:
        return []
    told: dict[int, Concern] = {}
    for concern in CONCERNED[event.verb](event, event.subject):
        told.setdefault(concern.person.pk, concern)
    return list(told.values())
