"""What somebody promises, and all that becomes of it."""

import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.documents.models import Document
from destraba.kit.ref import free_ref, new_ref
from destraba.kit.refusal import Refused
from destraba.kit.text import plain
from destraba.kit.vocabulary import Body, Certainty, CommitmentState
from destraba.people.models import Organization, Person
from destraba.trail.models import Event, Sourced, Tracked

from .agenda import AgendaItem
from .commitment_history import Extension, Fulfilment, Withdrawal
from .commitments import CommitmentQuerySet
from .meeting import Meeting
from .mesa import Mesa
from .places import places_of
from .problem import Problem
from .seat import Seat

REMIND_BEFORE = datetime.timedelta(days=3)
# An organisation with several seats answers at its operating one.
WHO_OWES: list[str] = [Body.OPERATING, Body.DEDICATED_TEAM, Body.HIGH_LEVEL]


class Incomplete(Refused):
    """A promise that nobody could follow up."""


class NoLongerOpen(Refused):
    pass


class NotLater(Refused):
    pass


class Commitment(Tracked, Sourced):
    """A promise with who answers for it, until when, and who follows it up."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="commitments")
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    # Where it was born.
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments"
    )
    promise = models.CharField(max_length=300)
    promise_key = models.CharField(max_length=300, editable=False)
    # Unknown only when the past is imported: the verbs ask for both.
    responsible = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="commitments"
    )
    follower = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="followed_commitments"
    )
    # The seat that owes it, which keeps it when its people change; and whom to write to.
    seat = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    contact = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    due_on = models.DateField(null=True)
    certainty = models.CharField(max_length=12, choices=Certainty, blank=True)
    state = models.CharField(max_length=10, choices=CommitmentState, default=CommitmentState.OPEN)
    made_on = models.DateField(null=True)
    # The next day the clock must look at it; one index, one query a day.
    attend_on = models.DateField(null=True, db_index=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["mesa", "state", "due_on"], name="commitment_mesa"),
            models.Index(fields=["state", "due_on"], name="commitment_due"),
            models.Index(fields=["due_on"], name="commitment_by_day"),
            models.Index(fields=["contact", "state", "due_on"], name="commitment_contact"),
            models.Index(fields=["follower", "state", "due_on"], name="commitment_follower"),
            models.Index(fields=["seat", "state", "due_on"], name="commitment_seat"),
            models.Index(fields=["responsible", "state", "due_on"], name="commitment_entity"),
            models.Index(fields=["problem", "state", "due_on"], name="commitment_problem"),
        ]

    @classmethod
    @transaction.atomic
    def make(
        cls,
        mesa: Mesa,
        *,
        promise: str,
        responsible: Organization | None,
        due_on: datetime.date | None,
        follower: Person | None,
        certainty: str = Certainty.DETERMINED,
        contact: Person | None = None,
        problem: Problem | None = None,
        meeting: Meeting | None = None,
        item: AgendaItem | None = None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Commitment":
        """Somebody promises. Without who, until when and who follows up, it is refused."""
        due_on, made_on = _whole(promise, responsible, due_on, follower), timezone.localdate(at)
        if ref and (there := cls._already(mesa, ref, promise, responsible, due_on, made_on)):
            return there
        if meeting:
            meeting.hold()
            meeting.must_be_in_progress()
        seat = _seat_of(mesa, responsible, contact)
        commitment = cls.objects.create(
            ref=free_ref(cls, ref),
            mesa=mesa,
            promise=promise.strip(),
            responsible=responsible,
            seat=seat,
            contact=contact or (seat.contact if seat else None),
            follower=follower,
            due_on=due_on,
            certainty=certainty,
            problem=problem,
            meeting=meeting,
            item=item,
            made_on=made_on,
            attend_on=due_on - REMIND_BEFORE,
        )
        if problem:
            problem.move(on=made_on)
        commitment.record("made", by=by, at=at)
        return commitment

    @classmethod
    def _already(
        cls,
        mesa: Mesa,
        ref: str,
        promise: str,
        responsible: Organization | None,
        due_on: datetime.date,
        made_on: datetime.date,
    ) -> "Commitment | None":
        """What a form sends again in the same words is the one that is there."""
        mesa.hold()
        told = Q(ref=ref) | Q(responsible=responsible, due_on=due_on, made_on=made_on)
        return mesa.commitments.open().filter(told, promise=promise.strip()).first()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.promise_key = plain(self.promise)[:300]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.promise

    def search_text(self) -> str:
        return f"{self.promise}\n{self.ref}"

    def stream(self) -> str:
        return f"mesa:{self.mesa_id}"

    def is_seen_whole_by(self, person: Person) -> bool:
        """Or else, of what was entrusted, only what it promises, who and when."""
        hers = self.follower_id == person.pk or (
            self.seat_id is None and self.contact_id == person.pk
        )
        return hers or person.sees_everything or self.mesa_id in places_of(person).mesas

    @property
    def is_open(self) -> bool:
        return self.state == CommitmentState.OPEN

    @property
    def nature(self) -> str:
        """Public, private or union: the constituency of who answers for it («» when unknown)."""
        return self.responsible.constituency if self.responsible else ""

    def is_overdue(self, *, on: datetime.date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < on

    def days_late(self, *, on: datetime.date) -> int:
        return (on - self.due_on).days if self.due_on and self.is_overdue(on=on) else 0

    @transaction.atomic
    def fulfil(
        self,
        *,
        evidence: str,
        link: str = "",
        document: Document | None = None,
        upload: UploadedFile | None = None,
        on: datetime.date | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Fulfilment":
        """It was done; the evidence says how one knows. What is uploaded is kept with it."""
        self._must_be_open()
        if not (evidence.strip() or link or document or upload):
            raise Incomplete(_("Diga cómo se sabe que se cumplió: en palabras, enlace o archivo."))
        if upload:
            document = Document.keep(upload, by=by, at=at)
        fulfilment = Fulfilment.objects.create(
            commitment=self,
            evidence=evidence,
            link=link,
            document=document,
            on=on or timezone.localdate(at),
            by=by,
            at=at,
        )
        self._become(CommitmentState.FULFILLED)
        if self.problem:
            self.problem.move(on=timezone.localdate(at))
        self.record("fulfilled", by=by, at=at, why=evidence)
        return fulfilment

    @transaction.atomic
    def extend(
        self,
        *,
        due_on: datetime.date,
        reason: str,
        certainty: str = Certainty.DETERMINED,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Extension":
        """Another date, with its reason; the old one is kept."""
        self._must_be_open()
        if not reason.strip():
            raise Incomplete(_("Diga por qué se pide otra fecha."))
        if self.due_on and due_on <= self.due_on:
            raise NotLater(_("La nueva fecha debe ser posterior a la que tiene."))
        extension = Extension.objects.create(
            commitment=self, old_due_on=self.due_on, new_due_on=due_on, reason=reason, by=by, at=at
        )
        changes = {"due_on": [self.due_on and self.due_on.isoformat(), due_on.isoformat()]}
        if certainty != self.certainty:
            changes["certainty"] = [self.certainty, str(certainty)]
        self.due_on, self.certainty = due_on, certainty
        self.attend_on = due_on - REMIND_BEFORE
        self.save(update_fields=["due_on", "certainty", "attend_on"])
        self.record("extended", by=by, at=at, why=reason, changes=changes)
        return extension

    @transaction.atomic
    def withdraw(self, *, reason: str, by: Person | None, at: datetime.datetime) -> "Withdrawal":
        """It is no longer owed; the reason says why."""
        self._must_be_open()
        if not reason.strip():
            raise Incomplete(_("Diga por qué se retira: nada desaparece sin razón."))
        withdrawal = Withdrawal.objects.create(commitment=self, reason=reason, by=by, at=at)
        self._become(CommitmentState.WITHDRAWN)
        self.record("withdrawn", by=by, at=at, why=reason)
        return withdrawal

    @transaction.atomic
    def reopen(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """Undo a fulfilment or a withdrawal; both stay in the history as undone."""
        self.hold()
        if self.is_open:
            raise NoLongerOpen(_("Este compromiso está abierto."))
        if not why.strip():
            raise Incomplete(_("Diga por qué se reabre."))
        for last in (self.fulfilments, self.withdrawals):
            last.filter(undone_at=None).update(undone_at=at)
        self._become(CommitmentState.OPEN)
        if self.due_on:
            self.attend_on = self.due_on - REMIND_BEFORE
            self.save(update_fields=["attend_on"])
        self.record("reopened", by=by, at=at, why=why)

    @transaction.atomic
    def reassign(
        self,
        *,
        responsible: Organization,
        follower: Person,
        contact: Person | None = None,
        why: str,
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """Say anew who answers and who follows up; without a contact, whoever fills the seat."""
        self._must_be_open()
        if not why.strip():
            raise Incomplete(_("Diga por qué cambia."))
        self.seat = _seat_of(self.mesa, responsible, contact)
        told = {
            "responsible": responsible,
            "contact": contact or (self.seat.contact if self.seat else None),
            "follower": follower,
        }
        self._turn(told, ["seat"], "reassigned", why=why, by=by, at=at)

    @transaction.atomic
    def pass_to(
        self, contact: Person | None, *, why: str, by: Person | None, at: datetime.datetime
    ) -> None:
        """Its seat has other people: she answers now, or nobody while it is vacant."""
        self._must_be_open()
        self._turn({"contact": contact}, [], "reassigned", why=why, by=by, at=at)

    @transaction.atomic
    def move_to(self, mesa: Mesa, *, why: str, by: Person, at: datetime.datetime) -> None:
        """It is owed at another mesa, by the seat that the organisation has there."""
        self._must_be_open()
        changes = {"mesa": [str(self.mesa), str(mesa)]}
        self.record("handed_over", by=by, at=at, why=why, changes=changes)
        self.mesa = mesa
        self.seat = _seat_of(mesa, self.responsible, self.contact) if self.responsible else None
        self.save(update_fields=["mesa", "seat"])
        self.record("taken_over", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def reword(self, *, promise: str, why: str, by: Person, at: datetime.datetime) -> None:
        """Say the promise better; what it said is kept."""
        self._must_be_open()
        if not promise.strip() or not why.strip():
            raise Incomplete(_("Escriba la promesa y por qué se reformula."))
        changes = {"promise": [self.promise, promise.strip()]}
        self.promise = promise.strip()
        self.save(update_fields=["promise", "promise_key"])
        self.record("reworded", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def correct(
        self,
        *,
        promise: str,
        responsible: Organization | None,
        due_on: datetime.date | None,
        follower: Person | None,
        certainty: str = Certainty.DETERMINED,
        contact: Person | None = None,
        problem: Problem | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """It was written wrong: say it right while its meeting goes on. No reason is asked."""
        self._must_be_being_written()
        due_on = _whole(promise, responsible, due_on, follower)
        self.seat = _seat_of(self.mesa, responsible, contact)
        told: dict[str, Any] = {
            "promise": promise.strip(),
            "responsible": responsible,
            "contact": contact or (self.seat.contact if self.seat else None),
            "due_on": due_on,
            "certainty": certainty,
            "follower": follower,
            "problem": problem,
        }
        self.attend_on = due_on - REMIND_BEFORE
        self._turn(told, ["seat", "attend_on", "promise_key"], "corrected", by=by, at=at)

    @transaction.atomic
    def take_back(self, *, by: Person, at: datetime.datetime) -> None:
        """A slip of whoever writes: nobody promised it, said while its meeting goes on.

        Nobody is told of it; what happened stays in the trail of its meeting's agenda.
        """
        self._must_be_being_written()
        self.record("taken_back", by=by, at=at)
        events = Event.objects.of_subject(self)
        events.untold().settle(at=at)
        events.hand_over(self.item or self.meeting or self.mesa)
        self.delete()

    @transaction.atomic
    def attend(self, *, at: datetime.datetime) -> None:
        """Say what the calendar has made true since the clock last looked."""
        self.hold()
        today = timezone.localdate(at)
        if not self.is_open or not self.due_on or not self.attend_on or self.attend_on > today:
            return
        if self.is_overdue(on=today):
            self.record("overdue", by=None, at=at)
            self.attend_on = None
        else:
            self.record("due_soon", by=None, at=at)
            self.attend_on = self.due_on + datetime.timedelta(days=1)
        self.save(update_fields=["attend_on"])

    def _turn(
        self,
        told: dict[str, Any],
        besides: list[str],
        verb: str,
        *,
        why: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """Save what is told anew, and keep what it replaces; nothing happens without a change."""
        changes = {
            field: [_plain(getattr(self, field)), _plain(value)]
            for field, value in told.items()
            if value != getattr(self, field)
        }
        if not changes:
            return
        for field in changes:
            setattr(self, field, told[field])
        self.save(update_fields=[*changes, *besides])
        self.record(verb, by=by, at=at, why=why, changes=changes)

    def _must_be_open(self) -> None:
        self.hold()
        if not self.is_open:
            raise NoLongerOpen(_("Este compromiso ya está %s.") % self.get_state_display())

    def _must_be_being_written(self) -> None:
        if self.meeting:
            self.meeting.hold()
            self.meeting.must_be_in_progress()
        self._must_be_open()
        history = (self.extensions, self.fulfilments, self.withdrawals)
        if self.meeting is None or any(rows.exists() for rows in history):
            raise NoLongerOpen(_("Este compromiso ya tiene historia: cambie su fecha o retírelo."))

    def _become(self, state: str) -> None:
        self.state, self.attend_on = state, None
        self.save(update_fields=["state", "attend_on"])


def _whole(
    promise: str,
    responsible: Organization | None,
    due_on: datetime.date | None,
    follower: Person | None,
) -> datetime.date:
    """The day it falls due, once nothing is missing; raises Incomplete with what is."""
    told = {
        _("qué se promete"): promise.strip(),
        _("quién responde"): responsible,
        _("para cuándo"): due_on,
        _("quién le da seguimiento"): follower,
    }
    missing = [words for words, value in told.items() if not value]
    if missing or not due_on:
        raise Incomplete(_("Al compromiso le falta: %s.") % ", ".join(missing))
    return due_on


def _plain(value: Any) -> str:
    """As the trail keeps it."""
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def _seat_of(mesa: Mesa, responsible: Organization | None, contact: Person | None) -> Seat | None:
    """The responsible organisation's seat at this mesa, the contact's own one first."""
    seats = list(Seat.objects.filter(mesa=mesa, organization=responsible).current().with_people())
    for seat in seats:
        if contact and seat.is_filled_by(contact):
            return seat
    return min(seats, key=lambda seat: WHO_OWES.index(seat.body), default=None)
