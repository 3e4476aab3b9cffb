"""What a session changed of the plan, from the trail between its opening and its closing."""

import datetime
from typing import Any

from destraba.trail.models import Event

from .meeting import Meeting
from .problems_of import problems_of

PROBLEM = (
    *("problem.raised", "problem.focused", "problem.waited", "problem.solved"),
    *("problem.dropped", "problem.reopened", "problem.reworded"),
    *("problem.parked", "problem.resumed", "problem.merged", "problem.split"),
    "problem.gauged",
)
CAUSES = ("cause.supposed", "cause.confirmed", "cause.refuted", "cause.doubted")
SOLUTIONS = (
    *("option.proposed", "option.chosen", "option.replaced", "option.set_aside"),
    *("option.brought_back", "option.advanced", "option.stepped_back"),
    *("option.renewed", "option.reviewed"),
)
TRIALS = ("trial.begun", "trial.measured", "trial.concluded")
ABOVE = (
    *("elevation.raised", "elevation.climbed", "elevation.answered"),
    *("elevation.decided", "elevation.returned"),
)
# As the territorial mesa that waits tells it; at the national one not every seat reads it.
BETWEEN = (
    *("referral.sent", "referral.told", "referral.accepted", "referral.asked"),
    *("referral.partly", "referral.answered", "referral.solved", "referral.returned"),
)
GUIDELINES = (
    *("guideline.taken_up", "guideline.linked", "guideline.on_agenda"),
    *("guideline.declined", "guideline.reported", "guideline.returned"),
)
OF_THE_MESA = ("roadmaprevision.agreed", "roadmaprevision.kept", "mesa.aimed")
VERBS = (*PROBLEM, *CAUSES, *SOLUTIONS, *TRIALS, *ABOVE, *BETWEEN, *GUIDELINES, *OF_THE_MESA)
# What each came to: a verdict, a stage; into which problem, until what day; how much it was.
CAME_TO = {
    "problem.parked": "parked_until",
    **dict.fromkeys(("problem.merged", "problem.split"), "into"),
    **dict.fromkeys(("problem.gauged", "trial.measured"), "value"),
    **dict.fromkeys(("option.advanced", "option.stepped_back"), "stage"),
    "option.renewed": "ends_on",
    "option.reviewed": "outcome",
    "trial.concluded": "verdict",
}
TOLD = ("verb", "subject_type__model", "subject_id", "about", "why", "changes")


def moved_in(meeting: Meeting, *, until: datetime.datetime | None) -> dict[str, Any]:
    """{"problems": [{"ref", "title", "told": [step]}], "mesa": [step]}, each step a verb with its
    words that day and its reason; two questions. Nothing of one whose hours nobody kept."""
    if meeting.opened_at is None:
        return {"problems": [], "mesa": []}
    told = Event.objects.of_streams([meeting.stream()]).filter(
        verb__in=VERBS, at__gte=meeting.opened_at
    )
    told = told.filter(at__lte=until) if until else told
    rows = [row for row in told.order_by("at", "pk").values(*TOLD) if _is_its_own(row)]
    named = problems_of((row["subject_type__model"], row["subject_id"]) for row in rows)
    problems: dict[str, dict[str, Any]] = {}
    of_mesa = []
    for row in rows:
        problem = named.get((row["subject_type__model"], row["subject_id"]))
        if problem is None:
            of_mesa.append(_step(row))
            continue
        part = problems.setdefault(
            problem.ref, {"ref": problem.ref, "title": problem.title, "told": []}
        )
        part["told"].append(_step(row))
    return {"problems": list(problems.values()), "mesa": of_mesa}


def _is_its_own(row: dict[str, Any]) -> bool:
    """What was taken back is told by nobody: its events went to what it hung from."""
    return str(row["verb"]).startswith(f"{row['subject_type__model']}.")


def _step(row: dict[str, Any]) -> dict[str, str]:
    """With what it came to."""
    name = CAME_TO.get(row["verb"], "")
    came_to = row["changes"][name][1] if name in row["changes"] else ""
    return {"verb": row["verb"], "about": row["about"], "why": row["why"], "to": came_to or ""}
