import datetime

from django.db import models, transaction

from destraba.kit.vocabulary import InvitationAnswer
from destraba.people.models import Person
from destraba.trail.models import Tracked

from .meeting import Meeting
from .seat import Seat


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def invite(self, meeting: Meeting, seats: list[Seat], *, at: datetime.datetime) -> None:
        """One invitation for each seat that has none; a seat is invited even when vacant."""
        invited = set(self.filter(meeting=meeting).values_list("seat", flat=True))
        self.bulk_create(
            Invitation(meeting=meeting, seat=seat, person=seat.contact, at=at)
            for seat in seats
            if seat.pk not in invited
        )

    def with_people(self) -> "InvitationQuerySet":
        return self.select_related("seat__organization", "person")


class Invitation(Tracked):
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

    @transaction.atomic
    def reply(self, answer: str, *, words: str = "", by: Person, at: datetime.datetime) -> None:
        changes = {"answer": [self.answer, answer]}
        self.answer, self.words, self.answered_at = answer, words, at
        self.save(update_fields=["answer", "words", "answered_at"])
        self.record("answered", by=by, at=at, why=words, changes=changes)
