import datetime

from django.db import models, transaction
from django.utils import timezone

from destraba.kit.terms import ends_after_it_begins, must_be_in_order
from destraba.kit.vocabulary import ProgrammeRole
from destraba.trail.models import Sourced, Tracked

from .person import Person


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self) -> "RoleQuerySet":
        today = timezone.localdate()
        return self.filter(since_on__lte=today).exclude(until_on__lt=today)


class Role(Tracked, Sourced):
    """What a person is for the whole programme, with dates."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=ProgrammeRole)
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "since_on"], name="one_role_a_day"),
            ends_after_it_begins("role_ends_after_it_begins"),
        ]

    @classmethod
    @transaction.atomic
    def give(
        cls,
        person: Person,
        kind: str,
        *,
        since_on: datetime.date,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Role":
        role = cls.objects.create(person=person, kind=kind, since_on=since_on)
        role.record("given", by=by, at=at)
        return role

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    def stream(self) -> str:
        return "directory"

    @transaction.atomic
    def end(self, *, on: datetime.date, by: Person | None, at: datetime.datetime) -> None:
        must_be_in_order(self.since_on, on)
        self.until_on = on
        self.save(update_fields=["until_on"])
        self.record("ended", by=by, at=at)
