import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import InvitationAnswer
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .meeting import Meeting
from .places import places_of, run_by
from .seat import SEAT_IN_BRIEF, Seat


class TooLate(Refused):
    pass


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def invite(self, meeting: Meeting, seats: list[Seat], *, at: datetime.datetime) -> None:
        """One invitation for each seat, even a vacant one; a seat whose people changed since it
        was invited, and that has not answered, is addressed again."""
        known = {each.seat_id: each for each in self.filter(meeting=meeting)}
        new = [
            Invitation(meeting=meeting, seat=seat, person=seat.contact, at=at)
            for seat in seats
            if seat.pk not in known
        ]
        self.bulk_create(new)
        for seat in seats:
            if seat.pk in known:
                known[seat.pk].address(seat.contact, at=at)

    def waiting(self) -> "InvitationQuerySet":
        """Addressed to somebody who has not answered."""
        return self.filter(answer=InvitationAnswer.WAITING).exclude(person=None)

    def ask_again(self) -> None:
        """What was answered was about another day; the answers stay in the trail."""
        self.update(answer=InvitationAnswer.WAITING, words="", answered_at=None)

    def answerable_by(self, person: Person) -> "InvitationQuerySet":
        """Those of a seat that she fills today, and those of a mesa that she runs: who left it
        answers no longer for it, and an answer may come by telephone."""
        hers = Q(seat__in=places_of(person).seats)
        return self.filter(hers | run_by(person, "meeting__mesa"))

    def with_people(self) -> "InvitationQuerySet":
        return self.select_related("seat__organization", "person")

    def in_brief(self) -> "InvitationQuerySet":
        """With its people, and only what a list of them shows."""
        mine = ["meeting_id", "answer", "words", "person__name"]
        return self.with_people().only(*mine, *(f"seat__{field}" for field in SEAT_IN_BRIEF))


class Invitation(Tracked, Sourced):
    """The convocatoria that a seat received, and what it answered."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="invitations")
    # To whom it was addressed that day; none when the seat was vacant.
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="invitations"
    )
    at = models.DateTimeField()
    answer = models.CharField(
        max_length=8, choices=InvitationAnswer, default=InvitationAnswer.WAITING
    )
    words = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_invitation_per_seat")
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_answer_display()}"

    def stream(self) -> str:
        return self.meeting.stream()

    @property
    def is_waiting(self) -> bool:
        return self.answer == InvitationAnswer.WAITING

    def address(self, person: Person | None, *, at: datetime.datetime) -> None:
        """Somebody else fills the seat: the invitation goes to her, unless the seat answered."""
        if self.is_waiting and self.person_id != (person.pk if person else None):
            self.person, self.at = person, at
            self.save(update_fields=["person", "at"])

    @transaction.atomic
    def reply(self, answer: str, *, words: str = "", by: Person, at: datetime.datetime) -> None:
        """The seat says whether it comes; the last word counts, until the meeting begins."""
        if not self.meeting.is_to_come:
            raise TooLate(
                _("La sesión está %s: ya no se responde a la convocatoria.")
                % self.meeting.get_state_display()
            )
        changes = {"answer": [self.answer, answer]}
        self.answer, self.words, self.answered_at = answer, words, at
        self.save(update_fields=["answer", "words", "answered_at"])
        self.record("answered", by=by, at=at, why=words, changes=changes)
