import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import ProblemState
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .change_space import SIDES, ChangeSpace
from .meeting import Meeting
from .mesa import Mesa
from .places import run_by, seen_by
from .problem import Problem


class NothingChosen(Refused):
    """A roadmap without a single problem, or without a word on why."""


@dataclass(frozen=True)
class Chosen:
    """A problem on the way into the focus, as those who agree tell it."""

    problem: Problem
    pace: str = ""
    deficits: Sequence[str] = ()
    pillars: Sequence[str] = ()
    next_step: str = ""
    why: str = ""
    change_space: dict[str, Any] = field(default_factory=dict)


class RoadmapRevisionQuerySet(models.QuerySet["RoadmapRevision"]):
    def visible_to(self, person: Person) -> "RoadmapRevisionQuerySet":
        return self.filter(seen_by(person))

    def run_by(self, person: Person) -> "RoadmapRevisionQuerySet":
        return self.filter(run_by(person))


class RoadmapRevision(Tracked, Sourced):
    """The roadmap as it was agreed one day. It never changes: another comes after (OIT §2c, §3e).

    `content` is {"focus": [problem], "waiting": [problem], "set_aside": [advice]}, each problem
    as it read that day: {"ref", "title", "kind", "pace", "deficits", "pillars", "next_step",
    "why", "change_space": {"authority", "authority_why", "acceptance", …} or null}; each advice
    of the method that was heard and not followed: {"signal": "R04", "why"}.
    """

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="roadmap_revisions")
    number = models.PositiveIntegerField()
    agreed_on = models.DateField(null=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    objective = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    written_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RoadmapRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["mesa", "number"], name="one_roadmap_per_number")
        ]

    @classmethod
    @transaction.atomic
    def agree(
        cls,
        mesa: Mesa,
        *,
        objective: str,
        chosen: Sequence[Chosen],
        why: str,
        why_wait: str = "",
        set_aside: Iterable[str] = (),
        why_set_aside: str = "",
        agreed_on: datetime.date | None = None,
        meeting: Meeting | None = None,
        ref: str = "",
        by: Person,
        at: datetime.datetime,
    ) -> "RoadmapRevision":
        """Fix what the mesa works on from now; the objective and the focus follow (OIT §3e)."""
        mesa.hold()
        mesa.must_work()
        if not chosen or not why.strip():
            raise NothingChosen(_("Elija al menos un problema y diga por qué se empieza por ahí."))
        if objective.strip() not in ("", mesa.objective.strip()):
            mesa.aim(objective=objective.strip(), why=why, by=by, at=at)
        _put_in_focus(mesa, chosen, why, why_wait or why, by=by, at=at)
        revision = cls.objects.create(
            ref=ref or new_ref(),
            mesa=mesa,
            number=(mesa.roadmap_revisions.aggregate(last=Max("number"))["last"] or 0) + 1,
            agreed_on=agreed_on or timezone.localdate(at),
            meeting=meeting,
            objective=objective.strip(),
            content={
                **_as_it_reads(mesa, chosen),
                "set_aside": [{"signal": code, "why": why_set_aside} for code in set_aside],
            },
            why=why,
            written_by=by,
        )
        revision.record("agreed", by=by, at=at, why=why)
        return revision

    def __str__(self) -> str:
        return _("hoja de ruta %s") % self.number

    def stream(self) -> str:
        return self.mesa.stream()


def _put_in_focus(
    mesa: Mesa,
    chosen: Sequence[Chosen],
    why: str,
    why_wait: str,
    *,
    by: Person,
    at: datetime.datetime,
) -> None:
    """Tell of each what was agreed; the others go back to the list."""
    kept = [each.problem.pk for each in chosen]
    for problem in mesa.problems.in_focus().exclude(pk__in=kept):
        problem.wait(why=why_wait, by=by, at=at)
    for each in chosen:
        problem, reason = each.problem, each.why or why
        if each.pace and each.pace != problem.pace:
            problem.reword(
                title=problem.title,
                statement=problem.statement,
                pace=each.pace,
                why=reason,
                by=by,
                at=at,
            )
        problem.tag(deficits=each.deficits, pillars=each.pillars, why=reason, by=by, at=at)
        if any(each.change_space.get(side) for side in SIDES):
            ChangeSpace.assess(problem, by=by, at=at, **each.change_space)
        if problem.state != ProblemState.IN_FOCUS:
            problem.focus(why=reason, by=by, at=at)


def _as_it_reads(mesa: Mesa, chosen: Sequence[Chosen]) -> dict[str, list[dict[str, Any]]]:
    """The problems as plain data that nothing changes afterwards."""
    spaces = Prefetch(
        "change_spaces", ChangeSpace.objects.filter(cause=None).order_by("pk"), to_attr="spaces"
    )
    alive = mesa.problems.alive().with_next_step().prefetch_related(spaces)
    told = {each.problem.pk: each for each in chosen}
    rows = {problem.pk: _row(problem, told.get(problem.pk)) for problem in alive}
    focus = [rows.pop(pk) for pk in told]
    return {"focus": focus, "waiting": list(rows.values())}


def _row(problem: Any, chosen: Chosen | None) -> dict[str, Any]:
    return {
        "ref": problem.ref,
        "title": problem.title,
        "kind": problem.kind,
        "pace": problem.pace,
        "deficits": problem.deficits,
        "pillars": problem.pillars,
        "next_step": (chosen.next_step if chosen else "") or problem.next_promise or "",
        "why": chosen.why if chosen else "",
        "change_space": problem.spaces[-1].told() if problem.spaces else None,
    }
