import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.later import rows_of
from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import OptionState, ProblemState
from destraba.people.models import Person
from destraba.trail.models import Event, Sourced, Tracked

from .change_space import SIDES, ChangeSpace
from .meeting import Meeting
from .mesa import Mesa
from .metric_reading import movement_of
from .places import run_by, seen_by
from .problem import Problem, ProblemQuerySet

AGREED, KEPT = "roadmaprevision.agreed", "roadmaprevision.kept"


class NothingChosen(Refused):
    """A roadmap without a single problem, or without a word on why."""


class RevisedMeanwhile(Refused):
    """Another revision came after the one that was being revised."""


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

    def with_moments(self) -> "RoadmapRevisionQuerySet":
        """Annotate `agreed_at`, and `looked_at`: when it was last seen that it still holds."""
        kind = ContentType.objects.get_for_model(RoadmapRevision)
        told = Event.objects.filter(subject_type=kind, subject_id=OuterRef("pk")).order_by("-at")
        agreed, kept = (told.filter(verb=verb).values("at")[:1] for verb in (AGREED, KEPT))
        return self.annotate(agreed_at=Subquery(agreed), looked_at=Subquery(kept))


class RoadmapRevision(Tracked, Sourced):
    """The roadmap as it was agreed one day. It never changes: another comes after (OIT §2c, §3e).

    `content` is {"focus": [problem], "waiting": [problem], "set_aside": [advice]}, each problem
    as it read that day: {"ref", "title", "kind", "pace", "deficits", "pillars", "groups",
    "metric", "moved" («45 → 3 días»), "solution", "stage", "next_step", "next_due_on", "why",
    "change_space": {"authority", "authority_why", "acceptance", …} or null}; each advice of the
    method that was heard and not followed: {"signal": "R04", "why"}.
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
        since: int | None = None,
        ref: str = "",
        by: Person,
        at: datetime.datetime,
    ) -> "RoadmapRevision":
        """Fix what the mesa works on from now; the objective and the focus follow (OIT §3e).

        `since` is the number of the one that it revises: sent twice, it is agreed once.
        """
        mesa.hold()
        mesa.must_work()
        _must_choose(chosen, why)
        last = mesa.roadmap_revisions.last()
        if last and since is not None and since != last.number:
            return last._as_sent_again(why, by=by)
        if objective.strip() not in ("", mesa.objective.strip()):
            mesa.aim(objective=objective.strip(), why=why, by=by, at=at)
        _put_in_focus(mesa, chosen, why, why_wait or why, why_set_aside or why, by=by, at=at)
        apart = {"set_aside": [{"signal": code, "why": why_set_aside} for code in set_aside]}
        revision = cls.objects.create(
            ref=ref or new_ref(),
            mesa=mesa,
            number=last.number + 1 if last else 1,
            agreed_on=agreed_on or timezone.localdate(at),
            meeting=meeting,
            objective=objective.strip(),
            content=_as_it_reads(mesa, chosen) | apart,
            why=why,
            written_by=by,
        )
        revision.record("agreed", by=by, at=at, why=why)
        return revision

    @transaction.atomic
    def keep(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """It was looked at again and still holds: the reason why nothing is revised (R19)."""
        self.mesa.hold()
        if not why.strip():
            raise NothingChosen(_("Diga por qué sigue siendo el plan: quedará en la historia."))
        if self.mesa.roadmap_revisions.filter(number__gt=self.number).exists():
            raise RevisedMeanwhile(_("Ya hay una hoja de ruta más nueva que esta."))
        last = Event.objects.of_subject(self).order_by("-at", "-pk").first()
        if last is None or (last.verb, last.why, last.by_id) != (KEPT, why, by.pk):
            self.record("kept", by=by, at=at, why=why)

    def _as_sent_again(self, why: str, *, by: Person) -> "RoadmapRevision":
        if (self.why, self.written_by_id) != (why, by.pk):
            words = _("Ya hay una hoja de ruta %s, más nueva que la que se revisaba: mírela antes.")
            raise RevisedMeanwhile(words % self.number)
        return self

    def __str__(self) -> str:
        return _("hoja de ruta %s") % self.number

    def stream(self) -> str:
        return self.mesa.stream()


def _must_choose(chosen: Sequence[Chosen], why: str) -> None:
    if not chosen or not why.strip():
        raise NothingChosen(_("Elija al menos un problema y diga por qué se empieza por ahí."))


def _put_in_focus(
    mesa: Mesa,
    chosen: Sequence[Chosen],
    why: str,
    why_wait: str,
    why_more: str,
    *,
    by: Person,
    at: datetime.datetime,
) -> None:
    """Tell of each what was agreed; the others go back to the list, before these enter."""
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
            problem.focus(why=reason, why_more=why_more, by=by, at=at)


def _as_it_reads(mesa: Mesa, chosen: Sequence[Chosen]) -> dict[str, list[dict[str, Any]]]:
    """The problems as plain data that nothing changes afterwards."""
    spaces = Prefetch(
        "change_spaces", ChangeSpace.objects.filter(cause=None).order_by("pk"), to_attr="spaces"
    )
    alive = with_plan(mesa.problems.alive()).prefetch_related(spaces, "readings")
    told = {each.problem.pk: each for each in chosen}
    rows = {problem.pk: _row(problem, told.get(problem.pk)) for problem in alive}
    focus = [rows.pop(pk) for pk in told]
    return {"focus": focus, "waiting": list(rows.values())}


def with_plan(problems: ProblemQuerySet) -> ProblemQuerySet:
    """Annotate the chosen solution and its stage, and the next step."""
    chosen = rows_of(Problem, "options").filter(problem=OuterRef("pk"), state=OptionState.CHOSEN)
    return problems.with_next_step().annotate(
        solution=Subquery(chosen.values("title")[:1]), stage=Subquery(chosen.values("stage")[:1])
    )


def _row(problem: Any, chosen: Chosen | None) -> dict[str, Any]:
    step = (chosen.next_step if chosen else "") or problem.next_promise or ""
    is_promised = bool(step) and step == problem.next_promise and problem.next_due_on
    return {
        "ref": problem.ref,
        "title": problem.title,
        "kind": problem.kind,
        "pace": problem.pace,
        "deficits": problem.deficits,
        "pillars": problem.pillars,
        "groups": problem.groups,
        "metric": problem.metric,
        "moved": str(movement_of(problem, problem.readings.all())),
        "solution": problem.solution or "",
        "stage": problem.stage or "",
        "next_step": step,
        "next_due_on": problem.next_due_on.isoformat() if is_promised else "",
        "why": chosen.why if chosen else "",
        "change_space": problem.spaces[-1].told() if problem.spaces else None,
    }
