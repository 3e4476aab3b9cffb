import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F, Max, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.later import rows_of
from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import (
    AHEAD,
    TO_COME,
    WAITING_ABOVE,
    Body,
    MeetingKind,
    MeetingState,
    SeatKind,
)
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .mesa import Mesa
from .places import Looking, run_by, seen_by
from .seat import Seat, SeatQuerySet

REMIND_BEFORE = datetime.timedelta(days=1)


class OutOfTurn(Refused):
    """The meeting is not in a state from which this can happen."""


class NothingPromised(Refused):
    pass


class NotBriefed(Refused):
    """Nobody is called to the high level without knowing what for."""


class NotAfter(Refused):
    pass


class BeforeLaunch(Refused):
    """A periodic session comes after the official launch, or says why not (R34, OIT §3d)."""


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, person: Looking) -> "MeetingQuerySet":
        return self.filter(seen_by(person))

    def run_by(self, person: Looking) -> "MeetingQuerySet":
        return self.filter(run_by(person))

    def periodic(self) -> "MeetingQuerySet":
        return self.filter(kind=MeetingKind.PERIODIC)

    def ahead(self) -> "MeetingQuerySet":
        return self.filter(state__in=AHEAD).order_by(F("starts_at").asc(nulls_last=True), "pk")

    def held(self) -> "MeetingQuerySet":
        closed = self.filter(state=MeetingState.CLOSED)
        return closed.order_by(F("starts_at").desc(nulls_last=True), "-pk")

    def latest_of_each_mesa(self, most: int) -> models.QuerySet[Any, Any]:
        """The last `most` of every mesa, in each state."""
        latest = F("starts_at").desc(nulls_last=True)
        rank = Window(RowNumber(), partition_by=[F("mesa"), F("state")], order_by=latest)
        return self.annotate(rank=rank).filter(rank__lte=most)

    def awaiting_attention(self, *, on: datetime.date) -> "MeetingQuerySet":
        return self.filter(state__in=AHEAD, attend_on__lte=on)


class Meeting(Tracked, Sourced):
    """A periodic session, an intersession, a premesa meeting or a high-level session (OIT §2b)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=12, choices=MeetingKind, default=MeetingKind.PERIODIC)
    number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.PLANNED)
    purpose = models.TextField(blank=True)
    # Unknown when the source does not tell.
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=90)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=400, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # The meeting that proposed this one when it closed.
    after = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="next_ones"
    )
    attend_on = models.DateField(null=True, db_index=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["mesa", "kind", "state", "starts_at"], name="meeting_mesa"),
            models.Index(fields=["state", "starts_at"], name="meeting_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mesa", "kind", "number"], name="one_meeting_per_number"
            )
        ]

    @classmethod
    @transaction.atomic
    def plan(
        cls,
        mesa: Mesa,
        *,
        starts_at: datetime.datetime,
        kind: str = MeetingKind.PERIODIC,
        minutes: int = 90,
        place: str = "",
        link: str = "",
        purpose: str = "",
        after: "Meeting | None" = None,
        why: str = "",
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Meeting":
        """Put it in the calendar, with the next number of its kind at this mesa.

        A periodic session before the official launch takes a reason.
        """
        mesa.hold()
        mesa.must_work()
        day = timezone.localdate(starts_at)
        is_regular = kind != MeetingKind.PERIODIC or mesa.is_launched(on=day)
        if not is_regular and not why.strip():
            raise BeforeLaunch(_("La mesa no se ha lanzado todavía: diga por qué sesiona antes."))
        last = cls.objects.filter(mesa=mesa, kind=kind).aggregate(last=Max("number"))["last"]
        meeting = cls.objects.create(
            ref=ref or new_ref(),
            mesa=mesa,
            kind=kind,
            number=(last or 0) + 1,
            starts_at=starts_at,
            minutes=minutes,
            place=place,
            link=link,
            purpose=purpose,
            after=after,
            attend_on=day - REMIND_BEFORE,
        )
        meeting.record("planned", by=by, at=at, why="" if is_regular else why)
        return meeting

    def __str__(self) -> str:
        kind = str(MeetingKind(self.kind).label).capitalize()
        return f"{kind} {self.number}" if self.number else kind

    def stream(self) -> str:
        return self.mesa.stream()

    @property
    def day(self) -> datetime.date | None:
        return timezone.localdate(self.starts_at) if self.starts_at else None

    @property
    def ends_at(self) -> datetime.datetime | None:
        length = datetime.timedelta(minutes=self.minutes)
        return self.starts_at + length if self.starts_at else None

    @property
    def lasted(self) -> int | None:
        """Its minutes, from when it was opened until it was closed."""
        if self.opened_at is None or self.closed_at is None:
            return None
        return round((self.closed_at - self.opened_at).total_seconds() / 60)

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD

    @property
    def is_to_come(self) -> bool:
        """It may still be moved, cancelled and answered: nobody has opened it."""
        return self.state in TO_COME

    @property
    def is_periodic(self) -> bool:
        return self.kind == MeetingKind.PERIODIC

    @property
    def is_high_level(self) -> bool:
        return self.kind == MeetingKind.HIGH_LEVEL

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def is_convened(self) -> bool:
        return self.state == MeetingState.CONVENED

    @property
    def is_in_progress(self) -> bool:
        return self.state == MeetingState.IN_PROGRESS

    @property
    def is_closed(self) -> bool:
        return self.state == MeetingState.CLOSED

    def seats_to_invite(self) -> SeatQuerySet:
        """Its body's permanent seats, those of the problems on the agenda, and the team."""
        return self._called().with_people()

    def seats_at_table(self) -> SeatQuerySet:
        """Those to invite, and whichever was invited or marked; each with its `answer`."""
        ours = Q(pk__in=self._called().values("pk"))
        invited = Q(pk__in=self.invitations.values("seat"))
        marked = Q(pk__in=self.attendances.exclude(seat=None).values("seat"))
        answer = self.invitations.filter(seat=OuterRef("pk")).values("answer")[:1]
        seats = Seat.objects.filter(ours | invited | marked)
        return seats.with_people().annotate(answer=Subquery(answer))

    def _called(self) -> SeatQuerySet:
        body = Body.HIGH_LEVEL if self.kind == MeetingKind.HIGH_LEVEL else Body.OPERATING
        on_agenda = self.items.exclude(problem=None).values("problem")
        called = Q(kind=SeatKind.PERMANENT) | Q(problem__in=on_agenda)
        mine = (Q(body=body) & called) | Q(body=Body.DEDICATED_TEAM)
        return Seat.objects.filter(mine, mesa=self.mesa_id).current(on=self.day)

    @transaction.atomic
    def convene(self, *, seats: list[Seat], by: Person | None, at: datetime.datetime) -> None:
        """Invite these seats; their people are told from the outbox. May be repeated."""
        self._lock(*TO_COME)
        if self.starts_at is None:
            raise OutOfTurn(_("Diga primero qué día y a qué hora es la sesión."))
        self._must_be_briefed()
        self.invitations.invite(self, seats, at=at)
        self._send_briefs(by=by, at=at)
        self.state = MeetingState.CONVENED
        self.save(update_fields=["state"])
        self.record("convened", by=by, at=at)

    def elevations(self) -> models.QuerySet[Any]:
        """What waits above of the problems on its agenda."""
        problems = self.items.exclude(problem=None).values("problem")
        about = Q(problem__in=problems) | Q(commitment__problem__in=problems)
        waiting = rows_of(Mesa, "elevations").filter(about, mesa=self.mesa_id)
        return waiting.filter(state__in=WAITING_ABOVE)

    def _must_be_briefed(self) -> None:
        """The high level is convened for a specific problem, its members informed (R06)."""
        if not self.is_high_level:
            return
        elevated = self.elevations().filter(briefs__isnull=False)
        asked = Q(problem__in=elevated.values("problem"))
        asked |= Q(problem__in=elevated.values("commitment__problem"))
        briefed = self.items.exclude(problem=None).filter(asked).values("pk")
        silent = self.items.exclude(pk__in=briefed).first()
        if silent:
            raise NotBriefed(
                _("«%s» no se ha elevado con su ayuda memoria: elévelo primero o quítelo.")
                % silent.title
            )
        if not briefed.exists():
            raise NotBriefed(_("Una sesión de alto nivel se convoca para un problema elevado."))

    def _send_briefs(self, *, by: Person | None, at: datetime.datetime) -> None:
        """With the convocatoria goes what each decision needs; when it went stays."""
        if self.is_high_level:
            for elevation in self.elevations():
                elevation.send_brief(self, by=by, at=at)

    @transaction.atomic
    def remind(self, *, by: Person, at: datetime.datetime) -> None:
        """Ask again those who have not answered; they are told from the outbox."""
        self._lock(MeetingState.CONVENED)
        if not self.invitations.waiting().exists():
            raise OutOfTurn(_("Todas las personas invitadas ya respondieron."))
        self.record("reminded", by=by, at=at)

    @transaction.atomic
    def reschedule(
        self,
        *,
        starts_at: datetime.datetime,
        minutes: int,
        place: str,
        link: str,
        why: str,
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """Another day, hour or place; what it was is kept. For another day all answer again."""
        self._lock(*TO_COME)
        told = {"starts_at": starts_at, "minutes": minutes, "place": place, "link": link}
        changes = {
            field: [str(getattr(self, field)), str(value)]
            for field, value in told.items()
            if getattr(self, field) != value
        }
        if not changes:
            return
        if self.state == MeetingState.CONVENED and not why.strip():
            raise OutOfTurn(_("Diga por qué cambia: quienes fueron invitados lo leerán."))
        if "starts_at" in changes:
            self.invitations.ask_again()
        for field, value in told.items():
            setattr(self, field, value)
        self.attend_on = timezone.localdate(starts_at) - REMIND_BEFORE
        self.save()
        self.record("rescheduled", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def cancel(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        self._lock(*TO_COME)
        if not why.strip():
            raise OutOfTurn(_("Diga por qué se cancela: quienes fueron invitados lo leerán."))
        self.state, self.attend_on = MeetingState.CANCELLED, None
        self.save(update_fields=["state", "attend_on"])
        self.record("cancelled", by=by, at=at, why=why)

    @transaction.atomic
    def open(self, *, by: Person | None, at: datetime.datetime) -> None:
        """People are at the table."""
        self._lock(*TO_COME)
        if self.is_planned:
            self._must_be_briefed()
        self.state, self.opened_at = MeetingState.IN_PROGRESS, at
        self.attend_on = timezone.localdate(at) + datetime.timedelta(days=1)
        self.save(update_fields=["state", "opened_at", "attend_on"])
        self.record("opened", by=by, at=at)

    @transaction.atomic
    def close(
        self,
        *,
        next_at: datetime.datetime | None = None,
        nothing_promised: bool = False,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Meeting | None":
        """End the day: stop the clock, carry over what is open, and write the record.

        What carries over: not discussed, recurring, or with an action still open. It goes to
        the next session that is planned, or to a new one at `next_at`. Refused when nobody
        promised anything and nobody says so (R38).
        """
        self._lock(MeetingState.IN_PROGRESS)
        if next_at and self.starts_at and next_at <= self.starts_at:
            raise NotAfter(_("La próxima sesión debe ser después de esta."))
        if not nothing_promised and not self.commitments.exists():
            raise NothingPromised(
                _("Nadie prometió nada en esta sesión: confirme que no hubo compromisos.")
            )
        self.items.stop_clock(at=at)
        self.state, self.closed_at, self.attend_on = MeetingState.CLOSED, at, None
        self.save(update_fields=["state", "closed_at", "attend_on"])
        following = self._following(next_at, by=by, at=at)
        if following:
            self.items.carry_over(following)
        self.records.write(self, by=by, at=at)
        self.record("closed", by=by, at=at)
        return following

    def _following(
        self, next_at: datetime.datetime | None, *, by: Person | None, at: datetime.datetime
    ) -> "Meeting | None":
        planned = self.planned_following()
        if planned or next_at is None or not self.mesa.is_at_work:
            return planned
        return Meeting.plan(
            self.mesa,
            starts_at=next_at,
            kind=self.kind,
            minutes=self.minutes,
            place=self.place,
            link=self.link,
            after=self,
            why=_("Sigue a la %s, que también fue antes del lanzamiento.") % self,
            by=by,
            at=at,
        )

    @transaction.atomic
    def reissue_record(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """Write the record again after a correction; the earlier version stays."""
        self._lock(MeetingState.CLOSED)
        if not why.strip():
            raise OutOfTurn(_("Diga qué se corrige: la versión anterior se conserva."))
        self.records.write(self, by=by, at=at, why=why)
        self.record("record_reissued", by=by, at=at, why=why)

    def following_day(self) -> datetime.date | None:
        """The day of the session that comes after: the one planned, or the cadence's."""
        if self.day is None:
            return None
        sessions = Meeting.objects.filter(mesa=self.mesa_id).periodic().ahead()
        planned = sessions.exclude(pk=self.pk).filter(starts_at__gte=self.starts_at).first()
        return planned.day if planned else self.mesa.next_session_day(after=self.day)

    def planned_following(self) -> "Meeting | None":
        """Where its open items go: the next of its kind in the calendar, or the next session."""
        ahead = Meeting.objects.filter(mesa=self.mesa_id).ahead().exclude(pk=self.pk)
        if self.starts_at:
            ahead = ahead.filter(starts_at__gte=self.starts_at)
        alike = ahead.filter(kind=self.kind).first()
        return alike or ahead.filter(kind=MeetingKind.PERIODIC).first()

    def proposed_next_at(self) -> datetime.datetime | None:
        """The same hour, a cadence later."""
        if self.starts_at is None:
            return None
        local = timezone.localtime(self.starts_at)
        day = self.mesa.next_session_day(after=local.date())
        return timezone.make_aware(datetime.datetime.combine(day, local.time()))

    @transaction.atomic
    def attend(self, *, at: datetime.datetime) -> None:
        """The clock looks: it comes tomorrow, or it passed and nobody closed it."""
        self.hold()
        today = timezone.localdate(at)
        if not self.is_ahead or not self.day or not self.attend_on or self.attend_on > today:
            return
        if today > self.day or self.is_in_progress:
            self.record("left_open", by=None, at=at)
            self.attend_on = None
        else:
            if today < self.day:
                self.record("near", by=None, at=at)
            self.attend_on = self.day + datetime.timedelta(days=1)
        self.save(update_fields=["attend_on"])

    def must_be_to_come(self) -> None:
        """Refuse what is only done before it begins."""
        if not self.is_to_come:
            raise OutOfTurn(self._too_late())

    def must_be_in_progress(self) -> None:
        """Refuse what is only done while people are at the table."""
        if not self.is_in_progress:
            raise OutOfTurn(
                _("La sesión está %s: esto se hace mientras está en curso.")
                % self.get_state_display()
            )

    def _lock(self, *allowed: str) -> None:
        """Hold its row and look again at its state before deciding from it."""
        self.hold()
        if self.state not in allowed:
            raise OutOfTurn(self._too_late())

    def _too_late(self) -> str:
        return _("La sesión está %s: esto ya no se puede hacer.") % self.get_state_display()
