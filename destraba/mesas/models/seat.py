import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.terms import ends_after_it_begins, must_be_in_order
from destraba.kit.vocabulary import AppointmentRole, Body, Constituency, SeatKind
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced, Tracked

from .mesa import Mesa
from .places import Looking, run_by, seen_by
from .team import TeamMember

if TYPE_CHECKING:
    from .problem import Problem


class AlreadySeated(Refused):
    pass


class Neutrality(Refused):
    pass


ORGANIZATION_IN_BRIEF = ["name", "acronym", "constituency"]
SEAT_IN_BRIEF = ["body", *(f"organization__{field}" for field in ORGANIZATION_IN_BRIEF)]


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, person: Looking) -> "SeatQuerySet":
        return self.filter(seen_by(person))

    def run_by(self, person: Looking) -> "SeatQuerySet":
        return self.filter(run_by(person))

    def current(self, *, on: datetime.date | None = None) -> "SeatQuerySet":
        day = on or timezone.localdate()
        return self.exclude(since_on__gt=day).exclude(until_on__lt=day)

    def with_people(self) -> "SeatQuerySet":
        """Organisation and current appointments, in a fixed number of queries."""
        appointments = Appointment.objects.current().select_related("person")
        return self.select_related("organization", "mesa").prefetch_related(
            models.Prefetch("appointments", queryset=appointments, to_attr="current_appointments")
        )


class Seat(Tracked, Sourced):
    """An organisation's place at a body of a mesa. It outlives the people who fill it (OIT §3c)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="seats")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="seats")
    body = models.CharField(max_length=16, choices=Body, default=Body.OPERATING)
    kind = models.CharField(max_length=12, choices=SeatKind, default=SeatKind.PERMANENT)
    # The one problem that it was invited for.
    problem = models.ForeignKey(
        "mesas.Problem", null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    label = models.CharField(max_length=120, blank=True)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [ends_after_it_begins("seat_ends_after_it_begins")]

    @classmethod
    @transaction.atomic
    def offer(
        cls,
        mesa: Mesa,
        organization: Organization,
        *,
        body: str = Body.OPERATING,
        kind: str = SeatKind.PERMANENT,
        problem: "Problem | None" = None,
        label: str = "",
        since_on: datetime.date | None = None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Seat":
        """A place at the table; vacant until somebody is appointed."""
        seat = cls.objects.create(
            ref=ref or new_ref(),
            mesa=mesa,
            organization=organization,
            body=body,
            kind=kind,
            problem=problem,
            label=label,
            since_on=since_on or timezone.localdate(at),
        )
        seat.record("offered", by=by, at=at)
        return seat

    def __str__(self) -> str:
        return (
            f"{self.organization.short} · {self.label}" if self.label else self.organization.short
        )

    def stream(self) -> str:
        return self.mesa.stream()

    @property
    def constituency(self) -> str:
        return self.organization.constituency or Constituency.OTHER

    @property
    def holder(self) -> Person | None:
        """Who fills it today, as holder or as articulator. None when it is vacant."""
        return self._filled_as(AppointmentRole.HOLDER) or self._filled_as(
            AppointmentRole.ARTICULATOR
        )

    @property
    def liaison(self) -> Person | None:
        return self._filled_as(AppointmentRole.LIAISON)

    @property
    def is_vacant(self) -> bool:
        return self.holder is None

    @property
    def contact(self) -> Person | None:
        """Whom to write to about what this seat owes: its liaison, or else its holder."""
        return self.liaison or self.holder

    def is_filled_by(self, person: Person) -> bool:
        """Whether she is its holder, alternate or liaison today."""
        return any(each.person_id == person.pk for each in self._filled_today())

    def _filled_as(self, role: str) -> Person | None:
        """Whoever came last: the day of a correction has two."""
        filled = reversed(self._filled_today())
        return next((each.person for each in filled if each.role == role), None)

    def _filled_today(self) -> "list[Appointment]":
        """At no cost when it comes from `with_people`."""
        known: list[Appointment] | None = getattr(self, "current_appointments", None)
        if known is not None:
            return known
        return list(self.appointments.current().select_related("person"))

    @transaction.atomic
    def appoint(
        self,
        person: Person,
        *,
        role: str,
        since_on: datetime.date,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Appointment":
        """Seat a person. A new holder or liaison takes over from the last, open promises too."""
        self.mesa.hold()
        self._must_stay_neutral(person, on=since_on)
        if self.body != Body.DEDICATED_TEAM and role != AppointmentRole.ARTICULATOR:
            _must_not_be_of_the_team(person, on=since_on)
        standing = self.appointments.exclude(until_on__lt=since_on).filter(role=role)
        if standing.filter(person=person).exists():
            raise AlreadySeated(_("%s ya ocupa este lugar.") % person.name)

        if role != AppointmentRole.ALTERNATE:
            for last in standing.select_related("person"):
                last.give_way(on=since_on, by=by, at=at)
        appointment = Appointment.objects.create(
            seat=self, person=person, role=role, since_on=since_on
        )
        appointment.record("made", by=by, at=at)
        self.pass_on(by=by, at=at)
        return appointment

    @transaction.atomic
    def vacate(
        self,
        person: Person,
        *,
        on: datetime.date,
        by: Person | None,
        at: datetime.datetime,
        why: str = "",
    ) -> None:
        """The person leaves after that day; the seat and what it owes stay."""
        for appointment in self.appointments.current(on=on).filter(person=person):
            appointment.end(on=on, by=by, at=at, why=why)
        self.pass_on(without=person, by=by, at=at)

    @transaction.atomic
    def pass_on(
        self, *, without: Person | None = None, by: Person | None, at: datetime.datetime
    ) -> None:
        """What it owes is answered by who fills it today, `without` whoever is leaving."""
        today = self.appointments.current(on=timezone.localdate(at)).select_related("person")
        filled = {each.role: each.person for each in today if each.person != without}
        roles = [AppointmentRole.LIAISON, AppointmentRole.HOLDER, AppointmentRole.ARTICULATOR]
        heir = next((filled[role] for role in roles if role in filled), None)
        for commitment in self.commitments.open().select_related("contact"):
            if commitment.contact not in filled.values() and commitment.contact != heir:
                commitment.pass_to(heir, why=_("Cambió quien ocupa el asiento."), by=by, at=at)

    @transaction.atomic
    def withdraw(
        self, *, on: datetime.date, why: str, by: Person | None, at: datetime.datetime
    ) -> None:
        """The organisation leaves the table; its history stays."""
        must_be_in_order(self.since_on, on)
        self.until_on = on
        self.save(update_fields=["until_on"])
        self.record("withdrawn", by=by, at=at, why=why)

    def _must_stay_neutral(self, person: Person, *, on: datetime.date) -> None:
        """Nobody runs a mesa and sits at it for a member organisation (R09, OIT §2a)."""
        elsewhere = Seat.objects.filter(mesa=self.mesa).exclude(until_on__lt=on)
        if self.body == Body.DEDICATED_TEAM:
            elsewhere = elsewhere.exclude(body=Body.DEDICATED_TEAM)
        else:
            elsewhere = elsewhere.filter(body=Body.DEDICATED_TEAM)
        theirs = Appointment.objects.filter(person=person, seat__in=elsewhere)
        if theirs.exclude(until_on__lt=on).exists():
            raise Neutrality(
                _("%s no puede ser del equipo dedicado y ocupar un asiento de esta mesa.")
                % person.name
            )


def _must_not_be_of_the_team(person: Person, *, on: datetime.date) -> None:
    """Whoever is of the dedicated team sits for no member organisation, at any mesa (R09)."""
    terms = TeamMember.objects.filter(person=person).exclude(until_on__lt=on)
    if terms.exists():
        raise Neutrality(
            _(
                "%s es del equipo dedicado: no puede ocupar el asiento de una organización"
                " miembro en ninguna mesa."
            )
            % person.name
        )


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def current(self, *, on: datetime.date | None = None) -> "AppointmentQuerySet":
        day = on or timezone.localdate()
        in_time = Q(since_on=None) | Q(since_on__lte=day)
        return self.filter(in_time).exclude(until_on__lt=day).exclude(seat__until_on__lt=day)


class Appointment(Tracked, Sourced):
    """Who fills a seat, as what, from when until when."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=12, choices=AppointmentRole)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["since_on", "pk"]
        indexes = [models.Index(fields=["person", "until_on"], name="appointment_person")]
        constraints = [ends_after_it_begins("appointment_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.seat}"

    def stream(self) -> str:
        return self.seat.stream()

    def is_current(self, *, on: datetime.date) -> bool:
        """It has begun and has not ended that day."""
        begun = self.since_on is None or self.since_on <= on
        return begun and (self.until_on is None or self.until_on >= on)

    def give_way(self, *, on: datetime.date, by: Person | None, at: datetime.datetime) -> None:
        """Somebody else takes the place from that day; refused when it began later."""
        if self.since_on and self.since_on > on:
            raise AlreadySeated(
                _("%(who)s ocupa este lugar desde el %(day)s: elija una fecha posterior.")
                % {"who": self.person.name, "day": self.since_on.isoformat()}
            )
        last_day = on - datetime.timedelta(days=1)
        self.end(on=max(last_day, self.since_on or last_day), by=by, at=at)

    def end(
        self, *, on: datetime.date, by: Person | None, at: datetime.datetime, why: str = ""
    ) -> None:
        must_be_in_order(self.since_on, on)
        self.until_on = on
        self.save(update_fields=["until_on"])
        self.record("ended", by=by, at=at, why=why)
