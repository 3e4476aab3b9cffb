import datetime

from django.db import models, transaction
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from destraba.kit import partial_date
from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import (
    AppointmentRole,
    Body,
    CommitmentState,
    MeetingKind,
    MeetingState,
    MesaKind,
    MesaState,
    ProblemState,
)
from destraba.people.models import Organization, Person, Territory
from destraba.trail.models import Event, Sourced, Tracked

from .programme import FORTNIGHT

# In focus and without movement for longer than this: stuck.
STILL = datetime.timedelta(days=30)
MORNING = datetime.time(10)
# The speed of a mesa is told by the problems that it solved last.
MEASURED = 50
# The dedicated team, and a territorial mesa's articulator (OIT §2a, §2f).
RUNS = Q(seat__body=Body.DEDICATED_TEAM) | Q(role=AppointmentRole.ARTICULATOR)


class MesaQuerySet(models.QuerySet["Mesa"]):
    def visible_to(self, person: Person) -> "MesaQuerySet":
        """Where the person sits, stands in or is liaison; all of them for who sees everything."""
        if person.sees_everything:
            return self
        return self.filter(pk__in=_mesas_of(person))

    def run_by(self, person: Person) -> "MesaQuerySet":
        """Whose day-to-day is hers: in the dedicated team, as articulator, or as coordinator."""
        if person.runs_everything:
            return self
        return self.filter(pk__in=_mesas_of(person, RUNS))

    def active(self) -> "MesaQuerySet":
        return self.filter(state=MesaState.ACTIVE)

    def with_is_run(self, *, by: Person) -> "MesaQuerySet":
        """Annotate `is_run`: whether this person runs it."""
        if by.runs_everything:
            return self.annotate(is_run=Value(True))
        mine = _mesas_of(by, RUNS)
        return self.annotate(is_run=Case(When(pk__in=mine, then=True), default=False))

    def with_figures(self, *, on: datetime.date) -> "MesaQuerySet":
        """Annotate what the portfolio tells of each: problems, commitments, sessions held."""
        problems, commitments = self._of("problems"), self._of("commitments")
        in_focus = problems.filter(state=ProblemState.IN_FOCUS)
        owed = commitments.filter(state=CommitmentState.OPEN)
        held = self._of("meetings").filter(kind=MeetingKind.PERIODIC, state=MeetingState.CLOSED)
        return self.annotate(
            solved_count=_count(problems.filter(state=ProblemState.SOLVED)),
            focus_count=_count(in_focus),
            still_count=_count(in_focus.filter(moved_on__lt=on - STILL)),
            listed_count=_count(problems.filter(state=ProblemState.LISTED)),
            open_count=_count(owed),
            late_count=_count(owed.filter(due_on__lt=on)),
            held_count=_count(held),
        )

    def _of(self, related: str) -> "models.QuerySet":
        return self.model._meta.get_field(related).related_model.objects.filter(
            mesa=OuterRef("pk")
        )


class Mesa(Tracked, Sourced):
    """A Mesa Ejecutiva: a working method more than an institution (OIT §2)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=MesaKind, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="territorial_mesas"
    )
    objective = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    # ISIC Rev.4 sections, one letter each.
    sections = models.JSONField(default=list, blank=True)
    territories = models.ManyToManyField(Territory, blank=True, related_name="mesas")
    host = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_mesas"
    )
    state = models.CharField(max_length=12, choices=MesaState, default=MesaState.ACTIVE)
    launched_on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    cadence_days = models.PositiveSmallIntegerField(default=FORTNIGHT)
    note = models.TextField(blank=True)

    objects = MesaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    @classmethod
    @transaction.atomic
    def launch(
        cls,
        *,
        name: str,
        kind: str,
        objective: str = "",
        scope: str = "",
        sections: list[str] | None = None,
        territories: list[Territory] | None = None,
        parent: "Mesa | None" = None,
        host: Organization | None = None,
        launched_on: str = "",
        cadence_days: int = FORTNIGHT,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Mesa":
        mesa = cls.objects.create(
            ref=ref or new_ref(),
            name=name,
            kind=kind,
            objective=objective,
            scope=scope,
            sections=sections or [],
            parent=parent,
            host=host,
            launched_on=launched_on,
            cadence_days=cadence_days,
        )
        mesa.territories.set(territories or [])
        mesa.record("launched", by=by, at=at)
        return mesa

    def __str__(self) -> str:
        return self.name

    def search_text(self) -> str:
        return "\n".join([self.name, self.objective, self.scope])

    def stream(self) -> str:
        return f"mesa:{self.pk}"

    @transaction.atomic
    def aim(self, *, objective: str, why: str, by: Person, at: datetime.datetime) -> None:
        """Change the medium-term objective; the old one is kept with the reason."""
        changes = {"objective": [self.objective, objective]}
        self.objective = objective
        self.save(update_fields=["objective"])
        self.record("aimed", by=by, at=at, why=why, changes=changes)

    def propose_session_at(self, *, at: datetime.datetime) -> datetime.datetime:
        """A cadence after the last session, at its hour; never in the past."""
        last = self.last_session()
        if last and last.starts_at:
            proposed = last.proposed_next_at()
            if proposed > at:
                return proposed
        hour = timezone.localtime(last.starts_at).time() if last and last.starts_at else MORNING
        day = self.next_session_day(after=timezone.localdate(at))
        return timezone.make_aware(datetime.datetime.combine(day, hour))

    def days_to_unblock(self) -> list[int]:
        """Days from raised to solved, for the problems solved last whose days are known."""
        solved = self.problems.filter(state=ProblemState.SOLVED)
        latest = solved.order_by(F("moved_on").desc(nulls_last=True), "-pk")[:MEASURED]
        told = Event.objects.of_subjects(latest).filter(
            verb__in=["problem.raised", "problem.solved"]
        )
        days: dict[int, dict[str, datetime.datetime]] = {}
        for verb, problem, at in told.order_by("at").values_list("verb", "subject_id", "at"):
            days.setdefault(problem, {})[verb] = at
        return [
            (timezone.localdate(known["problem.solved"]) - timezone.localdate(known["problem.raised"])).days
            for known in days.values()
            if len(known) == 2
        ]

    def next_session_day(self, *, after: datetime.date) -> datetime.date:
        """The cadence's next day; a weekend moves to the Monday."""
        day = after + datetime.timedelta(days=self.cadence_days)
        return day + datetime.timedelta(
            days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0
        )

    def last_session(self) -> "models.Model | None":
        return self._sessions().filter(state=MeetingState.CLOSED).order_by("-starts_at").first()

    def next_session(self) -> "models.Model | None":
        """The periodic session that comes, if one is planned (one query)."""
        ahead = [MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.IN_PROGRESS]
        return self._sessions().filter(state__in=ahead).order_by("starts_at").first()

    def _sessions(self) -> "models.QuerySet":
        return self.meetings.filter(kind=MeetingKind.PERIODIC)


def _count(rows: "models.QuerySet") -> Coalesce:
    """How many rows of the subquery belong to each mesa."""
    counted = rows.order_by().values("mesa").annotate(rows=Count("pk")).values("rows")
    return Coalesce(Subquery(counted), 0)


def _mesas_of(person: Person, *appointed: Q) -> "models.QuerySet":
    """Ids of the mesas where this person is appointed today."""
    return person.appointments.current().filter(*appointed).values("seat__mesa")
