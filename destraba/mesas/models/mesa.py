import datetime

from django.db import models, transaction
from django.db.models import F, Q

from destraba.kit import partial_date
from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import Body, MesaKind, MesaState, MeetingKind, MeetingState
from destraba.people.models import Organization, Person, Territory
from destraba.trail.models import Sourced, Tracked

from .programme import FORTNIGHT


class MesaQuerySet(models.QuerySet["Mesa"]):
    def visible_to(self, person: Person) -> "MesaQuerySet":
        """Where the person sits, stands in or is liaison; all of them for who sees everything."""
        if person.sees_everything:
            return self
        return self.filter(pk__in=_mesas_of(person))

    def run_by(self, person: Person) -> "MesaQuerySet":
        """Whose day-to-day is this person's: her dedicated team's, or any for a coordinator."""
        if person.runs_everything:
            return self
        return self.filter(pk__in=_mesas_of(person, body=Body.DEDICATED_TEAM))

    def active(self) -> "MesaQuerySet":
        return self.filter(state=MesaState.ACTIVE)


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
        mesa.record("launched", by=by, at=at)
        return mesa

    def __str__(self) -> str:
        return self.name

    def stream(self) -> str:
        return f"mesa:{self.pk}"

    @transaction.atomic
    def aim(self, *, objective: str, why: str, by: Person, at: datetime.datetime) -> None:
        """Change the medium-term objective; the old one is kept with the reason."""
        changes = {"objective": [self.objective, objective]}
        self.objective = objective
        self.save(update_fields=["objective"])
        self.record("aimed", by=by, at=at, why=why, changes=changes)

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


def _mesas_of(person: Person, **seat: str) -> "models.QuerySet":
    """Ids of the mesas where this person is appointed today."""
    current = person.appointments.current()
    return current.filter(**{f"seat__{key}": value for key, value in seat.items()}).values(
        "seat__mesa"
    )
