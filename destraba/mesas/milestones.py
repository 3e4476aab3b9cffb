"""What is known of each mesa's way from a decision to a roadmap, for many at once."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from destraba.kit.vocabulary import (
    CandidateState,
    DecisionKind,
    MeetingKind,
    MeetingState,
    MesaEventKind,
    Pace,
    TeamRole,
)
from destraba.kit.vocabulary import ProblemState as State

from .models import (
    Candidate,
    Decision,
    Diagnosis,
    ListeningNote,
    Meeting,
    Mesa,
    MesaEvent,
    Problem,
    RoadmapRevision,
    TeamMember,
)
from .solved import NOT_COUNTED

CHANGES_OF_LIFE = [MesaEventKind.NARROWED, MesaEventKind.WIDENED, MesaEventKind.RELAUNCHED]


@dataclass
class OfTheProgramme:
    """The political decision, the team today, and the list of candidates."""

    convened: Decision | None = None
    members: list[TeamMember] = field(default_factory=list)
    undeclared: int = 0
    candidates: int = 0
    scored: int = 0
    chosen: int = 0

    @property
    def leader(self) -> TeamMember | None:
        return next((each for each in self.members if each.is_leader), None)

    @property
    def core(self) -> int:
        return sum(each.role == TeamRole.CORE for each in self.members)


@dataclass
class OfAMesa:
    """What has been done on its way."""

    mesa: Mesa
    # When it was put on the list of candidates; None when it never was.
    put_on: str | None = None
    heard: Counter[str] = field(default_factory=Counter)
    premesas: int = 0
    sessions: int = 0
    diagnoses: int = 0
    decided: Decision | None = None
    skipped: dict[str, Decision] = field(default_factory=dict)
    launch: MesaEvent | None = None
    changes: int = 0
    roadmaps: int = 0
    parts: int = 0
    problems: int = 0
    in_focus: int = 0
    early: int = 0
    moving: int = 0

    @property
    def is_go(self) -> bool:
        return self.decided is not None and self.decided.kind == DecisionKind.GO

    @property
    def is_no_go(self) -> bool:
        return self.decided is not None and self.decided.kind == DecisionKind.NO_GO


def of_the_programme(*, today: datetime.date) -> OfTheProgramme:
    """In four queries."""
    members = list(TeamMember.objects.current(on=today).with_declarations())
    counted = Candidate.objects.aggregate(
        candidates=Count("pk", distinct=True),
        scored=Count("pk", Q(scores__isnull=False), distinct=True),
        chosen=Count("pk", Q(state=CandidateState.CHOSEN), distinct=True),
    )
    return OfTheProgramme(
        convened=Decision.objects.convening().filter(mesa=None).latest_first().first(),
        members=members,
        undeclared=sum(each.current_declaration(on=today) is None for each in members),
        **counted,
    )


def of_mesas(mesas: Iterable[Mesa]) -> dict[int, OfAMesa]:
    """By the id of each mesa, in eight queries whatever their number."""
    told = {mesa.pk: OfAMesa(mesa) for mesa in mesas}
    _decisions(told)
    _life(told)
    _meetings(told)
    _problems(told)
    said = Coalesce(NullIf("constituency", Value("")), "organization__constituency", Value(""))
    heard = ListeningNote.objects.filter(mesa__in=told).order_by().values_list("mesa_id", said)
    for mesa, constituency, count in heard.annotate(count=Count("pk")):
        told[mesa].heard[constituency] += count
    for mesa, put_on in Candidate.objects.filter(mesa__in=told).values_list("mesa_id", "put_on"):
        told[mesa].put_on = put_on
    written = _last(Diagnosis, "version", "diagnoses", told)
    agreed = _last(RoadmapRevision, "number", "roadmaps", told)
    for mesa, name, last in written.union(agreed, all=True):
        setattr(told[mesa], name, last)
    parts = Mesa.objects.filter(parent__in=told).order_by().values_list("parent_id")
    for mesa, count in parts.annotate(count=Count("pk")):
        told[mesa].parts = count
    return told


def _decisions(told: dict[int, OfAMesa]) -> None:
    """The last of each kind holds."""
    for each in Decision.objects.filter(mesa__in=told).order_by("decided_on", "pk"):
        facts = told[each.mesa_id or 0]
        if each.kind == DecisionKind.SKIP:
            facts.skipped[each.step] = each
        elif each.kind in (DecisionKind.GO, DecisionKind.NO_GO):
            facts.decided = each


def _life(told: dict[int, OfAMesa]) -> None:
    for each in MesaEvent.objects.filter(mesa__in=told):
        if each.kind == MesaEventKind.LAUNCHED:
            told[each.mesa_id].launch = each
        elif each.kind in CHANGES_OF_LIFE:
            told[each.mesa_id].changes += 1


def _meetings(told: dict[int, OfAMesa]) -> None:
    held = Meeting.objects.filter(mesa__in=told, state=MeetingState.CLOSED).order_by()
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for mesa, kind, count in held.values_list("mesa_id", "kind").annotate(count=Count("pk")):
        counts[mesa][kind] = count
    for mesa, kinds in counts.items():
        told[mesa].premesas = kinds[MeetingKind.PREMESA]
        told[mesa].sessions = kinds[MeetingKind.PERIODIC]


def _problems(told: dict[int, OfAMesa]) -> None:
    """Those of the list; in focus, those that are quick and those that move work or growth."""
    focus = Q(state=State.IN_FOCUS)
    moving = focus & (~Q(deficits=[]) | ~Q(pillars=[]))
    alive = Problem.objects.filter(mesa__in=told).exclude(state__in=NOT_COUNTED).order_by()
    counted = alive.values_list("mesa_id").annotate(
        every=Count("pk"),
        at_hand=Count("pk", focus),
        early=Count("pk", focus & Q(pace=Pace.EARLY_WIN)),
        moving=Count("pk", moving),
    )
    for mesa, every, in_focus, early, moves in counted:
        facts = told[mesa]
        facts.problems, facts.in_focus = every, in_focus
        facts.early, facts.moving = early, moves


def _last(
    model: type[Diagnosis] | type[RoadmapRevision],
    number: str,
    name: str,
    told: dict[int, OfAMesa],
) -> QuerySet[Any, Any]:
    """The last number of each mesa, under the `name` that it has here."""
    rows = model._default_manager.filter(mesa__in=told).order_by()
    return rows.values_list("mesa_id", Value(name)).annotate(last=Max(number))
