import datetime

from django.db import models, transaction
from django.db.models import Q

from destraba.kit.vocabulary import Presence
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced

from .meeting import Meeting
from .seat import ORGANIZATION_IN_BRIEF, SEAT_IN_BRIEF, Seat


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def present(self) -> "AttendanceQuerySet":
        return self.filter(presence=Presence.PRESENT)

    def with_people(self) -> "AttendanceQuerySet":
        return self.select_related("seat__organization", "organization", "person", "on_behalf_of")

    def in_brief(self) -> "AttendanceQuerySet":
        """With its people, and only what a list of them shows."""
        mine = ["meeting_id", "presence", "guest_name", "person__name", "on_behalf_of__name"]
        seat = [f"seat__{field}" for field in SEAT_IN_BRIEF]
        organization = [f"organization__{field}" for field in ORGANIZATION_IN_BRIEF]
        return self.with_people().only(*mine, *seat, *organization)


class Attendance(Sourced):
    """Who was at a meeting: for a seat, or as a guest; in person, or on somebody's behalf."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.CASCADE, related_name="attendances")
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="attendances"
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="attendances"
    )
    guest_name = models.CharField(max_length=160, blank=True)
    on_behalf_of = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="represented_at"
    )
    presence = models.CharField(max_length=8, choices=Presence, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=Q(seat__isnull=False),
                name="one_attendance_per_seat",
            )
        ]

    @classmethod
    @transaction.atomic
    def mark(
        cls,
        meeting: Meeting,
        seat: Seat,
        *,
        presence: str,
        person: Person | None = None,
        guest_name: str = "",
        on_behalf_of: Person | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Attendance":
        """Say whether a seat is present, excused or absent; the last word counts.

        Who came for it is its holder unless told otherwise: another person, or by name alone
        one who is not in the directory.
        """
        if not guest_name:
            person = person or seat.holder
        attendance, _is_new = cls.objects.update_or_create(
            meeting=meeting,
            seat=seat,
            defaults={
                "organization": seat.organization,
                "presence": presence,
                "person": person,
                "guest_name": guest_name,
                "on_behalf_of": on_behalf_of,
                "by": by,
                "at": at,
            },
        )
        return attendance

    @classmethod
    def unmark(cls, meeting: Meeting, seat: Seat) -> None:
        """Take back a mark that was a slip of the finger."""
        cls.objects.filter(meeting=meeting, seat=seat).delete()

    def dismiss(self) -> None:
        """Take back a guest that was noted by mistake."""
        self.delete()

    @classmethod
    @transaction.atomic
    def receive(
        cls,
        meeting: Meeting,
        *,
        guest_name: str,
        organization: Organization | None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Attendance":
        """A guest without a seat comes to the table."""
        return cls.objects.create(
            meeting=meeting,
            guest_name=guest_name,
            organization=organization,
            presence=Presence.PRESENT,
            by=by,
            at=at,
        )

    def __str__(self) -> str:
        return f"{self.who}: {self.get_presence_display()}"

    @property
    def who(self) -> str:
        if self.person:
            return self.person.name
        return self.guest_name or (self.organization.short if self.organization else "")
