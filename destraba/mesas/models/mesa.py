import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import ExpressionWrapper, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.later import rows_of
from destraba.kit.prepared import prepared
from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import (
    MeetingKind,
    MeetingState,
    MesaKind,
    MesaState,
    Weekday,
)
from destraba.people.models import Organization, Person, Territory
from destraba.trail.models import Sourced

from .living import Living
from .places import Looking, places_of, run_by, seen_by
from .programme import FORTNIGHT

if TYPE_CHECKING:
    from .meeting import Meeting

MORNING = datetime.time(10)


class MesaQuerySet(models.QuerySet["Mesa"]):
    def visible_to(self, person: Looking) -> "MesaQuerySet":
        """Where the person sits, stands in or is liaison; all of them for who sees everything."""
        return self.filter(seen_by(person, "pk"))

    def run_by(self, person: Looking) -> "MesaQuerySet":
        """Whose day-to-day is hers: in the dedicated team, as articulator, or as coordinator."""
        return self.filter(run_by(person, "pk"))

    def with_is_run(self, *, by: Looking) -> "MesaQuerySet":
        """Annotate `is_run`: whether its day-to-day is this person's."""
        if by.runs_everything:
            return self.annotate(is_run=Value(True))
        is_hers = Q(pk__in=places_of(by).run)
        return self.annotate(is_run=ExpressionWrapper(is_hers, models.BooleanField()))

    def active(self) -> "MesaQuerySet":
        return self.filter(state=MesaState.ACTIVE)

    def below(self, mesa: int) -> "MesaQuerySet":
        """The territorial ones that serve this national one, by its id (OIT §2f)."""
        below = self.filter(Q(parent=mesa) | Q(also_under=mesa), kind=MesaKind.TERRITORIAL)
        return below.exclude(pk=mesa).distinct()


class Mesa(Living, Sourced):
    """A Mesa Ejecutiva: a working method more than an institution (OIT §2)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=MesaKind, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="territorial_mesas"
    )
    # Other national mesas that a territorial one also serves.
    also_under = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="also_below"
    )
    objective = models.TextField(blank=True)
    # ISIC Rev.4 sections, one letter each.
    sections = models.JSONField(default=list, blank=True)
    territories = models.ManyToManyField(Territory, blank=True, related_name="mesas")
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
        """A mesa that is at work from the first day, without a premesa."""
        mesa = cls._begin(
            ref=ref,
            name=name,
            kind=kind,
            objective=objective,
            scope=scope,
            sections=sections,
            territories=territories,
            parent=parent,
            host=host,
            launched_on=launched_on,
            cadence_days=cadence_days,
        )
        mesa.record("launched", by=by, at=at)
        return mesa

    @classmethod
    @transaction.atomic
    def propose(
        cls,
        *,
        name: str,
        kind: str,
        scope: str = "",
        sections: list[str] | None = None,
        territories: list[Territory] | None = None,
        parent: "Mesa | None" = None,
        host: Organization | None = None,
        cadence_days: int = FORTNIGHT,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Mesa":
        """A mesa in its premesa: the team listens, and then it is launched or not (OIT §3c)."""
        mesa = cls._begin(
            ref=ref,
            name=name,
            kind=kind,
            scope=scope,
            sections=sections,
            territories=territories,
            parent=parent,
            host=host,
            cadence_days=cadence_days,
            state=MesaState.PROPOSED,
        )
        mesa.record("proposed", by=by, at=at)
        return mesa

    @classmethod
    def _begin(
        cls,
        *,
        ref: str,
        sections: list[str] | None,
        territories: list[Territory] | None,
        **told: Any,
    ) -> "Mesa":
        mesa = cls.objects.create(ref=ref or new_ref(), sections=sections or [], **told)
        mesa.territories.set(territories or [])
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
        self.hold()
        changes = {"objective": [self.objective, objective]}
        self.objective = objective
        self.save(update_fields=["objective"])
        self.record("aimed", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def bound(
        self,
        *,
        territories: Sequence[Territory],
        sections: list[str],
        parent: "Mesa | None" = None,
        also_under: Sequence["Mesa"] | None = None,
        why: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """Say where it works, on what, and under which mesas (OIT §2f); what it was is kept.

        `also_under`: besides its parent; None leaves them as they are.
        """
        self.hold()
        before = list(self.also_under.order_by("name"))
        others = [each for each in (before if also_under is None else also_under) if each != parent]
        told = {
            "territories": [_in_words(self.territories.all()), _in_words(territories)],
            "sections": [" ".join(self.sections), " ".join(sections)],
            "parent": [str(self.parent or ""), str(parent or "")],
            "also_under": [_in_words(before), _in_words(others)],
        }
        changes = {name: both for name, both in told.items() if both[0] != both[1]}
        if not changes:
            return
        self.territories.set(territories)
        self.also_under.set(others)
        self.sections, self.parent = sections, parent
        self.save(update_fields=["sections", "parent"])
        self.record("bounded", by=by, at=at, why=why, changes=changes)

    def serves(self, national: int) -> bool:
        """Whether it is a territorial mesa under that one, by its id (one query)."""
        return Mesa.objects.below(national).filter(pk=self.pk).exists()

    @transaction.atomic
    def decline(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """After its premesa it is not launched; it may be considered again (OIT §3c)."""
        self._hold_in([MesaState.PROPOSED])
        self._cancel_meetings(_("Se decidió no lanzar la mesa."), by=by, at=at)
        changes = self.rewrite(state=MesaState.CLOSED)
        self.record("declined", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def reconsider(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """It had been declined, and its premesa goes on."""
        self._hold_in([MesaState.CLOSED])
        changes = self.rewrite(state=MesaState.PROPOSED)
        self.record("reconsidered", by=by, at=at, why=why, changes=changes)

    def propose_session_at(self, *, at: datetime.datetime) -> datetime.datetime:
        """A cadence after the last session, held or to come, at its hour; never in the past."""
        in_calendar = self._sessions().exclude(state=MeetingState.CANCELLED)
        last = in_calendar.exclude(starts_at=None).order_by("-starts_at").first()
        if last and last.starts_at:
            last.mesa = self
            proposed = last.proposed_next_at()
            if proposed and proposed > at:
                return proposed
        hour = timezone.localtime(last.starts_at).time() if last and last.starts_at else MORNING
        day = self.next_session_day(after=timezone.localdate(at))
        return timezone.make_aware(datetime.datetime.combine(day, hour))

    def next_session_day(self, *, after: datetime.date) -> datetime.date:
        """The cadence's next day; a weekend moves to the Monday."""
        day = after + datetime.timedelta(days=self.cadence_days)
        if day.weekday() > Weekday.FRIDAY:
            day += datetime.timedelta(days=7 - day.weekday())
        return day

    def last_session(self) -> "Meeting | None":
        """The periodic session held last (one query)."""
        held = next(iter(_last_session(self)), None)
        if held:
            held.mesa = self
        return held

    def next_session(self) -> "Meeting | None":
        """The periodic session that comes, if one is planned (one query)."""
        ahead = [MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.IN_PROGRESS]
        dated = self._sessions().filter(state__in=ahead).exclude(starts_at=None)
        return dated.order_by("starts_at").first()

    def _sessions(self) -> models.QuerySet["Meeting"]:
        return self.meetings.filter(kind=MeetingKind.PERIODIC)


@prepared
def _last_session(mesa: Mesa) -> models.QuerySet["Meeting"]:
    sessions = rows_of(Mesa, "meetings").filter(mesa=mesa, kind=MeetingKind.PERIODIC)
    held = sessions.filter(state=MeetingState.CLOSED).exclude(starts_at=None)
    return held.order_by("-starts_at")[:1]


def _in_words(things: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, things)))
