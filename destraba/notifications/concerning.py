"""The only list of who is told what: each verb of the trail is told, or is silent."""

from collections.abc import Callable, Iterator
from typing import Any

from destraba.trail.models import Event

from . import elevations, exemptions, gatherings, promises
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
    "elevation.warned": elevations.warned,
    "elevation.raised": elevations.raised,
    "elevation.climbed": elevations.raised,
    "elevation.unanswered": elevations.unanswered,
    "elevation.answered": elevations.answered,
    "elevation.decided": elevations.answered,
    "elevation.returned": elevations.answered,
    "option.review_near": exemptions.due,
    "option.end_near": exemptions.due,
    "option.lapsed": exemptions.due,
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
        "candidate.chosen",
        "candidate.put_forward",
        "candidate.rescored",
        "candidate.restated",
        "candidate.scored",
        "candidate.set_aside",
        "candidate.taken_up",
        "cause.confirmed",
        "cause.doubted",
        "cause.moved",
        "cause.refuted",
        "cause.reworded",
        "cause.supposed",
        "cause.taken_back",
        "commitment.corrected",
        "commitment.extended",
        "commitment.fulfilled",
        "commitment.handed_over",
        "commitment.reopened",
        "commitment.reworded",
        "commitment.taken_back",
        "commitment.taken_over",
        "commitment.withdrawn",
        "decision.taken",
        "diagnosis.written",
        "elevation.briefed",
        "elevation.handed_over",
        "elevation.prepared",
        "elevation.reworded",
        "elevation.taken_over",
        "invitation.answered",
        "listeningnote.corrected",
        "listeningnote.heard",
        "listeningnote.rejoined",
        "listeningnote.set_apart",
        "listeningnote.taken_back",
        "meeting.left_open",
        "meeting.opened",
        "meeting.planned",
        "mesa.absorbed",
        "mesa.aimed",
        "mesa.closed",
        "mesa.declined",
        "mesa.launched",
        "mesa.launched_officially",
        "mesa.merged",
        "mesa.narrowed",
        "mesa.proposed",
        "mesa.reconsidered",
        "mesa.relaunched",
        "mesa.suspended",
        "mesa.widened",
        "norm.corrected",
        "norm.kept",
        "option.advanced",
        "option.brought_back",
        "option.chosen",
        "option.guarded",
        "option.proposed",
        "option.renewed",
        "option.replaced",
        "option.reworded",
        "option.set_aside",
        "option.stepped_back",
        "organization.registered",
        "organization.renamed",
        "person.changed",
        "person.invited",
        "person.password_taken",
        "person.registered",
        "post.left",
        "post.taken",
        "problem.assessed",
        "problem.dropped",
        "problem.focused",
        "problem.grouped",
        "problem.handed_over",
        "problem.involved",
        "problem.named",
        "problem.raised",
        "problem.released",
        "problem.reopened",
        "problem.reworded",
        "problem.solved",
        "problem.tagged",
        "problem.taken_over",
        "problem.ungrouped",
        "problem.waited",
        "programme.set_up",
        "programme.weighed",
        "roadmaprevision.agreed",
        "role.ended",
        "role.given",
        "seat.offered",
        "seat.withdrawn",
        "teammember.conversed",
        "teammember.declared",
        "teammember.joined",
        "teammember.left",
        "teammember.rededicated",
        "trial.begun",
        "trial.concluded",
        "trial.measured",
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
